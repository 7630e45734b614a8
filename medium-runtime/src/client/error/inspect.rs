//! Methods of errors: operation, status, response, whether to retry.

use std::time::Duration;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::{Error, ErrorResponse, ServiceError};
use crate::client::response_error::proves_rejection;

/// Returns the `response` of an error by the reference that it is passed, shared or mutable.
macro_rules! response_of {
    ($error:expr) => {
        match $error {
            Error::Rejected { response, .. }
            | Error::Token { response, .. }
            | Error::Scope { response, .. }
            | Error::RateLimited { response, .. }
            | Error::Blocked { response, .. }
            | Error::TooLarge { response, .. }
            | Error::NotJson { response, .. }
            | Error::Decode { response, .. }
            | Error::OutcomeUnknown { response, .. }
            | Error::Unavailable { response, .. }
            | Error::Timeout { response, .. }
            | Error::Connection { response, .. }
            | Error::Proxy { response, .. }
            | Error::Output { response, .. }
            | Error::NotModified { response, .. }
            | Error::Redirected { response, .. } => Some(response),
            Error::Input { .. }
            | Error::Certificate { .. }
            | Error::LoginRequired { .. }
            | Error::RefreshFailed { .. } => None,
        }
    };
}

/// Questions to an error, which most programs use instead of the variants:
///
/// ```no_run
/// # use medium_runtime::{Call, Error};
/// # async fn example(call: Call<String>) {
/// match call.await {
///     Ok(value) => println!("{value}"),
///     Err(Error::Token { .. } | Error::LoginRequired { .. }) => println!("log in again"),
///     Err(error) if error.is_unknown_outcome() => println!("check whether it was executed: {error}"),
///     Err(error) if error.is_retryable() => println!("later: {error}, {:?}", error.retry_after()),
///     Err(error) => println!("{error}"),
/// }
/// # }
/// ```
impl Error {
    /// Returns the `operationId` of the call.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Input { operation, .. }
            | Self::Rejected { operation, .. }
            | Self::Token { operation, .. }
            | Self::Scope { operation, .. }
            | Self::RateLimited { operation, .. }
            | Self::Blocked { operation, .. }
            | Self::TooLarge { operation, .. }
            | Self::NotJson { operation, .. }
            | Self::Decode { operation, .. }
            | Self::OutcomeUnknown { operation, .. }
            | Self::Timeout { operation, .. }
            | Self::Connection { operation, .. }
            | Self::Certificate { operation, .. }
            | Self::Proxy { operation, .. }
            | Self::Unavailable { operation, .. }
            | Self::LoginRequired { operation, .. }
            | Self::RefreshFailed { operation, .. }
            | Self::Output { operation, .. }
            | Self::NotModified { operation, .. }
            | Self::Redirected { operation, .. } => operation,
        }
    }

    /// Returns the HTTP status, if a response arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Rejected { status, .. }
            | Self::Token { status, .. }
            | Self::Blocked { status, .. }
            | Self::NotJson { status, .. }
            | Self::Decode { status, .. }
            | Self::Unavailable { status, .. }
            | Self::TooLarge { status, .. }
            | Self::Redirected { status, .. } => Some(*status),
            Self::OutcomeUnknown { status, .. } | Self::Scope { status, .. } => *status,
            Self::Proxy { .. } => Some(StatusCode::PROXY_AUTHENTICATION_REQUIRED),
            Self::RateLimited { .. } => Some(StatusCode::TOO_MANY_REQUESTS),
            Self::NotModified { .. } => Some(StatusCode::NOT_MODIFIED),
            _ => None,
        }
    }

    /// Returns the errors that the service lists.
    #[must_use]
    pub fn errors(&self) -> &[ServiceError] {
        match self {
            Self::Rejected { errors, .. }
            | Self::Token { errors, .. }
            | Self::RateLimited { errors, .. } => errors,
            _ => &[],
        }
    }

    /// Returns the service's first error code.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.errors().iter().find_map(|error| error.code)
    }

    /// Returns how long the service asks to wait: `Retry-After` of a 429 or of a 5xx.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after, .. } | Self::Unavailable { retry_after, .. } => {
                *retry_after
            }
            _ => None,
        }
    }

    /// Returns the id of the request, if the response had one (such as the header `x-request-id`).
    /// Quote it when you ask the service for help. The [`Service`](crate::Service) knows the
    /// header.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        response_of!(self)?.request_id()
    }

    /// Adds the request id of the response that this error comes from.
    pub(crate) fn with_request_id(mut self, id: impl FnOnce() -> Option<String>) -> Self {
        if let (Some(response), Some(id)) = (response_of!(&mut self), id()) {
            response.set_request_id(id);
        }
        self
    }

    /// Returns the error response, if it has a body.
    #[must_use]
    pub fn response(&self) -> Option<&ErrorResponse> {
        response_of!(self).filter(|response| !response.bytes().is_empty())
    }

    /// Decodes the body of the error response; `None` if it does not match `T`.
    #[must_use]
    pub fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.response()?.bytes()).ok()
    }

    /// Returns whether the same call may succeed later and does no harm: it was not executed, or
    /// the operation is idempotent. The client's own attempts are used up by then: wait
    /// longer, at least [`retry_after`](Self::retry_after).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(
            self,
            Self::RateLimited { .. }
                | Self::Blocked { .. }
                | Self::Unavailable { .. }
                | Self::RefreshFailed { .. }
                | Self::Timeout { .. }
                | Self::Connection { .. }
        )
    }

    /// Returns whether a call that is not idempotent may have been executed. Check before a retry.
    #[must_use]
    pub fn is_unknown_outcome(&self) -> bool {
        matches!(self, Self::OutcomeUnknown { .. })
    }

    /// Returns whether no request of the call was sent.
    pub(crate) fn is_unsent(&self) -> bool {
        matches!(
            self,
            Self::Input { .. }
                | Self::LoginRequired { .. }
                | Self::RefreshFailed { .. }
                | Self::Certificate { .. }
                | Self::Connection { sent: false, .. }
                | Self::Timeout { sent: false, .. }
        )
    }

    /// Returns whether this error proves that a call that is not idempotent was not executed:
    ///
    /// - it was not sent;
    /// - the service rejected it with a final 4xx status, any except 408 and 499;
    /// - or it was blocked before it reached the service.
    ///
    /// Every other error of such a call is [`Error::OutcomeUnknown`], or [`Error::Output`] if it was
    /// executed.
    #[must_use]
    pub fn was_not_executed(&self) -> bool {
        match self {
            Self::Rejected { status, .. } | Self::NotJson { status, .. } => {
                proves_rejection(*status)
            }
            Self::Token { .. }
            | Self::Scope { .. }
            | Self::RateLimited { .. }
            | Self::Proxy { .. }
            | Self::Blocked { .. } => true,
            Self::TooLarge { what, .. } => *what == "the request",
            _ => self.is_unsent(),
        }
    }

    /// Returns the name of the variant, for spans and logs, such as `outcome_unknown`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Input { .. } => "input",
            Self::Rejected { .. } => "rejected",
            Self::Token { .. } => "token",
            Self::Scope { .. } => "scope",
            Self::RateLimited { .. } => "rate_limited",
            Self::Blocked { .. } => "blocked",
            Self::TooLarge { .. } => "too_large",
            Self::NotJson { .. } => "not_json",
            Self::Decode { .. } => "decode",
            Self::OutcomeUnknown { .. } => "outcome_unknown",
            Self::Unavailable { .. } => "unavailable",
            Self::Timeout { .. } => "timeout",
            Self::Connection { .. } => "connection",
            Self::Certificate { .. } => "certificate",
            Self::Proxy { .. } => "proxy",
            Self::Redirected { .. } => "redirected",
            Self::LoginRequired { .. } => "login_required",
            Self::RefreshFailed { .. } => "refresh_failed",
            Self::Output { .. } => "output",
            Self::NotModified { .. } => "not_modified",
        }
    }

    /// Returns whether the service rejected the token itself, so that a newer one may be accepted.
    pub(crate) fn is_token_rejected(&self) -> bool {
        matches!(
            self,
            Self::Token {
                refreshable: true,
                ..
            }
        )
    }

    /// Creates [`Error::Input`] for an argument of `operation`: `field` is its name,
    /// `problem` says what is wrong with it and what to do.
    #[must_use]
    pub fn input(
        operation: &'static str,
        field: impl Into<String>,
        problem: impl Into<String>,
    ) -> Self {
        Self::Input {
            operation,
            field: field.into(),
            problem: problem.into(),
        }
    }
}
