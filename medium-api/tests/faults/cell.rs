//! One fault, one operation: what happens.

use std::time::{Duration, Instant};

use medium_api::Error;
use medium_api::runtime::Operation;
use medium_sandbox::faults::{Fault, FaultProxy, Target, Times};
use tokio::time::timeout;

use crate::call::{Ground, call};
use crate::support::{STALL, impatient};

/// A call that is not over by then hangs.
const HUNG: Duration = Duration::from_secs(60);

/// How often a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strikes {
    Always,
    Once,
}

/// How a call ended.
#[derive(Debug)]
pub(crate) struct Cell {
    /// [`Error::kind`], or `ok`.
    pub(crate) outcome: &'static str,
    /// The error in full, where there is one.
    pub(crate) error: Option<Error>,
    /// Requests for the operation that the server saw.
    pub(crate) seen: usize,
    /// Requests for anything else.
    pub(crate) strayed: usize,
    /// Posts that the call made.
    pub(crate) posts: usize,
    pub(crate) took: Duration,
}

/// Calls `operation` through a proxy where `fault` strikes.
pub(crate) async fn fill(
    ground: &Ground,
    strikes: Strikes,
    fault: Fault,
    operation: &'static Operation,
) -> Cell {
    let proxy = FaultProxy::start(ground.sandbox.address())
        .await
        .expect("a free port");
    let times = match strikes {
        Strikes::Always => Times::Always,
        Strikes::Once => Times::Next(1),
    };
    proxy.inject(fault, times).await;
    let client = impatient(&proxy.url())
        .token(ground.sandbox.token())
        .response_timeout(patience(fault))
        .build()
        .expect("a client");
    let title = format!("{} {fault} {strikes:?}", operation.id);
    let start = Instant::now();
    let called = timeout(HUNG, call(operation, &client, ground, &title)).await;
    let took = start.elapsed();
    let error = called.unwrap_or_else(|_| panic!("{title}: hangs")).err();
    let target = Target::operation(operation.id).expect("an operation");
    let seen = proxy.count(&target);
    Cell {
        outcome: error.as_ref().map_or("ok", Error::kind),
        error,
        seen,
        strayed: proxy.count(&Target::ANY) - seen,
        posts: ground.posts_titled(&title),
        took,
    }
}

/// How long reading a response may take. What trickles ends by this limit, and nothing else here is
/// to come near it.
fn patience(fault: Fault) -> Duration {
    match fault {
        Fault::TrickleBody => STALL,
        _ => HUNG,
    }
}

/// The longest that a call may take which the server saw `attempts` times: each may stand still for
/// the limit, and between them is at most the wait that the fault layer asks for (a date is two
/// seconds ahead). The rest is for busy machines.
pub(crate) fn deadline(attempts: usize) -> Duration {
    let asked = Duration::from_secs(2);
    let attempts = u32::try_from(attempts.max(1)).unwrap_or(u32::MAX);
    (STALL + asked) * attempts + Duration::from_secs(5)
}
