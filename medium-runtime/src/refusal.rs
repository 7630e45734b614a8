//! What an answer means that is no success.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::answer::Answer;
use super::error::Body;
use super::{ApiError, Error, codes};

impl Answer {
    /// The error that it is.
    pub(crate) fn error(&self) -> Error {
        let operation = self.operation.id;
        let status = self.status;
        if self.headers.contains_key("cf-mitigated") || self.is_challenge() {
            return Error::Cloudflare { operation, status };
        }
        if status.is_redirection() {
            return Error::Redirected { operation, status };
        }
        let errors = self.errors();
        if let Some(scope) = missing_scope(&errors) {
            return Error::Scope { operation, scope };
        }
        match status {
            StatusCode::UNAUTHORIZED if self.operation.authenticated => Error::Token {
                operation,
                status,
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
                self.broken(errors)
            }
            _ if self.is_json() => Error::Refused {
                operation,
                status,
                errors,
                body: Body(self.body.clone()),
            },
            _ => self.not_json(),
        }
    }

    /// A server's failure: after it, a change may have been made.
    fn broken(&self, errors: Vec<ApiError>) -> Error {
        let (operation, status) = (self.operation.id, self.status);
        let said: Vec<String> = errors.into_iter().map(|error| error.message).collect();
        let problem = match self.not_json() {
            Error::NotJson { start, .. } if said.is_empty() => start,
            _ => said.join("; "),
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

    /// Cloudflare's page without its header (seen).
    fn is_challenge(&self) -> bool {
        let start = &self.body[..self.body.len().min(2048)];
        self.status == StatusCode::FORBIDDEN
            && String::from_utf8_lossy(start).contains("<title>Just a moment")
    }

    /// `{"errors": [{"message", "code"}]}`, as far as it is there.
    fn errors(&self) -> Vec<ApiError> {
        #[derive(serde::Deserialize)]
        struct Said {
            #[serde(default)]
            errors: Vec<One>,
        }
        #[derive(serde::Deserialize)]
        struct One {
            #[serde(default)]
            message: String,
            code: Option<i64>,
        }
        let said = serde_json::from_slice::<Said>(&self.body);
        said.map(|said| said.errors)
            .unwrap_or_default()
            .into_iter()
            .map(|one| ApiError {
                code: one.code,
                message: if self.operation.secret {
                    without_tokens(&self.veil.shown(&one.message))
                } else {
                    self.veil.shown(&one.message)
                },
            })
            .collect()
    }
}

/// Its message is "Missing scope: X" (seen).
fn missing_scope(errors: &[ApiError]) -> Option<String> {
    let error = errors
        .iter()
        .find(|error| error.code == Some(codes::SCOPE_MISSING))?;
    let scope = error.message.rsplit(':').next().unwrap_or_default().trim();
    Some(scope.to_owned())
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
