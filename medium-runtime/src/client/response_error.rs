//! Turns an unsuccessful response into an error.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::decode::Reading;
use super::error::ErrorResponse;
use super::response::Received;
use super::{Error, FailedResponse, Meaning, Service, ServiceError, proxy};

/// Returns whether a status proves that nothing was done: a final 4xx. With 408, and 499 of nginx,
/// a server or proxy has lost track of the request.
pub(crate) fn proves_rejection(status: StatusCode) -> bool {
    status.is_client_error() && !matches!(status.as_u16(), 408 | 499)
}

impl Received {
    /// Returns the response if it is a success, and its error otherwise.
    pub(crate) fn into_result(
        self,
        service: &dyn Service,
        reading: Reading,
    ) -> Result<Self, Error> {
        if reading.is_success(self.status) {
            Ok(self)
        } else {
            Err(self
                .to_error(service)
                .with_request_id(|| self.request_id(service)))
        }
    }

    /// Returns the error. The status decides first: no header or body turns a server
    /// error into a proof that nothing was done.
    fn to_error(&self, service: &dyn Service) -> Error {
        let errors = self.service_errors(service);
        let meaning = service.meaning(&FailedResponse {
            status: self.status,
            headers: &self.headers,
            body: &self.body,
            errors: &errors,
        });
        let response = ErrorResponse::new(self.body.clone());
        match meaning {
            Some(Meaning::Blocked { by }) => Error::Blocked {
                operation: self.operation.id,
                status: self.status,
                by,
                response,
            },
            _ if !proves_rejection(self.status) => self.other_error(errors, response),
            Some(Meaning::ScopeMissing(scope)) => Error::Scope {
                operation: self.operation.id,
                scope,
                status: Some(self.status),
                response,
            },
            None => self.rejection_error(service, errors, response),
        }
    }

    /// Returns the error of a final 4xx: the service, or a proxy before it, rejected the request.
    fn rejection_error(
        &self,
        service: &dyn Service,
        errors: Vec<ServiceError>,
        response: ErrorResponse,
    ) -> Error {
        let operation = self.operation.id;
        let status = self.status;
        match status {
            StatusCode::UNAUTHORIZED if self.operation.is_authenticated() => Error::Token {
                operation,
                status,
                refreshable: service.rejects_token(&errors),
                errors,
                response,
            },
            StatusCode::PROXY_AUTHENTICATION_REQUIRED => Error::Proxy {
                operation,
                problem: proxy::LOGIN_REQUIRED.to_owned(),
                response: ErrorResponse::default(),
            },
            StatusCode::TOO_MANY_REQUESTS => Error::RateLimited {
                operation,
                retry_after: retry_after(&self.headers),
                errors,
                response,
            },
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge {
                operation,
                status,
                what: "the request",
                advice: "send a smaller one",
                response: ErrorResponse::default(),
            },
            _ if self.is_json() => Error::Rejected {
                operation,
                status,
                errors,
                response,
            },
            _ => self.not_json(response),
        }
    }

    /// Returns the error of any other status. The operation may have been executed.
    fn other_error(&self, errors: Vec<ServiceError>, response: ErrorResponse) -> Error {
        let (operation, status) = (self.operation.id, self.status);
        if !self.operation.idempotent {
            return self.outcome_unknown_error(errors, response);
        }
        if status == StatusCode::NOT_MODIFIED {
            Error::NotModified {
                operation,
                response: ErrorResponse::default(),
            }
        } else if status.is_redirection() {
            Error::Redirected {
                operation,
                status,
                advice: "the client follows no redirects; check the URL",
                response: ErrorResponse::default(),
            }
        } else if status.is_server_error() || status.is_client_error() {
            Error::Unavailable {
                operation,
                status,
                retry_after: retry_after(&self.headers),
                problem: self.problem_text(errors),
                response,
            }
        } else {
            self.not_json(response)
        }
    }

    /// Returns the error of a call that is not idempotent, and may have been executed.
    fn outcome_unknown_error(&self, errors: Vec<ServiceError>, response: ErrorResponse) -> Error {
        let status = self.status;
        let problem = if status.is_redirection() {
            format!("it was redirected ({status}), which the client does not follow; check the URL")
        } else {
            let text = self.problem_text(errors);
            format!("the service failed with {status}: {text}")
        };
        Error::OutcomeUnknown {
            operation: self.operation.id,
            status: Some(status),
            problem,
            response,
            source: None,
        }
    }

    /// Returns the service's messages, or else the start of the body.
    fn problem_text(&self, errors: Vec<ServiceError>) -> String {
        let messages: Vec<String> = errors.into_iter().map(|error| error.message).collect();
        if messages.is_empty() {
            self.start()
        } else {
            messages.join("; ")
        }
    }

    fn is_json(&self) -> bool {
        serde_json::from_slice::<serde::de::IgnoredAny>(&self.body).is_ok()
    }

    /// Returns the service's errors, without credentials.
    fn service_errors(&self, service: &dyn Service) -> Vec<ServiceError> {
        let mut errors = service.errors(&self.body);
        for error in &mut errors {
            if self.operation.secret {
                // Before the text is truncated: half a token is also a secret.
                error.message = without_tokens(&error.message);
            }
            error.message = self.redactor.redact_to_line(&error.message);
        }
        errors
    }
}

/// Parses `Retry-After`, in seconds or as a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    let wait = until.duration_since(jiff::Timestamp::now());
    Some(Duration::try_from(wait).unwrap_or_default())
}

/// Removes words that could be a token: a service may echo what it received.
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
