//! Responses that ended in an error.

use std::fmt;

use bytes::Bytes;

/// A response that ended in an error: its request id, and the first 64 KiB of its body (empty
/// where the error doesn't keep it). `Debug` hides the body, which may repeat secrets.
///
/// [`Error::decode`](super::Error::decode) reads JSON, [`ErrorResponse::text`] other bodies.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ErrorResponse(
    /// Boxed, because every future of a call reserves space for an error.
    Option<Box<Inner>>,
);

#[derive(Clone, Default, PartialEq, Eq)]
struct Inner {
    bytes: Bytes,
    /// The request id, from a header.
    request_id: Option<String>,
}

impl ErrorResponse {
    pub(crate) fn new(bytes: Bytes) -> Self {
        let request_id = None;
        Self((!bytes.is_empty()).then(|| Box::new(Inner { bytes, request_id })))
    }

    /// Returns the received bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_deref().map_or(&[], |inner| &inner.bytes[..])
    }

    /// Returns the body as text, if it is valid UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes()).ok()
    }

    pub(crate) fn set_request_id(&mut self, id: String) {
        self.0.get_or_insert_default().request_id = Some(id);
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.0.as_deref()?.request_id.as_deref()
    }
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ErrorResponse({} bytes)", self.bytes().len())
    }
}

/// An error that the service lists in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The error code, if there is one.
    pub code: Option<i64>,
    /// The message.
    pub message: String,
}

impl ServiceError {
    /// Creates an error.
    #[must_use]
    pub fn new(code: Option<i64>, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}
