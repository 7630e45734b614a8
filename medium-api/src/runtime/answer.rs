//! Answers: read up to a limit, and told apart.

use std::pin::pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

use super::error::Body;
use super::failure::{failed, stalled};
use super::stall::Clock;
use super::veil::Veil;
use super::{ApiError, Error, Operation, codes};

/// Larger answers are refused: the largest real one is a few hundred KiB.
pub(crate) const LIMIT_BYTES: usize = 8 << 20;
/// Some of Medium's endpoints put this before their JSON, against its theft
/// by other web pages (seen).
const HIJACK_PREFIX: &[u8] = b"])}while(1);</x>";
/// More of an answer is not looked at for an error.
const SEARCHED_BYTES: usize = 8 << 10;

/// A whole answer.
pub(crate) struct Answer {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Bytes,
    /// The credential that the request went with: services echo it.
    veil: Veil,
}

/// Reads all of a response, 8 MiB at most.
pub(crate) async fn read(
    operation: &'static Operation,
    mut response: Response,
    clock: &Clock,
    veil: Veil,
) -> Result<Answer, Error> {
    let too_large = Error::TooLarge {
        operation: operation.id,
        what: "the answer",
        advice: "the client reads 8 MiB at most; is the address right?",
    };
    let announced = response
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LIMIT_BYTES) {
        return Err(unless_done(operation, response.status(), too_large));
    }
    let mut body = Bytes::new();
    // What was announced comes whole, and nothing after it.
    while announced != Some(body.len()) {
        clock.moved();
        let chunk = clock.watch(pin!(response.chunk())).await;
        match chunk.map_err(|_| stalled(operation, clock.limit()))? {
            Ok(Some(chunk)) if body.len() + chunk.len() > LIMIT_BYTES => {
                return Err(unless_done(operation, response.status(), too_large));
            }
            Ok(Some(chunk)) => body = joined(body, chunk, announced),
            Ok(None) => break,
            Err(error) => return Err(failed(operation, error)),
        }
    }
    Ok(Answer {
        operation,
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body: match body.strip_prefix(HIJACK_PREFIX) {
            Some(json) => body.slice_ref(json),
            None => body,
        },
        veil,
    })
}

/// Both, without a copy where the second one is all there is.
fn joined(body: Bytes, chunk: Bytes, announced: Option<usize>) -> Bytes {
    if body.is_empty() {
        return chunk;
    }
    let mut joined = body.try_into_mut().unwrap_or_else(|body| {
        let length = announced.unwrap_or_default().max(body.len() + chunk.len());
        let mut copy = BytesMut::with_capacity(length);
        copy.extend_from_slice(&body);
        copy
    });
    joined.extend_from_slice(&chunk);
    joined.freeze()
}

/// A call that changed something has done so, however unreadable its answer.
fn unless_done(operation: &Operation, status: StatusCode, error: Error) -> Error {
    if status.is_success() && !operation.is_idempotent() {
        return Error::OutcomeUnknown {
            operation: operation.id,
            status: Some(status),
            problem: error.to_string(),
        };
    }
    error
}

impl Answer {
    /// Itself, if the call went well.
    pub(crate) fn good(self) -> Result<Self, Error> {
        if self.status.is_success() {
            Ok(self)
        } else {
            Err(self.error())
        }
    }

    /// A good answer as a `T`.
    pub(crate) fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let unreadable = if error.is_data() {
                self.unfit::<T>(&error)
            } else {
                self.not_json()
            };
            unless_done(self.operation, self.status, unreadable)
        })
    }

    /// JSON of the wrong shape: read once more, slower, to say where.
    fn unfit<T: DeserializeOwned>(&self, error: &serde_json::Error) -> Error {
        let mut json = serde_json::Deserializer::from_slice(&self.body);
        let (path, problem) = match serde_path_to_error::deserialize::<_, T>(&mut json) {
            Err(error) => (error.path().to_string(), error.inner().to_string()),
            Ok(_) => (".".to_owned(), error.to_string()),
        };
        Error::Decode {
            operation: self.operation.id,
            status: self.status,
            path,
            // serde quotes the value that it did not expect.
            problem: if self.operation.secret {
                "not of the expected shape".to_owned()
            } else {
                self.veil.shown(&problem)
            },
        }
    }

    fn not_json(&self) -> Error {
        let content_type = self
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        Error::NotJson {
            operation: self.operation.id,
            status: self.status,
            content_type: match content_type {
                Some(_) if self.operation.secret => "(not shown)".to_owned(),
                Some(text) => self.veil.shown(text),
                None => "no content type".to_owned(),
            },
            start: if self.operation.secret {
                "(not shown: this answer can hold secrets)".to_owned()
            } else if self.body.is_empty() {
                "it is empty".to_owned()
            } else {
                self.veil.shown(&String::from_utf8_lossy(
                    &self.body[..self.body.len().min(SEARCHED_BYTES)],
                ))
            },
        }
    }

    /// What an answer means that is no success.
    fn error(&self) -> Error {
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
