//! Recorded responses.

use std::fmt::Display;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;

use crate::client::transport_error::{connection_lost_error, connection_refused_error};
use crate::{Error, Operation};

/// The outcome of a request: a response, or a connection that fails.
#[derive(Debug, Clone)]
pub struct RecordedResponse {
    outcome: Outcome,
    delay: Duration,
}

#[derive(Debug, Clone)]
enum Outcome {
    Response {
        status: u16,
        headers: Vec<(String, String)>,
        body: Bytes,
    },
    ConnectionRefused,
    ConnectionLost,
    NoResponse,
}

impl RecordedResponse {
    fn new(outcome: Outcome) -> Self {
        let delay = Duration::ZERO;
        Self { outcome, delay }
    }

    /// Creates a JSON response, as the service would send it: text, or a value of
    /// `serde_json::json!`. It includes the envelope, such as `{"data": …}`, if the document has
    /// one.
    #[must_use]
    pub fn json(status: u16, body: impl Display) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// Creates a response with another media type.
    #[must_use]
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::response(status, body.into()).header(CONTENT_TYPE.as_str(), media_type)
    }

    /// Creates a response without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::response(status, Bytes::new())
    }

    fn response(status: u16, body: Bytes) -> Self {
        let headers = Vec::new();
        Self::new(Outcome::Response {
            status,
            headers,
            body,
        })
    }

    /// Creates a refused connection: the request is not sent.
    #[must_use]
    pub fn connection_refused() -> Self {
        Self::new(Outcome::ConnectionRefused)
    }

    /// Creates a connection that breaks after the request arrived. A call that is not
    /// idempotent ends in [`Error::OutcomeUnknown`](crate::Error::OutcomeUnknown).
    #[must_use]
    pub fn connection_lost() -> Self {
        Self::new(Outcome::ConnectionLost)
    }

    /// Creates a request without a response: the time limits end the call.
    #[must_use]
    pub fn no_response() -> Self {
        Self::new(Outcome::NoResponse)
    }

    /// Sets a header, replacing one of the same name.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Outcome::Response { headers, .. } = &mut self.outcome {
            headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Delays the response, by tokio's clock.
    #[must_use]
    pub fn delayed_by(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Creates the response or the error.
    pub(super) async fn build(self, operation: &'static Operation) -> Result<Response, Error> {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        match self.outcome {
            Outcome::ConnectionRefused => Err(connection_refused_error(operation)),
            Outcome::ConnectionLost => Err(connection_lost_error(
                operation,
                "the connection was closed".to_owned(),
                None,
            )),
            Outcome::NoResponse => std::future::pending().await,
            Outcome::Response {
                status,
                headers,
                body,
            } => response(status, headers, body)
                .map_err(|problem| Error::input(operation.id, "replay", problem)),
        }
    }
}

/// Creates a response. Errors say what HTTP does not allow.
fn response(status: u16, headers: Vec<(String, String)>, body: Bytes) -> Result<Response, String> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    let response = response.body(body);
    let response = response.map_err(|error| format!("has an invalid response: {error}"))?;
    Ok(Response::from(response))
}
