//! The log of requests to the API, for tests and for the page *Requests*.

pub(crate) mod mask;

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

/// The number of requests that are kept.
const CAPACITY: usize = 10_000;
/// The number of newest requests that keep their headers and bodies.
pub(crate) const MAX_DETAILED: usize = 500;

/// A request to the API. Secrets are masked.
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
    /// Whether it had an `Authorization` header, whose value is not logged.
    pub authorization: bool,
    /// The username of its token, if the token was valid.
    pub user: Option<String>,
    /// When it was received, in milliseconds since 1970 by the sandbox's clock.
    pub time: i64,
    /// The time from the request to the response.
    pub duration: Duration,
    /// The rule of the document that the request violates, if any.
    pub request_violation: Option<String>,
    /// The rule of the document that the response violates, if any.
    pub response_violation: Option<String>,
    /// Headers and bodies; `None` for older requests.
    pub exchange: Option<Exchange>,
}

/// Headers and bodies of a request and its response. Secrets are masked, long bodies cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchange {
    /// The request's headers, one per line.
    pub request_head: String,
    /// The request's body, if it was text.
    pub request_body: String,
    /// The response's headers, one per line.
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
            time: self.time,
            duration: self.duration,
            request_violation: self.request_violation.clone(),
            response_violation: self.response_violation.clone(),
            exchange: None,
        }
    }
}

/// The latest requests, oldest first.
#[derive(Default)]
pub(crate) struct RequestLog {
    entries: Mutex<Entries>,
    /// Notified for each new request.
    arrived: Notify,
}

#[derive(Default)]
struct Entries {
    requests: VecDeque<LoggedRequest>,
    last_number: u64,
}

impl RequestLog {
    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn push(&self, mut entry: LoggedRequest) {
        let mut entries = self.lock();
        entries.last_number += 1;
        entry.number = entries.last_number;
        if entries.requests.len() == CAPACITY {
            entries.requests.pop_front();
        }
        if let Some(oldest) = entries.requests.len().checked_sub(MAX_DETAILED)
            && let Some(aging) = entries.requests.get_mut(oldest)
        {
            aging.exchange = None;
        }
        entries.requests.push_back(entry);
        drop(entries);
        self.arrived.notify_waiters();
    }

    pub(crate) fn clear(&self) {
        self.lock().requests.clear();
    }

    /// Waits until `enough` accepts the requests, which it gets oldest first.
    pub(crate) async fn wait_until(
        &self,
        enough: impl Fn(&mut dyn Iterator<Item = &LoggedRequest>) -> bool,
    ) {
        loop {
            let mut arrived = pin!(self.arrived.notified());
            // Before the check: a request that arrives after the check must be noticed.
            arrived.as_mut().enable();
            if enough(&mut self.lock().requests.iter()) {
                return;
            }
            arrived.await;
        }
    }

    /// Returns the requests that match `wanted`, oldest first.
    pub(crate) fn matching(&self, wanted: impl Fn(&LoggedRequest) -> bool) -> Vec<LoggedRequest> {
        let entries = self.lock();
        let matching = entries.requests.iter().filter(|entry| wanted(entry));
        matching.cloned().collect()
    }

    /// Returns the latest requests, newest first, without headers and bodies.
    pub(crate) fn newest(&self, count: usize) -> Vec<LoggedRequest> {
        let entries = self.lock();
        let newest = entries.requests.iter().rev().take(count);
        newest.map(LoggedRequest::summary).collect()
    }

    pub(crate) fn entry(&self, number: u64) -> Option<LoggedRequest> {
        self.lock()
            .requests
            .iter()
            .find(|entry| entry.number == number)
            .cloned()
    }
}
