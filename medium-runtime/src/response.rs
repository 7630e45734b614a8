//! Responses: read up to a limit, and turned into values.

use std::fmt;
use std::pin::pin;

use bytes::{Bytes, BytesMut};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use serde::de::{DeserializeOwned, DeserializeSeed};

use super::decode::Enveloped;
use super::failure::{failed, stalled_by};
use super::redactor::Redactor;
use super::stall::Clock;
use super::{Error, Operation};

/// Larger responses are refused: the largest real one is a few hundred KiB.
pub(crate) const LIMIT_BYTES: usize = 8 << 20;
/// Of a response that is an error anyway, more is not read.
const ERROR_BYTES: usize = 64 << 10;

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
    /// The credential that the request went with: services echo it.
    pub(crate) redactor: Redactor,
}

/// Reads a response: all of a successful one, 8 MiB at most; of an error what
/// comes of its first 64 KiB.
///
/// The status is known by now, and an error's decides what it means. So an
/// error whose body breaks off, halts or does not end is judged by what came.
pub(crate) async fn read(
    operation: &'static Operation,
    response: &mut reqwest::Response,
    clock: &Clock,
) -> Result<Bytes, Error> {
    let mut body = Bytes::new();
    let read = read_into(&mut body, operation, response, clock).await;
    if response.status().is_success() {
        read?;
    }
    Ok(body)
}

async fn read_into(
    body: &mut Bytes,
    operation: &'static Operation,
    response: &mut reqwest::Response,
    clock: &Clock,
) -> Result<(), Error> {
    let too_large = || Error::TooLarge {
        operation: operation.id,
        what: "the response",
        advice: "the client reads 8 MiB at most; is the address right?",
    };
    let status = response.status();
    let limit = if status.is_success() {
        LIMIT_BYTES
    } else {
        ERROR_BYTES
    };
    let announced = announced(response);
    if status.is_success() && announced.is_some_and(|length| length > limit) {
        return Err(unless_done(operation, status, too_large()));
    }
    let mut waiting_since = None;
    // What was announced comes whole, and nothing after it.
    while announced != Some(body.len()) {
        let chunk = clock
            .piece(&mut waiting_since, pin!(response.chunk()))
            .await;
        match chunk.map_err(|stalled| stalled_by(operation, stalled))? {
            Ok(Some(chunk)) => *body = joined(std::mem::take(body), chunk, announced),
            Ok(None) => break,
            Err(error) => return Err(failed(operation, None, error)),
        }
        if body.len() > limit {
            return Err(unless_done(operation, status, too_large()));
        }
    }
    Ok(())
}

/// How long the body is, as the header says.
fn announced(response: &reqwest::Response) -> Option<usize> {
    let length = response.headers().get(CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// Both, without a copy where the second one is all there is.
fn joined(body: Bytes, chunk: Bytes, announced: Option<usize>) -> Bytes {
    if body.is_empty() {
        return chunk;
    }
    let mut joined = body.try_into_mut().unwrap_or_else(|body| {
        let length = announced.unwrap_or_default().min(LIMIT_BYTES);
        let length = length.max(body.len() + chunk.len());
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
            path: self.redactor.line(&path),
            // serde quotes the value that it did not expect.
            problem: if self.operation.secret {
                "not of the expected shape".to_owned()
            } else {
                self.redactor.line(&problem)
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
                Some(text) => self.redactor.line(text),
                None => "no content type".to_owned(),
            },
            start: if self.operation.secret {
                "(not shown: this response can hold secrets)".to_owned()
            } else if self.body.is_empty() {
                "it is empty".to_owned()
            } else {
                self.redactor.line(&String::from_utf8_lossy(&self.body))
            },
        }
    }
}
