//! What a program asks of an error: operation, status, kind, whether to try
//! again.

use std::time::Duration;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::{Error, ErrorBody, ServiceError};
use crate::client::classify::proves_refusal;

impl Error {
    /// The operation that failed, by its `operationId`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Input { operation, .. }
            | Self::Refused { operation, .. }
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

    /// The HTTP status, where there was a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused { status, .. }
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

    /// What the service said, in its own words and numbers.
    #[must_use]
    pub fn errors(&self) -> &[ServiceError] {
        match self {
            Self::Refused { errors, .. }
            | Self::Token { errors, .. }
            | Self::RateLimited { errors, .. } => errors,
            _ => &[],
        }
    }

    /// The service's first number for what is wrong.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.errors().iter().find_map(|error| error.code)
    }

    /// How long to wait before the next attempt, where the service said so:
    /// `Retry-After` of a 429 or a 503.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after, .. } | Self::Unavailable { retry_after, .. } => {
                *retry_after
            }
            _ => None,
        }
    }

    /// The service's name for the request, where a response with an error had one
    /// (such as the header `x-request-id`): quote it when you ask for help. Which
    /// header that is, the [`Service`](crate::Service) says.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.any_body()?.request_id()
    }

    fn any_body(&self) -> Option<&ErrorBody> {
        match self {
            Self::Refused { body, .. }
            | Self::Token { body, .. }
            | Self::Scope { body, .. }
            | Self::RateLimited { body, .. }
            | Self::Blocked { body, .. }
            | Self::NotJson { body, .. }
            | Self::Unavailable { body, .. }
            | Self::OutcomeUnknown { body, .. }
            | Self::TooLarge { body, .. }
            | Self::Decode { body, .. }
            | Self::Proxy { body, .. }
            | Self::NotModified { body, .. }
            | Self::Redirected { body, .. } => Some(body),
            _ => None,
        }
    }

    /// Adds the request id of the response that this error comes from.
    pub(crate) fn with_request_id(mut self, id: impl FnOnce() -> Option<String>) -> Self {
        let body = match &mut self {
            Self::Refused { body, .. }
            | Self::Token { body, .. }
            | Self::Scope { body, .. }
            | Self::RateLimited { body, .. }
            | Self::Blocked { body, .. }
            | Self::NotJson { body, .. }
            | Self::Unavailable { body, .. }
            | Self::OutcomeUnknown { body, .. }
            | Self::TooLarge { body, .. }
            | Self::Decode { body, .. }
            | Self::Proxy { body, .. }
            | Self::NotModified { body, .. }
            | Self::Redirected { body, .. } => body,
            _ => return self,
        };
        if let Some(id) = id() {
            body.set_request_id(id);
        }
        self
    }

    /// The body of the response that this error is, where there was one.
    #[must_use]
    pub fn body(&self) -> Option<&ErrorBody> {
        self.any_body().filter(|body| !body.bytes().is_empty())
    }

    /// The body of the response as the type that the document gives it for its
    /// status. `None` where there is no such body.
    #[must_use]
    pub fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.body()?.bytes()).ok()
    }

    /// Whether the same call, sent again later, may succeed and does no harm:
    /// the first one was not done, or the operation is idempotent. The client's
    /// own attempts are used up by then: wait longer, at least
    /// [`retry_after`](Self::retry_after).
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

    /// Whether it is unknown if a call that is not idempotent was done:
    /// look before it is sent again.
    #[must_use]
    pub fn is_unknown_outcome(&self) -> bool {
        matches!(self, Self::OutcomeUnknown { .. })
    }

    /// Whether no request of the call has left.
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

    /// Whether this error of a call that changes something proves that nothing
    /// was changed: the request never left, or it was refused by a final 4xx
    /// status (any but 408 and 499), or blocked before it reached the service.
    /// Of a call that changes something, every other error is
    /// [`Error::OutcomeUnknown`].
    ///
    /// What keeps account of such calls asks this, and nothing else.
    #[must_use]
    pub fn proves_not_done(&self) -> bool {
        match self {
            Self::Input { .. }
            | Self::LogIn { .. }
            | Self::Renewal { .. }
            | Self::Certificate { .. }
            | Self::Connection { sent: false, .. }
            | Self::Timeout { sent: false, .. } => true,
            Self::Refused { status, .. } | Self::NotJson { status, .. } => proves_refusal(*status),
            Self::Token { .. }
            | Self::Scope { .. }
            | Self::RateLimited { .. }
            | Self::Proxy { .. }
            | Self::Blocked { .. } => true,
            Self::TooLarge { what, .. } => *what == "the request",
            Self::Decode { .. }
            | Self::OutcomeUnknown { .. }
            | Self::Unavailable { .. }
            | Self::Timeout { .. }
            | Self::Connection { .. }
            | Self::Output { .. }
            | Self::NotModified { .. }
            | Self::Redirected { .. } => false,
        }
    }

    /// The kind of error in one word, as spans and logs name it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Input { .. } => "input",
            Self::Refused { .. } => "refused",
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

    /// Whether the service refused the token itself, so that a newer one may do.
    pub(crate) fn is_bad_token(&self) -> bool {
        matches!(
            self,
            Self::Token {
                renewable: true,
                ..
            }
        )
    }

    /// An argument of `operation` that can't be sent: `field` is its name,
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
