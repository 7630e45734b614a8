//! Responses, and their values.

mod json_path;
mod read;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::{DeserializeOwned, DeserializeSeed};

use super::decode::Enveloped;
use super::redactor::Redactor;
use super::streaming_body::StreamingBody;
use super::{Error, ErrorResponse, Operation, Service, headers, media};

pub(crate) use read::{MAX_BYTES, content_length, read};

/// A successful response: value, status and headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The value of the body.
    pub body: T,
    operation: &'static Operation,
    service: Arc<dyn Service>,
}

impl<T> Response<T> {
    /// Returns the headers as a generated struct, such as `CreatePostHeaders`.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if a required header is missing, or one does not match the document.
    pub fn typed_headers<H: DeserializeOwned>(&self) -> Result<H, Error> {
        headers::read(&self.headers)
            .map_err(|problem| Error::Decode {
                operation: self.operation.id,
                status: self.status,
                path: "the headers".to_owned(),
                problem,
                response: ErrorResponse::default(),
            })
            .map_err(|error| error.with_request_id(|| self.service.request_id(&self.headers)))
    }
}

/// Does not show the headers, which may set cookies.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A received response. Its body is in memory, or still streamed.
pub(crate) struct Received {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The body: only its start for an error, empty if it is streamed.
    pub(crate) body: Bytes,
    /// The rest of a streamed body.
    pub(crate) streaming_body: Option<Box<StreamingBody>>,
    /// The secrets of the request, which the service may echo.
    pub(crate) redactor: Redactor,
}

/// Returns the service's id of a request, from the headers of its response.
pub(crate) fn request_id(
    service: &dyn Service,
    headers: &HeaderMap,
    redactor: &Redactor,
) -> Option<String> {
    service
        .request_id(headers)
        .map(|id| redactor.redact_to_line(&id))
}

/// Turns `error` into [`Error::OutcomeUnknown`] if the operation is not idempotent and the status
/// is not an error: it was executed, even if its response is unreadable.
pub(crate) fn or_outcome_unknown(operation: &Operation, status: StatusCode, error: Error) -> Error {
    if !status.is_client_error() && !status.is_server_error() && !operation.idempotent {
        return Error::OutcomeUnknown {
            operation: operation.id,
            status: Some(status),
            problem: error.to_string(),
            response: ErrorResponse::default(),
            source: None,
        };
    }
    error
}

/// Returns the error of a value, at `path`, that does not match the document.
pub(crate) fn decode_error(
    operation: &Operation,
    status: StatusCode,
    redactor: &Redactor,
    path: &str,
    problem: &impl ToString,
) -> Error {
    Error::Decode {
        operation: operation.id,
        status,
        path: redactor.redact_to_line(path),
        // serde quotes the unexpected value.
        problem: if operation.secret {
            "not of the expected shape".to_owned()
        } else {
            redactor.redact_to_line(&problem.to_string())
        },
        response: ErrorResponse::default(),
    }
}

impl Received {
    /// Replaces the body with its value.
    pub(crate) fn into_response<T>(self, body: T, service: &Arc<dyn Service>) -> Response<T> {
        Response {
            status: self.status,
            headers: self.headers,
            body,
            operation: self.operation,
            service: Arc::clone(service),
        }
    }

    /// Returns the service's id of the request, without credentials.
    pub(crate) fn request_id(&self, service: &dyn Service) -> Option<String> {
        request_id(service, &self.headers, &self.redactor)
    }

    /// Returns the media type of the body, if the response has one.
    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Reads the body of a successful response as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let mut json = serde_json::Deserializer::from_slice(&self.body);
        let value = Enveloped::new(self.operation.envelope).deserialize(&mut json);
        let value = value.and_then(|value| json.end().map(|()| value));
        value.map_err(|error| {
            let unreadable = if error.is_data() {
                self.decode_error_at(&json_path::find(&error, &self.body), &error)
            } else {
                self.syntax_error(&error)
            };
            or_outcome_unknown(self.operation, self.status, unreadable)
        })
    }

    /// Reads the whole body as JSON, including the envelope.
    pub(crate) fn whole_json(&self) -> Result<serde_json::Value, Error> {
        serde_json::from_slice(&self.body).map_err(|error| {
            or_outcome_unknown(self.operation, self.status, self.syntax_error(&error))
        })
    }

    /// Reads the body, unless it is empty.
    pub(crate) fn optional<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        (!self.body.is_empty()).then(|| read(self)).transpose()
    }

    /// Reads the body of a success as text. Text labeled as JSON is a JSON string.
    pub(crate) fn text(&self) -> Result<String, Error> {
        if self.content_type().is_some_and(media::is_json)
            && let Ok(text) = serde_json::from_slice(&self.body)
        {
            return Ok(text);
        }
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) if self.content_type().is_some_and(media::is_latin1) => {
                Ok(self.body.iter().map(|byte| char::from(*byte)).collect())
            }
            Err(error) => Err(self.unreadable(format!("it is not UTF-8: {error}"))),
        }
    }

    /// Returns the error of a success that does not match the document.
    pub(crate) fn unreadable(&self, problem: String) -> Error {
        let unreadable = Error::Decode {
            operation: self.operation.id,
            status: self.status,
            path: ".".to_owned(),
            problem,
            response: ErrorResponse::default(),
        };
        or_outcome_unknown(self.operation, self.status, unreadable)
    }

    /// Returns the error of a value, at `path`, that does not match the document.
    pub(crate) fn decode_error_at(&self, path: &str, problem: &impl ToString) -> Error {
        decode_error(self.operation, self.status, &self.redactor, path, problem)
    }

    /// Returns the error of JSON with a syntax error, or nested too deep for serde_json.
    fn syntax_error(&self, error: &serde_json::Error) -> Error {
        // serde_json reports this limit only in the message.
        if error.to_string().starts_with("recursion limit exceeded") {
            self.unreadable("its JSON is nested more than 127 levels deep".to_owned())
        } else {
            self.not_json(ErrorResponse::default())
        }
    }

    /// Returns the error of a response that is not JSON. `response` is empty for a success.
    pub(crate) fn not_json(&self, response: ErrorResponse) -> Error {
        Error::NotJson {
            operation: self.operation.id,
            status: self.status,
            content_type: match self.content_type() {
                Some(_) if self.operation.secret => "(not shown)".to_owned(),
                Some(text) => self.redactor.redact_to_line(text),
                None => "no content type".to_owned(),
            },
            start: self.start(),
            response,
        }
    }

    /// Returns the start of the body, without secrets.
    pub(crate) fn start(&self) -> String {
        if self.operation.secret {
            "(not shown: this response may contain secrets)".to_owned()
        } else if self.body.is_empty() {
            "the body is empty".to_owned()
        } else {
            self.redactor
                .redact_to_line(&String::from_utf8_lossy(&self.body))
        }
    }
}
