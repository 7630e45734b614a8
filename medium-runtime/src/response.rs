//! Responses: read up to a limit, and turned into values.

use std::fmt;
use std::pin::pin;

use bytes::{Bytes, BytesMut};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use serde::de::{DeserializeOwned, DeserializeSeed};

use super::decode::Enveloped;
use super::failure::{failed, stalled};
use super::redactor::Redactor;
use super::stall::Clock;
use super::{Error, Operation};

/// Larger responses are refused: the largest real one is a few hundred KiB.
pub(crate) const LIMIT_BYTES: usize = 8 << 20;
/// More of a response is not searched for something to show in an error.
const SEARCHED_BYTES: usize = 8 << 10;

/// A successful response: its value, with the status and headers beside it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What the body holds.
    pub body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: T) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }
}

/// Without the headers, which may set cookies.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A response whose body was read.
pub(crate) struct Received {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) redactor: Redactor,
}

/// Reads all of a response, 8 MiB at most.
pub(crate) async fn read(
    operation: &'static Operation,
    response: &mut reqwest::Response,
    clock: &Clock,
) -> Result<Bytes, Error> {
    let too_large = || Error::TooLarge {
        operation: operation.id,
        what: "the response",
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
    Ok(body)
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

/// A call that changed something has done so, however unreadable its response.
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

impl Received {
    /// The body of a successful response as a `T`.
    pub(crate) fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let mut json = serde_json::Deserializer::from_slice(&self.body);
        let value = Enveloped::new(self.operation.envelope).deserialize(&mut json);
        let value = value.and_then(|value| json.end().map(|()| value));
        value.map_err(|error| {
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
        let mut track = serde_path_to_error::Track::new();
        let traced = serde_path_to_error::Deserializer::new(&mut json, &mut track);
        let (path, problem) = match Enveloped::<T>::new(self.operation.envelope).deserialize(traced)
        {
            Err(error) => (track.path().to_string(), error.to_string()),
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
                self.redactor.shown(&problem)
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
                Some(text) => self.redactor.shown(text),
                None => "no content type".to_owned(),
            },
            start: if self.operation.secret {
                "(not shown: this response can hold secrets)".to_owned()
            } else if self.body.is_empty() {
                "it is empty".to_owned()
            } else {
                self.redactor.shown(&String::from_utf8_lossy(
                    &self.body[..self.body.len().min(SEARCHED_BYTES)],
                ))
            },
        }
    }
}
