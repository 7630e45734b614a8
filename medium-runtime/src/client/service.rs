//! How a service differs from its document.

use std::fmt;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::ServiceError;

/// How a service differs from its document: the format of its errors, what is in front of it, what
/// surrounds its JSON. Pass it to [`Builder::service`](super::Builder::service). The defaults are
/// for a service that matches its document.
///
/// ```
/// use medium_runtime::{Meaning, Service, FailedResponse};
///
/// /// A service behind a firewall, whose 403 carries a header.
/// #[derive(Debug)]
/// struct Bells;
///
/// impl Service for Bells {
///     fn meaning(&self, response: &FailedResponse<'_>) -> Option<Meaning> {
///         let blocked = response.headers.contains_key("x-firewall");
///         blocked.then_some(Meaning::Blocked { by: "the firewall" })
///     }
/// }
/// ```
pub trait Service: fmt::Debug + Send + Sync + 'static {
    /// Returns the documented part of a body, for services with a prefix before their JSON.
    fn body(&self, body: Bytes) -> Bytes {
        body
    }

    /// Returns the errors in an unsuccessful response. The client hides credentials in them.
    fn errors(&self, body: &[u8]) -> Vec<ServiceError> {
        let _ = body;
        Vec::new()
    }

    /// Returns the id of a request. Default: the header `x-request-id` or `request-id`.
    fn request_id(&self, headers: &HeaderMap) -> Option<String> {
        let id = headers
            .get("x-request-id")
            .or_else(|| headers.get("request-id"))?;
        id.to_str().ok().map(str::to_owned)
    }

    /// Returns the meaning of a response with a misleading status, otherwise `None`.
    fn meaning(&self, response: &FailedResponse<'_>) -> Option<Meaning> {
        let _ = response;
        None
    }

    /// Returns whether a 401 with these errors rejects the token itself: it is refreshed then.
    fn rejects_token(&self, errors: &[ServiceError]) -> bool {
        let _ = errors;
        true
    }
}

/// An unsuccessful response, as a [`Service`] sees it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FailedResponse<'a> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body that [`Service::body`] returned.
    pub body: &'a [u8],
    /// The errors that [`Service::errors`] returned.
    pub errors: &'a [ServiceError],
}

/// The meaning of an unsuccessful response whose status is misleading.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Meaning {
    /// A proxy or firewall in front of the service blocked the request. The service did
    /// not receive it, so every call may be sent again.
    Blocked {
        /// What blocked it, such as `Cloudflare`.
        by: &'static str,
    },
    /// The credential lacks a scope.
    ScopeMissing(
        /// The scope.
        String,
    ),
}

/// A service that matches its document.
#[derive(Debug)]
pub(crate) struct DefaultService;

impl Service for DefaultService {}
