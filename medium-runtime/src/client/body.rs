//! The body of a request.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request, RequestBuilder, multipart};
use serde::Serialize;
use serde_json::{Map, Value};

use super::file::{Chunks, Content};
use super::transport_error::chain;
use super::{Error, File, Operation, json, media};

/// The body of a request and its media type.
pub(crate) struct Body {
    content_type: Option<Cow<'static, str>>,
    data: Data,
}

enum Data {
    None,
    Bytes(Bytes),
    /// A stream, so it can be sent once.
    Form(multipart::Form),
    Stream {
        chunks: Chunks,
        length: Option<u64>,
    },
    Taken,
}

impl Body {
    pub(crate) const NONE: Self = Self {
        content_type: None,
        data: Data::None,
    };

    pub(crate) fn bytes(
        content_type: impl Into<Cow<'static, str>>,
        bytes: impl Into<Bytes>,
    ) -> Self {
        Self {
            content_type: Some(content_type.into()),
            data: Data::Bytes(bytes.into()),
        }
    }

    /// Creates a JSON body. Errors say what is wrong with the value.
    pub(crate) fn json(
        content_type: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<Self, String> {
        match json::to_vec(value) {
            Ok(bytes) => Ok(Self::bytes(content_type, bytes)),
            Err(error) => Err(format!("can't be serialized as JSON: {error}")),
        }
    }

    /// Creates a text body. Adds the charset to a `text/` type without one if the text is not
    /// ASCII.
    pub(crate) fn text(content_type: &'static str, text: &str) -> Self {
        let has_charset = content_type.contains(';') || !content_type.starts_with("text/");
        let content_type = if text.is_ascii() || has_charset {
            Cow::Borrowed(content_type)
        } else {
            Cow::Owned(format!("{content_type}; charset=utf-8"))
        };
        Self::bytes(content_type, text.to_owned())
    }

    /// Creates a body from a form, which sets its media type with the boundary.
    pub(crate) fn form(form: multipart::Form) -> Self {
        Self {
            content_type: None,
            data: Data::Form(form),
        }
    }

    /// Creates a body from a file, whose media type must be among `allowed`.
    pub(crate) fn file(file: File, allowed: &[&'static str]) -> Result<Self, String> {
        let content_type = media::choose(file.content_type(), allowed)?;
        let length = file.length();
        let data = match file.into_content() {
            Content::Bytes(bytes) => Data::Bytes(bytes),
            Content::Chunks(chunks) => Data::Stream { chunks, length },
        };
        Ok(Self {
            content_type: Some(content_type),
            data,
        })
    }

    /// Sets `value` at a JSON pointer, and adds missing objects. Errors say why it can't.
    pub(crate) fn set(&mut self, pointer: &str, value: Value) -> Result<(), String> {
        let mut whole = match &self.data {
            Data::None => Value::Null,
            Data::Bytes(bytes) => serde_json::from_slice(bytes)
                .map_err(|error| format!("the request is not JSON: {error}"))?,
            _ => return Err("the request is not JSON".to_owned()),
        };
        let mut found = &mut whole;
        for step in pointer.split('/').skip(1) {
            let key = step.replace("~1", "/").replace("~0", "~");
            if found.is_null() {
                *found = Value::Object(Map::new());
            }
            let Value::Object(members) = found else {
                return Err(format!("{pointer} is not in an object of the request"));
            };
            found = members.entry(key).or_insert(Value::Null);
        }
        *found = value;
        self.content_type
            .get_or_insert(Cow::Borrowed("application/json"));
        self.data = Data::Bytes(Bytes::from(whole.to_string()));
        Ok(())
    }

    /// Returns whether it can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        matches!(self.data, Data::None | Data::Bytes(_))
    }

    /// Sets `Content-Type`. Errors say what is wrong with the type.
    fn set_content_type(&self, request: &mut Request) -> Result<(), String> {
        let Some(content_type) = &self.content_type else {
            return Ok(());
        };
        let value = HeaderValue::try_from(content_type.as_ref())
            .map_err(|_| format!("has an invalid media type: {content_type:?}"))?;
        request.headers_mut().insert(CONTENT_TYPE, value);
        Ok(())
    }

    /// Adds the body to a request.
    pub(crate) fn attach(
        &mut self,
        operation: &'static Operation,
        client: &reqwest::Client,
        mut request: Request,
    ) -> Result<Request, Error> {
        let invalid = |problem: String| Error::input(operation.id, "body", problem);
        self.set_content_type(&mut request).map_err(invalid)?;
        match std::mem::replace(&mut self.data, Data::Taken) {
            Data::None => {
                self.data = Data::None;
                if matches!(
                    *request.method(),
                    Method::POST | Method::PUT | Method::PATCH
                ) {
                    // Some servers respond with 411 to a request without
                    // `Content-Length`, and hyper does not add it.
                    set_content_length(&mut request, 0);
                }
            }
            Data::Bytes(bytes) => {
                *request.body_mut() = Some(reqwest::Body::from(bytes.clone()));
                self.data = Data::Bytes(bytes);
            }
            Data::Form(form) => {
                let builder = RequestBuilder::from_parts(client.clone(), request);
                return builder.multipart(form).build().map_err(|error| {
                    invalid(format!("can't be sent: {}", chain(&error.without_url())))
                });
            }
            Data::Stream { chunks, length } => {
                *request.body_mut() = Some(reqwest::Body::wrap_stream(chunks));
                if let Some(length) = length {
                    set_content_length(&mut request, length);
                }
            }
            Data::Taken => return Err(invalid("was sent already".to_owned())),
        }
        Ok(request)
    }
}

fn set_content_length(request: &mut Request, length: u64) {
    let headers = request.headers_mut();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
}
