//! Clients without a network, for unit tests.
//!
//! A [`Replay`] contains a response for each expected request, and records the requests. Everything
//! else is the real client: encoding, retries, decoding, [`Error`]s.
//!
//! ```
//! use medium_runtime::testing::{Replay, RecordedResponse};
//! use medium_runtime::{Builder, Call, Operation, Retry, Transport, decode};
//!
//! // Generated code has this constant, and `client.ring(…)` for the closure below.
//! static RING: Operation = Operation::new("ring", "POST", "https://bells.example", "/v1/rings");
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), medium_runtime::Error> {
//! let replay = Replay::new();
//! replay.on(&RING, RecordedResponse::json(201, r#"{"count": 3}"#));
//! replay.on(&RING, RecordedResponse::connection_lost());
//!
//! let client: Transport = Builder::new("https://bells.example").replay(&replay).build()?;
//! let ring = || -> Call<serde_json::Value> {
//!     client.call(&RING, decode::json()).json(&["great-tom"])
//! };
//! assert_eq!(ring().await?["count"], 3);
//! let error = ring().await.expect_err("the connection was lost");
//! assert!(error.is_unknown_outcome(), "a POST is not sent again");
//!
//! let requests = replay.requests();
//! assert_eq!(requests[0].url.path(), "/v1/rings");
//! assert_eq!(requests[0].text(), r#"["great-tom"]"#);
//! replay.assert_finished();
//! # Ok(())
//! # }
//! ```
//!
//! It also works with a blocking client. Waits between attempts are real: disable them
//! with [`Retry::backoff`](crate::Retry::backoff), or pause tokio's clock
//! (`#[tokio::test(start_paused = true)]`, with tokio's feature `test-util`).
//!
//! For a service with state, which remembers created items, prefer a sandbox.

mod request;
mod response;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::{Request, Response};

use crate::client::http_sender::{SendError, Sent};
use crate::{BoxFuture, Error, Operation};
pub use request::RecordedRequest;
pub use response::RecordedResponse;

/// The responses for a client, and its recorded requests. Clones share both: pass one
/// to [`Builder::replay`](crate::Builder::replay), and inspect the other.
#[derive(Clone, Default)]
pub struct Replay(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// In the order in which they were added.
    responses: Vec<(&'static Operation, RecordedResponse)>,
    requests: Vec<RecordedRequest>,
    /// Requests without a response.
    unexpected: Vec<String>,
}

impl Replay {
    /// Creates a replay without responses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response for the next request of `operation` that has none yet.
    pub fn on(&self, operation: &'static Operation, response: RecordedResponse) -> &Self {
        self.state().responses.push((operation, response));
        self
    }

    /// Returns the requests so far, one per attempt.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().requests.clone()
    }

    /// Returns the requests of an operation.
    #[must_use]
    pub fn requests_of(&self, operation: &'static Operation) -> Vec<RecordedRequest> {
        let mut requests = self.requests();
        requests.retain(|request| request.operation == operation);
        requests
    }

    /// Asserts that every response was used, and that every request had one.
    ///
    /// # Panics
    ///
    /// If that is not the case, with the operations.
    #[track_caller]
    pub fn assert_finished(&self) {
        let state = self.state();
        let unused = state.responses.iter();
        let unused: Vec<&str> = unused.map(|(operation, _)| operation.id).collect();
        let problem = match (unused.is_empty(), state.unexpected.is_empty()) {
            (true, true) => return,
            (false, true) => format!("unused responses: {}", unused.join(", ")),
            (_, false) => format!(
                "requests without a response: {}",
                state.unexpected.join(", ")
            ),
        };
        // Unlocked, because others may use it after the panic.
        drop(state);
        panic!("{problem}");
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the response for a request.
    pub(crate) fn respond(
        &self,
        operation: &'static Operation,
        request: Request,
    ) -> BoxFuture<'static, Sent> {
        let replay = self.clone();
        Box::pin(async move {
            let response = replay.response(operation, request).await;
            response.map_err(SendError::Replayed)
        })
    }

    async fn response(
        &self,
        operation: &'static Operation,
        request: Request,
    ) -> Result<Response, Error> {
        let request = RecordedRequest::new(operation, request).await?;
        match self.take_response(operation, request) {
            Ok(response) => response.build(operation).await,
            Err(missing) => {
                let problem = format!(
                    "has no response for {missing}: add one with Replay::on before the call"
                );
                Err(Error::input(operation.id, "replay", problem))
            }
        }
    }

    /// Records a request, and takes its response. Errors name the request.
    fn take_response(
        &self,
        operation: &'static Operation,
        request: RecordedRequest,
    ) -> Result<RecordedResponse, String> {
        let mut state = self.state();
        let path = request.url.path();
        let name = format!("{} ({} {path})", operation.id, request.method);
        state.requests.push(request);
        let mut responses = state.responses.iter();
        match responses.position(|(known, _)| *known == operation) {
            Some(index) => Ok(state.responses.remove(index).1),
            None => {
                state.unexpected.push(name.clone());
                Err(name)
            }
        }
    }
}

/// Shows counts only: requests may contain secrets.
impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Replay")
            .field("responses", &state.responses.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}
