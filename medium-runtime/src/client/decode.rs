//! Decodes the body of a successful response.

mod by_status;
mod envelope;

use reqwest::StatusCode;
use reqwest::header::LOCATION;
use serde::de::DeserializeOwned;
use url::Url;

use super::prepared_call::PreparedCall;
use super::response::Received;
use super::{Download, Error, Events, Transport};

#[doc(hidden)]
pub use by_status::documented_error;
pub use by_status::{ByStatus, by_status};
pub(crate) use envelope::Enveloped;

/// How the body of a successful response becomes a `T`. Generated code passes one to each call.
pub struct Decode<T> {
    /// The `Accept` header.
    pub(crate) accept: Option<&'static str>,
    pub(crate) reading: Reading,
    pub(crate) read: fn(&mut ResponseContext<'_>) -> Result<T, Error>,
}

/// How a response is received, before it is decoded.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    /// Whether the body of a success with this status is streamed. Others are read into memory.
    pub(crate) streams: fn(StatusCode) -> bool,
    /// Whether a redirect is a success.
    pub(crate) redirects: bool,
}

impl Reading {
    const WHOLE: Self = Self {
        streams: |_| false,
        redirects: false,
    };
    const STREAMED: Self = Self {
        streams: |_| true,
        redirects: false,
    };

    pub(crate) fn is_success(self, status: StatusCode) -> bool {
        let is_redirect = status.is_redirection() && status != StatusCode::NOT_MODIFIED;
        status.is_success() || (self.redirects && is_redirect)
    }
}

/// A successful response to decode, and its call.
pub struct ResponseContext<'a> {
    pub(crate) received: &'a mut Received,
    pub(crate) transport: &'a Transport,
    pub(crate) prepared: &'a mut PreparedCall,
}

impl<T> Decode<T> {
    /// Reads the value of a successful response.
    pub(crate) fn decode(
        &self,
        received: &mut Received,
        transport: &Transport,
        prepared: &mut PreparedCall,
    ) -> Result<T, Error> {
        let value = (self.read)(&mut ResponseContext {
            received,
            transport,
            prepared,
        });
        let service = &*transport.0.service;
        value.map_err(|error| error.with_request_id(|| received.request_id(service)))
    }

    fn new(
        accept: Option<&'static str>,
        reading: Reading,
        read: fn(&mut ResponseContext<'_>) -> Result<T, Error>,
    ) -> Self {
        Self {
            accept,
            reading,
            read,
        }
    }

    /// Sets the `Accept` header, instead of the usual one.
    #[must_use]
    pub fn accepting(mut self, accept: &'static str) -> Self {
        self.accept = Some(accept);
        self
    }
}

const JSON: Option<&str> = Some("application/json");
const TEXT: Option<&str> = Some("text/plain");
const ANY: Option<&str> = Some("*/*");

/// Reads a JSON body, without its [envelope](super::Operation::envelope).
#[must_use]
pub fn json<T: DeserializeOwned>() -> Decode<T> {
    Decode::new(JSON, Reading::WHOLE, |context| context.received.json())
}

/// Reads a JSON body, or `None` if it is empty.
#[must_use]
pub fn optional_json<T: DeserializeOwned>() -> Decode<Option<T>> {
    Decode::new(JSON, Reading::WHOLE, |context| {
        context.received.optional(Received::json)
    })
}

/// Reads a text body.
#[must_use]
pub fn text() -> Decode<String> {
    Decode::new(TEXT, Reading::WHOLE, |context| context.received.text())
}

/// Reads a text body, or `None` if it is empty.
#[must_use]
pub fn optional_text() -> Decode<Option<String>> {
    Decode::new(TEXT, Reading::WHOLE, |context| {
        context.received.optional(Received::text)
    })
}

/// Streams the body.
#[must_use]
pub fn download() -> Decode<Download> {
    Decode::new(ANY, Reading::STREAMED, |context| Ok(Download::new(context)))
}

/// Streams the body, if the response has one.
#[must_use]
pub fn optional_download() -> Decode<Option<Download>> {
    Decode::new(ANY, Reading::STREAMED, |context| {
        let download = Download::new(context);
        let is_none =
            context.received.status == StatusCode::NO_CONTENT || download.length() == Some(0);
        Ok((!is_none).then_some(download))
    })
}

/// Streams server-sent events whose data is text.
#[must_use]
pub fn text_events() -> Decode<Events<String>> {
    Decode::new(Some("text/event-stream"), Reading::STREAMED, |context| {
        Ok(Events::<String>::new(context).raw())
    })
}

/// Streams server-sent events whose data is JSON.
#[must_use]
pub fn events<T: DeserializeOwned>() -> Decode<Events<T>> {
    Decode::new(Some("text/event-stream"), Reading::STREAMED, |context| {
        Ok(Events::new(context))
    })
}

/// Ignores the body.
#[must_use]
pub fn empty() -> Decode<()> {
    Decode::new(None, Reading::WHOLE, |_| Ok(()))
}

/// Returns the target of a redirect, without following it.
#[must_use]
pub fn location() -> Decode<Url> {
    let reading = Reading {
        redirects: true,
        ..Reading::WHOLE
    };
    Decode::new(None, reading, |context| {
        let received = &context.received;
        let location = received.headers.get(LOCATION);
        let location = location.and_then(|value| value.to_str().ok());
        let Some(location) = location else {
            return Err(received.unreadable("it has no Location header".to_owned()));
        };
        let server = context.transport.server(received.operation)?;
        // Relative locations are relative to the call's URL.
        let called = context.prepared.request_url.url(&server);
        called.join(location).map_err(|error| {
            received.unreadable(format!("its Location header is not a URL: {error}"))
        })
    })
}
