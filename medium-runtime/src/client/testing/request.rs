//! Requests as they were made.

use std::fmt;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, Request};
use serde::de::DeserializeOwned;
use url::Url;

use super::body::collected;
use crate::client::failure::connection_lost;
use crate::{Cause, Error, Operation};

/// A request that a client made, as it would have left.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// What was called.
    pub operation: &'static Operation,
    /// The HTTP method.
    pub method: Method,
    /// The whole URL, with the query.
    pub url: Url,
    /// The headers that the client set, with the credential. What HTTP adds on the
    /// way (`Host`, `User-Agent`) is not among them.
    pub headers: HeaderMap,
    /// The whole body, empty where there was none.
    pub body: Bytes,
}

impl RecordedRequest {
    pub(super) async fn of(
        operation: &'static Operation,
        mut request: Request,
    ) -> Result<Self, Error> {
        let body = match request.body_mut().take() {
            Some(body) => collected(body).await.map_err(|error| {
                let problem = "the body of the request broke off".to_owned();
                connection_lost(operation, problem, Some(Cause::new(error)))
            })?,
            None => Bytes::new(),
        };
        Ok(Self {
            operation,
            method: request.method().clone(),
            url: request.url().clone(),
            headers: request.headers().clone(),
            body,
        })
    }

    /// The value of a header, where there is one and it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text; what is no UTF-8 is replaced by `�`.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// Where it is none, or not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

/// Without the query and the body, which may hold secrets.
impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest")
            .field("operation", &self.operation.id)
            .field("method", &self.method)
            .field("path", &self.url.path())
            .finish_non_exhaustive()
    }
}
