//! Calls an operation with a fault.

use std::time::Duration;

use medium_api::Error;
use medium_api::runtime::Operation;
use medium_sandbox::faults::{Fault, FaultProxy, FaultScope, Times};
use tokio::time::timeout;

use crate::fixture::Fixture;
use crate::support::{STALL, builder_with_short_limits};

/// A longer call is treated as hanging.
const MAX_CALL_TIME: Duration = Duration::from_secs(60);

/// How often a fault occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Frequency {
    Always,
    Once,
}

/// How a call ended.
#[derive(Debug)]
pub(crate) struct Cell {
    /// [`Error::kind`], or `ok`.
    pub(crate) outcome: &'static str,
    pub(crate) error: Option<Error>,
    /// Requests for the operation that the server received.
    pub(crate) seen: usize,
    /// Requests for other operations.
    pub(crate) others: usize,
    pub(crate) posts: usize,
}

/// Calls `operation` through a proxy that injects `fault`.
pub(crate) async fn run_cell(
    fixture: &Fixture,
    frequency: Frequency,
    fault: Fault,
    operation: &'static Operation,
) -> Cell {
    let proxy = FaultProxy::start(fixture.sandbox.address()).await.unwrap();
    let times = match frequency {
        Frequency::Always => Times::Always,
        Frequency::Once => Times::Next(1),
    };
    proxy.inject(fault, times).await;
    let client = builder_with_short_limits(&proxy.url())
        .token(fixture.sandbox.token())
        .response_timeout(response_timeout_for(fault))
        .build()
        .unwrap();
    let title = format!("{} {fault} {frequency:?}", operation.id);
    let called = timeout(MAX_CALL_TIME, fixture.call(operation, &client, &title)).await;
    let error = called.unwrap_or_else(|_| panic!("{title}: hangs")).err();
    let scope = FaultScope::operation(operation.id).unwrap();
    let seen = proxy.count(&scope);
    Cell {
        outcome: error.as_ref().map_or("ok", Error::kind),
        error,
        seen,
        others: proxy.count(&FaultScope::ANY) - seen,
        posts: fixture.posts_titled(&title),
    }
}

/// Returns the time limit for reading a response: it ends a trickling one, and is never reached by
/// others.
fn response_timeout_for(fault: Fault) -> Duration {
    match fault {
        Fault::TrickleBody => STALL,
        _ => MAX_CALL_TIME,
    }
}
