//! What a client has to know of its service beyond the document.

use std::fmt;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::ServiceError;

/// What is peculiar to a service: how it words its errors, what stands in front
/// of it, what it puts around its JSON. [`Builder::service`](super::Builder::service)
/// takes one; each method does nothing special unless it is implemented.
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
    /// The part of a response's body that the document describes. For services
    /// that put something before their JSON.
    fn body(&self, body: Bytes) -> Bytes {
        body
    }

    /// The errors that the body of an unsuccessful response lists. Credentials
    /// in their messages are hidden afterwards.
    fn errors(&self, body: &[u8]) -> Vec<ServiceError> {
        let _ = body;
        Vec::new()
    }

    /// The service's name for a request, from the headers of its response. Without
    /// an implementation it is `x-request-id` or `request-id`.
    fn request_id(&self, headers: &HeaderMap) -> Option<String> {
        let id = headers
            .get("x-request-id")
            .or_else(|| headers.get("request-id"))?;
        id.to_str().ok().map(str::to_owned)
    }

    /// What an unsuccessful response means, where its status alone would
    /// mislead; `None` for what the status says.
    fn meaning(&self, response: &FailedResponse<'_>) -> Option<Meaning> {
        let _ = response;
        None
    }

    /// Whether a 401 with these errors refuses the token itself, so that a
    /// renewed one may do.
    fn refuses_token(&self, errors: &[ServiceError]) -> bool {
        let _ = errors;
        true
    }
}

/// A response that is no success, as a [`Service`] sees it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FailedResponse<'a> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body, as [`Service::body`] left it.
    pub body: &'a [u8],
    /// What [`Service::errors`] read from it.
    pub errors: &'a [ServiceError],
}

/// What an unsuccessful response means, where its status does not say it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Meaning {
    /// Something in front of the service stopped the request, which the service
    /// never saw. Every call may be sent again after it.
    Blocked {
        /// What stopped it, as it begins a sentence: `Cloudflare`.
        by: &'static str,
    },
    /// The credential lacks a scope.
    ScopeMissing(
        /// Its name.
        String,
    ),
}

/// A service of which no more is known than its document.
#[derive(Debug)]
pub(crate) struct DefaultService;

impl Service for DefaultService {}
