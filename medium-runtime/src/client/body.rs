//! The body of a request.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request, RequestBuilder, multipart};
use serde_json::{Map, Value};

use super::failure::chain;
use super::file::{Chunks, Content};
use super::{Error, File, Operation, media};

/// What a call sends, and what it is.
pub(crate) struct Body {
    content_type: Option<Cow<'static, str>>,
    data: Data,
}

enum Data {
    None,
    Bytes(Bytes),
    /// It streams, so it can be taken once.
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

    /// A text, which is UTF-8: that is said where it matters and the document
    /// leaves it out.
    pub(crate) fn text(content_type: &'static str, text: &str) -> Self {
        let is_told = content_type.contains(';') || !content_type.starts_with("text/");
        let content_type = match text.is_ascii() || is_told {
            true => Cow::Borrowed(content_type),
            false => Cow::Owned(format!("{content_type}; charset=utf-8")),
        };
        Self::bytes(content_type, text.to_owned())
    }

    /// A form states its type by itself, with its boundary.
    pub(crate) fn form(form: multipart::Form) -> Self {
        Self {
            content_type: None,
            data: Data::Form(form),
        }
    }

    /// A file, whose type must be among `allowed`. The error says what is wrong.
    pub(crate) fn file(file: File, allowed: &[&'static str]) -> Result<Self, String> {
        let content_type = media::chosen(file.content_type(), allowed)?;
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

    /// Puts `value` at a place in JSON, a JSON pointer; what is not there on the way
    /// is an object. The error says what there is instead of JSON.
    pub(crate) fn set(&mut self, place: &str, value: Value) -> Result<(), String> {
        let mut whole = match &self.data {
            Data::None => Value::Null,
            Data::Bytes(bytes) => serde_json::from_slice(bytes)
                .map_err(|error| format!("the request is no JSON: {error}"))?,
            _ => return Err("the request is no JSON".to_owned()),
        };
        let mut found = &mut whole;
        for step in place.split('/').skip(1) {
            let key = step.replace("~1", "/").replace("~0", "~");
            if found.is_null() {
                *found = Value::Object(Map::new());
            }
            let Value::Object(members) = found else {
                return Err(format!("{place} is in no object of the request"));
            };
            found = members.entry(key).or_insert(Value::Null);
        }
        *found = value;
        self.content_type
            .get_or_insert(Cow::Borrowed("application/json"));
        self.data = Data::Bytes(Bytes::from(whole.to_string()));
        Ok(())
    }

    /// Whether it can be sent once more.
    pub(crate) fn is_repeatable(&self) -> bool {
        matches!(self.data, Data::None | Data::Bytes(_))
    }

    /// Says in a request what it is. The error says what is wrong with it.
    fn name_type(&self, request: &mut Request) -> Result<(), String> {
        let Some(content_type) = &self.content_type else {
            return Ok(());
        };
        let value = HeaderValue::try_from(content_type.as_ref())
            .map_err(|_| format!("has a type that is none: {content_type:?}"))?;
        request.headers_mut().insert(CONTENT_TYPE, value);
        Ok(())
    }

    /// Puts it into a request.
    pub(crate) fn attach(
        &mut self,
        operation: &'static Operation,
        client: &reqwest::Client,
        mut request: Request,
    ) -> Result<Request, Error> {
        let refused = |problem: String| Error::input(operation.id, "body", problem);
        self.name_type(&mut request).map_err(refused)?;
        match std::mem::replace(&mut self.data, Data::Taken) {
            Data::None => {
                self.data = Data::None;
                if matches!(
                    *request.method(),
                    Method::POST | Method::PUT | Method::PATCH
                ) {
                    // Some servers respond with 411 where nothing says that the body
                    // is empty, and hyper does not by itself.
                    announce(&mut request, 0);
                }
            }
            Data::Bytes(bytes) => {
                *request.body_mut() = Some(reqwest::Body::from(bytes.clone()));
                self.data = Data::Bytes(bytes);
            }
            Data::Form(form) => {
                let builder = RequestBuilder::from_parts(client.clone(), request);
                return builder.multipart(form).build().map_err(|error| {
                    refused(format!("can't be sent: {}", chain(&error.without_url())))
                });
            }
            Data::Stream { chunks, length } => {
                *request.body_mut() = Some(reqwest::Body::wrap_stream(chunks));
                if let Some(length) = length {
                    announce(&mut request, length);
                }
            }
            Data::Taken => return Err(refused("was sent already".to_owned())),
        }
        Ok(request)
    }
}

fn announce(request: &mut Request, length: u64) {
    let headers = request.headers_mut();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
}
