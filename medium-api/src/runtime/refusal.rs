//! What an answer means that is no success.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::answer::Answer;
use super::error::Body;
use super::{ApiError, Error, cloudflare, codes, proxy};

/// Whether a status by itself says that nothing was done: a final 4xx. Two of
/// them are a server's (or a proxy's) way to say that it lost track of the
/// request: 408, and nginx's 499.
pub(crate) fn proves_refusal(status: StatusCode) -> bool {
    status.is_client_error() && !matches!(status.as_u16(), 408 | 499)
}

impl Answer {
    /// The error that it is. The status decides first: a header or a body
    /// can't turn a server's failure into a proof that nothing was done.
    pub(crate) fn error(&self) -> Error {
        if cloudflare::stopped_it(self.status, &self.headers, &self.body) {
            return Error::Cloudflare {
                operation: self.operation.id,
                status: self.status,
            };
        }
        if proves_refusal(self.status) {
            self.refusal()
        } else {
            self.failure()
        }
    }

    /// A final 4xx: the service, or a proxy before it, will not do it.
    fn refusal(&self) -> Error {
        let operation = self.operation.id;
        let status = self.status;
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
            StatusCode::PROXY_AUTHENTICATION_REQUIRED => Error::Proxy {
                operation,
                problem: proxy::WANTS_A_LOGIN.to_owned(),
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
            _ if self.is_json() => Error::Refused {
                operation,
                status,
                errors,
                body: Body(self.body.clone()),
            },
            _ => self.not_json(),
        }
    }

    /// Any other status that is no success: after it, a change may have been
    /// made.
    fn failure(&self) -> Error {
        let (operation, status) = (self.operation.id, self.status);
        if !self.operation.is_idempotent() {
            let problem = if status.is_redirection() {
                format!(
                    "it was redirected ({status}), which is not followed: is the address right?"
                )
            } else {
                format!("the service failed with {status}: {}", self.said())
            };
            return Error::OutcomeUnknown {
                operation,
                status: Some(status),
                problem,
            };
        }
        if status.is_redirection() {
            Error::Redirected { operation, status }
        } else if status.is_server_error() || status.is_client_error() {
            Error::Unavailable {
                operation,
                status,
                retry_after: retry_after(&self.headers),
                problem: self.said(),
            }
        } else {
            self.not_json()
        }
    }

    /// What the service says of it, or how the body starts.
    fn said(&self) -> String {
        let said: Vec<String> = self.errors().into_iter().map(|one| one.message).collect();
        match self.not_json() {
            Error::NotJson { start, .. } if said.is_empty() => start,
            _ => said.join("; "),
        }
    }

    fn is_json(&self) -> bool {
        serde_json::from_slice::<serde::de::IgnoredAny>(&self.body).is_ok()
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
                    // Before it is cut: half a token is one, too.
                    self.redactor.line(&without_tokens(&one.message))
                } else {
                    self.redactor.line(&one.message)
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
