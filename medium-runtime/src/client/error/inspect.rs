//! Methods of errors: operation, status, body, whether to retry.

use std::time::Duration;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::{Error, ErrorBody, ServiceError};
use crate::client::response_error::proves_rejection;

/// Returns the `body` of an error by the reference that it is passed, shared or mutable.
macro_rules! body_of {
    ($error:expr) => {
        match $error {
            Error::Rejected { body, .. }
            | Error::Token { body, .. }
            | Error::Scope { body, .. }
            | Error::RateLimited { body, .. }
            | Error::Blocked { body, .. }
            | Error::TooLarge { body, .. }
            | Error::NotJson { body, .. }
            | Error::Decode { body, .. }
            | Error::OutcomeUnknown { body, .. }
            | Error::Unavailable { body, .. }
            | Error::Timeout { body, .. }
            | Error::Connection { body, .. }
            | Error::Proxy { body, .. }
            | Error::Output { body, .. }
            | Error::NotModified { body, .. }
            | Error::Redirected { body, .. } => Some(body),
            Error::Input { .. }
            | Error::Certificate { .. }
            | Error::LogIn { .. }
            | Error::Renewal { .. } => None,
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
///     Err(Error::Token { .. } | Error::LogIn { .. }) => println!("log in again"),
///     Err(error) if error.is_unknown_outcome() => println!("check whether it was executed: {error}"),
///     Err(error) if error.is_retryable() => println!("later: {error}, {:?}", error.retry_after()),
///     Err(error) => println!("{error}"),
/// }
/// # }
/// ```
impl Error {
    /// The `operationId` of the call.
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
            | Self::LogIn { operation, .. }
            | Self::Renewal { operation, .. }
            | Self::Output { operation, .. }
            | Self::NotModified { operation, .. }
            | Self::Redirected { operation, .. } => operation,
        }
    }

    /// The HTTP status, if a response arrived.
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

    /// The errors that the service lists.
    #[must_use]
    pub fn errors(&self) -> &[ServiceError] {
        match self {
            Self::Rejected { errors, .. }
            | Self::Token { errors, .. }
            | Self::RateLimited { errors, .. } => errors,
            _ => &[],
        }
    }

    /// The first error code of the service.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.errors().iter().find_map(|error| error.code)
    }

    /// How long the service asks to wait: `Retry-After` of a 429 or of a 5xx.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after, .. } | Self::Unavailable { retry_after, .. } => {
                *retry_after
            }
            _ => None,
        }
    }

    /// The id of the request, if the response had one (such as the header `x-request-id`). Quote it
    /// when you ask the service for help. The [`Service`](crate::Service) knows the header.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        body_of!(self)?.request_id()
    }

    /// Adds the request id of the response that this error comes from.
    pub(crate) fn with_request_id(mut self, id: impl FnOnce() -> Option<String>) -> Self {
        if let (Some(body), Some(id)) = (body_of!(&mut self), id()) {
            body.set_request_id(id);
        }
        self
    }

    /// The body of the error response, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<&ErrorBody> {
        body_of!(self).filter(|body| !body.bytes().is_empty())
    }

    /// Decodes the body of the error response; `None` if it does not match `T`.
    #[must_use]
    pub fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.body()?.bytes()).ok()
    }

    /// Whether the same call may succeed later and does no harm: it was not executed,
    /// or the operation is idempotent. The attempts of the client itself are used up by
    /// then: wait longer, at least [`retry_after`](Self::retry_after).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(
            self,
            Self::RateLimited { .. }
                | Self::Blocked { .. }
                | Self::Unavailable { .. }
                | Self::Renewal { .. }
                | Self::Timeout { .. }
                | Self::Connection { .. }
        )
    }

    /// Whether a call that changes something may have been executed. Check before a retry.
    #[must_use]
    pub fn is_unknown_outcome(&self) -> bool {
        matches!(self, Self::OutcomeUnknown { .. })
    }

    /// Whether no request of the call was sent.
    pub(crate) fn is_unsent(&self) -> bool {
        matches!(
            self,
            Self::Input { .. }
                | Self::LogIn { .. }
                | Self::Renewal { .. }
                | Self::Certificate { .. }
                | Self::Connection { sent: false, .. }
                | Self::Timeout { sent: false, .. }
        )
    }

    /// Whether this error proves that a call that changes something was not executed:
    ///
    /// - it was not sent;
    /// - the service rejected it with a final 4xx status, any except 408 and 499;
    /// - or it was blocked before it reached the service.
    ///
    /// Every other error of such a call is [`Error::OutcomeUnknown`].
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

    /// The name of the variant, for spans and logs, such as `outcome_unknown`.
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
            Self::LogIn { .. } => "log_in",
            Self::Renewal { .. } => "renewal",
            Self::Output { .. } => "output",
            Self::NotModified { .. } => "not_modified",
        }
    }

    /// Whether the service rejected the token itself, so that a newer one may be accepted.
    pub(crate) fn is_token_rejected(&self) -> bool {
        matches!(
            self,
            Self::Token {
                renewable: true,
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
