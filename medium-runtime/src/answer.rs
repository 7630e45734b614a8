//! Answers: read up to a limit, and told apart.

use std::pin::pin;

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

use super::failure::{failed, stalled};
use super::stall::Clock;
use super::veil::Veil;
use super::{Error, Operation};

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
    pub(crate) body: Bytes,
    /// The credential that the request went with: services echo it.
    pub(crate) veil: Veil,
}

/// Reads all of a response, 8 MiB at most.
pub(crate) async fn read(
    operation: &'static Operation,
    response: &mut Response,
    clock: &Clock,
) -> Result<Bytes, Error> {
    let too_large = || Error::TooLarge {
        operation: operation.id,
        what: "the answer",
        advice: "the client reads 8 MiB at most; is the address right?",
    };
    let announced = response
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LIMIT_BYTES) {
        return Err(unless_done(operation, response.status(), too_large()));
    }
    let mut body = Bytes::new();
    // What was announced comes whole, and nothing after it.
    while announced != Some(body.len()) {
        let chunk = clock.piece(pin!(response.chunk())).await;
        match chunk.map_err(|_| stalled(operation, clock.limit()))? {
            Ok(Some(chunk)) if body.len() + chunk.len() > LIMIT_BYTES => {
                return Err(unless_done(operation, response.status(), too_large()));
            }
            Ok(Some(chunk)) => body = joined(body, chunk, announced),
            Ok(None) => break,
            Err(error) => return Err(failed(operation, error)),
        }
    }
    Ok(match body.strip_prefix(HIJACK_PREFIX) {
        Some(json) => body.slice_ref(json),
        None => body,
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
    /// Of a response whose body was read.
    pub(crate) fn new(
        operation: &'static Operation,
        mut response: Response,
        body: Bytes,
        veil: Veil,
    ) -> Self {
        Self {
            operation,
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body,
            veil,
        }
    }

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

    /// What was there instead of JSON.
    pub(crate) fn not_json(&self) -> Error {
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
}
