//! Which error an unsuccessful response is.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::error::ErrorBody;
use super::response::Received;
use super::{Error, Meaning, Service, ServiceError, Unsuccessful};

impl Received {
    /// Itself where it is a success, and the error that it is otherwise.
    pub(crate) fn successful(self, service: &dyn Service) -> Result<Self, Error> {
        if self.status.is_success() {
            Ok(self)
        } else {
            Err(self.error(service))
        }
    }

    fn error(&self, service: &dyn Service) -> Error {
        let operation = self.operation.id;
        let status = self.status;
        let errors = self.errors(service);
        let meaning = service.meaning(&Unsuccessful {
            status,
            headers: &self.headers,
            body: &self.body,
            errors: &errors,
        });
        if let Some(Meaning::Blocked { by }) = meaning {
            return Error::Blocked {
                operation,
                status,
                by,
            };
        }
        if status.is_redirection() {
            return Error::Redirected { operation, status };
        }
        if let Some(Meaning::ScopeMissing(scope)) = meaning {
            return Error::Scope { operation, scope };
        }
        match status {
            StatusCode::UNAUTHORIZED if self.operation.authenticated => Error::Token {
                operation,
                status,
                renewable: service.refuses_token(&errors),
                errors,
            },
            StatusCode::TOO_MANY_REQUESTS => Error::RateLimited {
                operation,
                retry_after: retry_after(&self.headers),
                errors,
            },
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge {
                operation,
                what: "the request",
                advice: "send a smaller one",
            },
            _ if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT => {
                self.server_failure(errors)
            }
            _ if self.is_json() => Error::Refused {
                operation,
                status,
                errors,
                body: ErrorBody(self.body.clone()),
            },
            _ => self.not_json(),
        }
    }

    /// A server's failure: after it, a change may have been made.
    fn server_failure(&self, errors: Vec<ServiceError>) -> Error {
        let (operation, status) = (self.operation.id, self.status);
        let messages: Vec<String> = errors.into_iter().map(|error| error.message).collect();
        let problem = match self.not_json() {
            Error::NotJson { start, .. } if messages.is_empty() => start,
            _ => messages.join("; "),
        };
        if !self.operation.is_idempotent() {
            let problem = format!("the service failed with {status}: {problem}");
            return Error::OutcomeUnknown {
                operation,
                status: Some(status),
                problem,
            };
        }
        let retry_after = retry_after(&self.headers);
        Error::Unavailable {
            operation,
            status,
            retry_after,
            problem,
        }
    }

    fn is_json(&self) -> bool {
        serde_json::from_slice::<serde::de::IgnoredAny>(&self.body).is_ok()
    }

    /// What the service says, without credentials.
    fn errors(&self, service: &dyn Service) -> Vec<ServiceError> {
        let mut errors = service.errors(&self.body);
        for error in &mut errors {
            error.message = self.redactor.shown(&error.message);
            if self.operation.secret {
                error.message = without_tokens(&error.message);
            }
        }
        errors
    }
}

/// `Retry-After` in seconds or as a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    let wait = until.duration_since(jiff::Timestamp::now());
    Some(Duration::try_from(wait).unwrap_or_default())
}

/// Without words that could be a token: a service may echo what it was sent.
fn without_tokens(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let letters = word.chars().filter(char::is_ascii_alphanumeric).count();
        if letters >= 16 && word.chars().any(|c| c.is_ascii_digit()) {
            "…"
        } else {
            word
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
