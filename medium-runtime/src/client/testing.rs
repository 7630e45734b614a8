//! A client without a network, for the unit tests of programs that use one.
//!
//! A [`Replay`] holds a response for each request that is expected, and keeps the
//! requests. Everything between is the client's own: how arguments are encoded, what
//! is sent again, how a response becomes a value or an [`Error`].
//!
//! ```
//! use medium_runtime::testing::{Replay, Reply};
//! use medium_runtime::{Builder, Call, Operation, Retry, Transport, decode};
//!
//! // What the generator writes: `operations::RING`, and `client.ring(…)` below.
//! static RING: Operation = Operation::new("ring", "POST", "https://bells.example", "/v1/rings");
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), medium_runtime::Error> {
//! let replay = Replay::new();
//! replay.on(&RING, Reply::json(201, r#"{"count": 3}"#));
//! replay.on(&RING, Reply::connection_lost());
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
//! It works the same with a blocking client. Waits between attempts are real: turn
//! them off with [`Retry::backoff`](crate::Retry::backoff), or pause tokio's clock
//! (`#[tokio::test(start_paused = true)]`, with tokio's feature `test-util`).
//!
//! For a service with a state, such as one that remembers what was created, a sandbox
//! or a mock server is the better double.

mod body;
mod reply;
mod request;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::{Request, Response};

use crate::client::connection::{SendError, Sent};
use crate::{BoxFuture, Error, Operation};
pub use reply::Reply;
pub use request::RecordedRequest;

/// Responses that a client gets, and the requests that it made for them. Copies share
/// both: give one to [`Builder::replay`](crate::Builder::replay) and ask the other.
#[derive(Clone, Default)]
pub struct Replay(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// In the order in which they were given.
    replies: Vec<(&'static Operation, Reply)>,
    requests: Vec<RecordedRequest>,
    /// What was asked for without a reply.
    unexpected: Vec<String>,
}

impl Replay {
    /// Without any reply yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next request of `operation` that has no reply yet gets this one.
    pub fn on(&self, operation: &'static Operation, reply: Reply) -> &Self {
        self.state().replies.push((operation, reply));
        self
    }

    /// The requests so far, each attempt by itself, in the order in which they were
    /// made.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().requests.clone()
    }

    /// Those of one operation.
    #[must_use]
    pub fn requests_of(&self, operation: &'static Operation) -> Vec<RecordedRequest> {
        let mut requests = self.requests();
        requests.retain(|request| request.operation == operation);
        requests
    }

    /// Every reply was used, and no request was without one.
    ///
    /// # Panics
    ///
    /// Where that is not so, with what is left and what was missing.
    #[track_caller]
    pub fn assert_finished(&self) {
        let state = self.state();
        let left = state.replies.iter();
        let left: Vec<&str> = left.map(|(operation, _)| operation.id).collect();
        let problem = match (left.is_empty(), state.unexpected.is_empty()) {
            (true, true) => return,
            (false, true) => format!("replies that nothing asked for: {}", left.join(", ")),
            (_, false) => format!("requests without a reply: {}", state.unexpected.join(", ")),
        };
        // Not while it is held: others may ask it afterwards.
        drop(state);
        panic!("{problem}");
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a request of `operation` comes to.
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
        let request = RecordedRequest::of(operation, request).await?;
        match self.taken(operation, request) {
            Ok(reply) => reply.made(operation).await,
            Err(missing) => {
                let problem = format!(
                    "has no reply for {missing}: give it one with Replay::on before the call"
                );
                Err(Error::input(operation.id, "replay", problem))
            }
        }
    }

    /// The reply to a request, which is kept; what was asked for, where there is
    /// none.
    fn taken(
        &self,
        operation: &'static Operation,
        request: RecordedRequest,
    ) -> Result<Reply, String> {
        let mut state = self.state();
        let found = state.replies.iter();
        let found = found
            .enumerate()
            .find(|(_, (known, _))| *known == operation);
        let found = found.map(|(index, _)| index);
        let asked = format!(
            "{} ({} {})",
            operation.id,
            request.method,
            request.url.path()
        );
        state.requests.push(request);
        match found {
            Some(index) => Ok(state.replies.remove(index).1),
            None => {
                state.unexpected.push(asked.clone());
                Err(asked)
            }
        }
    }
}

/// How much of it there is: requests may hold secrets.
impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Replay")
            .field("replies", &state.replies.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}
