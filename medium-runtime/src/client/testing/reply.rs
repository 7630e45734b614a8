//! What a request comes to.

use std::fmt::Display;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;

use crate::client::failure::{connection_lost, connection_refused};
use crate::{Error, Operation};

/// What a request comes to: a response, or a connection that fails.
#[derive(Debug, Clone)]
pub struct Reply {
    kind: Kind,
    delay: Duration,
}

#[derive(Debug, Clone)]
enum Kind {
    Response {
        status: u16,
        headers: Vec<(String, String)>,
        body: Bytes,
    },
    Refused,
    Lost,
    Never,
}

impl Reply {
    fn of(kind: Kind) -> Self {
        let delay = Duration::ZERO;
        Self { kind, delay }
    }

    /// A response with this JSON, as the service would send it: text, or the value
    /// that `serde_json::json!` makes. Where the document puts values into an
    /// envelope, such as `{"data": …}`, write that, too.
    #[must_use]
    pub fn json(status: u16, body: impl Display) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// A response with a body of another media type.
    #[must_use]
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::of(Kind::Response {
            status,
            headers: Vec::new(),
            body: body.into(),
        })
        .header(CONTENT_TYPE.as_str(), media_type)
    }

    /// A response without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::of(Kind::Response {
            status,
            headers: Vec::new(),
            body: Bytes::new(),
        })
    }

    /// No server listens: the request is not sent.
    #[must_use]
    pub fn connection_refused() -> Self {
        Self::of(Kind::Refused)
    }

    /// The request arrives, and the connection breaks before there is a response. A
    /// call that is not idempotent ends in
    /// [`Error::OutcomeUnknown`](crate::Error::OutcomeUnknown).
    #[must_use]
    pub fn connection_lost() -> Self {
        Self::of(Kind::Lost)
    }

    /// The request arrives, and nothing comes back: the limits of time end the call.
    #[must_use]
    pub fn never() -> Self {
        Self::of(Kind::Never)
    }

    /// With this header, in place of one of the same name.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Kind::Response { headers, .. } = &mut self.kind {
            headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// It comes after this time, by tokio's clock.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// What the request comes to.
    pub(super) async fn made(self, operation: &'static Operation) -> Result<Response, Error> {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        match self.kind {
            Kind::Refused => Err(connection_refused(operation)),
            Kind::Lost => Err(connection_lost(
                operation,
                "the connection was closed".to_owned(),
                None,
            )),
            Kind::Never => std::future::pending().await,
            Kind::Response {
                status,
                headers,
                body,
            } => response(status, headers, body)
                .map_err(|problem| Error::input(operation.id, "replay", problem)),
        }
    }
}

/// The error is what of it HTTP does not allow.
fn response(status: u16, headers: Vec<(String, String)>, body: Bytes) -> Result<Response, String> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    let response = response.body(body);
    let response = response.map_err(|error| format!("has a reply that can't be made: {error}"))?;
    Ok(Response::from(response))
}
