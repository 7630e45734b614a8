//! Recorded requests.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use reqwest::header::HeaderMap;
use reqwest::{Body, Method, Request};
use serde::de::DeserializeOwned;
use url::Url;

use crate::client::transport_error::connection_lost_error;
use crate::{Cause, Error, Operation};

/// A request of a client.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The operation.
    pub operation: &'static Operation,
    /// The HTTP method.
    pub method: Method,
    /// The URL, with its query.
    pub url: Url,
    /// The headers that the client set, with the credential, but without those that the
    /// HTTP client adds (`Host`, `User-Agent`).
    pub headers: HeaderMap,
    /// The body; empty if there is none.
    pub body: Bytes,
}

impl RecordedRequest {
    pub(super) async fn new(
        operation: &'static Operation,
        mut request: Request,
    ) -> Result<Self, Error> {
        let body = match request.body_mut().take() {
            Some(body) => collect(body).await.map_err(|error| {
                let problem = "the body of the request broke off".to_owned();
                connection_lost_error(operation, problem, Some(Cause::new(error)))
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

    /// Returns the value of a header, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the body as text; invalid UTF-8 is replaced by `�`.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the body as JSON.
    ///
    /// # Errors
    ///
    /// If it is not JSON, or of another type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

/// Reads the whole body, as a server would. It fails if a part can't be read, for example of a
/// file.
async fn collect(mut body: Body) -> Result<Bytes, reqwest::Error> {
    let mut bytes = BytesMut::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes.freeze())
}

/// Does not show query and body, which may contain secrets.
impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest")
            .field("operation", &self.operation.id)
            .field("method", &self.method)
            .field("path", &self.url.path())
            .finish_non_exhaustive()
    }
}
