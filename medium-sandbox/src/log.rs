//! The list of requests that reached the API, for tests to count and people to look at.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State as Extract};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;

use crate::state::State;

/// Older requests than these are forgotten.
const CAPACITY: usize = 10_000;

/// One request that the API answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// `GET`, `POST` …
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// Whether an `Authorization` header came with it. Its value is not kept.
    pub authorization: bool,
    /// How long the answer took.
    pub took: Duration,
}

/// The last requests, oldest first.
#[derive(Default)]
pub(crate) struct RequestLog {
    entries: Mutex<VecDeque<LoggedRequest>>,
}

impl RequestLog {
    fn lock(&self) -> MutexGuard<'_, VecDeque<LoggedRequest>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, entry: LoggedRequest) {
        let mut entries = self.lock();
        if entries.len() == CAPACITY {
            entries.pop_front();
        }
        entries.push_back(entry);
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    pub(crate) fn entries(&self) -> Vec<LoggedRequest> {
        self.lock().iter().cloned().collect()
    }
}

/// Logs every call of the API. The entry is there before the client has the answer.
pub(crate) async fn record(state: Extract<State>, request: Request, next: Next) -> Response {
    let method = request.method().to_string();
    let path = request.uri().path().to_owned();
    let authorization = request.headers().contains_key(header::AUTHORIZATION);
    let started = Instant::now();
    let response = next.run(request).await;
    if path.starts_with("/v1/") || path.starts_with("/m/oauth/") {
        let status = response.status().as_u16();
        let took = started.elapsed();
        state.log.push(LoggedRequest {
            method,
            path,
            status,
            authorization,
            took,
        });
    }
    response
}
