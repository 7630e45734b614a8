//! The list of calls that reached the API, for tests to count and people to look at.

pub(crate) mod masked;
mod record;

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub(crate) use record::record;
use tokio::sync::Notify;

/// Calls older than these are forgotten.
const CAPACITY: usize = 10_000;
/// Calls older than these lose their headers and bodies.
pub(crate) const DETAILED: usize = 500;

/// A request that reached the API. Secrets are masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// Counts from 1.
    pub number: u64,
    /// `GET`, `POST` …
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The status of the response.
    pub status: u16,
    /// Whether an `Authorization` header came with it. Its value is not kept.
    pub authorization: bool,
    /// The username that a valid token belongs to.
    pub user: Option<String>,
    /// When it came, in milliseconds since 1970 by the sandbox's clock.
    pub at: i64,
    /// How long the response took.
    pub took: Duration,
    /// The rule of the document that the request broke, if it broke one.
    pub request_violation: Option<String>,
    /// The rule of the document that the response broke, if it broke one.
    pub response_violation: Option<String>,
    /// Headers and bodies; only the newest calls have them.
    pub exchange: Option<Exchange>,
}

/// Headers and bodies of a call, with secrets masked and long bodies cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchange {
    /// The request's headers, a line each.
    pub request_head: String,
    /// The request's body, if it was text.
    pub request_body: String,
    /// The response's headers, a line each.
    pub response_head: String,
    /// The response's body, if it was text.
    pub response_body: String,
}

impl LoggedRequest {
    fn summary(&self) -> Self {
        Self {
            number: self.number,
            method: self.method.clone(),
            path: self.path.clone(),
            status: self.status,
            authorization: self.authorization,
            user: self.user.clone(),
            at: self.at,
            took: self.took,
            request_violation: self.request_violation.clone(),
            response_violation: self.response_violation.clone(),
            exchange: None,
        }
    }
}

/// The last calls, oldest first.
#[derive(Default)]
pub(crate) struct RequestLog {
    entries: Mutex<Entries>,
    /// Says that there is another one.
    arrived: Notify,
}

#[derive(Default)]
struct Entries {
    calls: VecDeque<LoggedRequest>,
    numbered: u64,
}

impl RequestLog {
    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, mut entry: LoggedRequest) {
        let mut entries = self.lock();
        entries.numbered += 1;
        entry.number = entries.numbered;
        if entries.calls.len() == CAPACITY {
            entries.calls.pop_front();
        }
        if let Some(at) = entries.calls.len().checked_sub(DETAILED)
            && let Some(aging) = entries.calls.get_mut(at)
        {
            aging.exchange = None;
        }
        entries.calls.push_back(entry);
        drop(entries);
        self.arrived.notify_waiters();
    }

    pub(crate) fn clear(&self) {
        self.lock().calls.clear();
    }

    /// Waits until the calls, oldest first, are `enough`.
    pub(crate) async fn until(
        &self,
        enough: impl Fn(&mut dyn Iterator<Item = &LoggedRequest>) -> bool,
    ) {
        loop {
            let mut arrived = pin!(self.arrived.notified());
            // Before looking: what comes in between is not missed.
            arrived.as_mut().enable();
            if enough(&mut self.lock().calls.iter()) {
                return;
            }
            arrived.await;
        }
    }

    /// The calls that are `wanted`, oldest first.
    pub(crate) fn matching(&self, wanted: impl Fn(&LoggedRequest) -> bool) -> Vec<LoggedRequest> {
        let entries = self.lock();
        let wanted = entries.calls.iter().filter(|entry| wanted(entry));
        wanted.cloned().collect()
    }

    /// The newest calls, newest first, for a list: without headers and bodies.
    pub(crate) fn newest(&self, count: usize) -> Vec<LoggedRequest> {
        let entries = self.lock();
        let newest = entries.calls.iter().rev().take(count);
        newest.map(LoggedRequest::summary).collect()
    }

    pub(crate) fn entry(&self, number: u64) -> Option<LoggedRequest> {
        self.lock()
            .calls
            .iter()
            .find(|entry| entry.number == number)
            .cloned()
    }
}
