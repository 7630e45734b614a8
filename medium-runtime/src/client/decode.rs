//! How the body of a successful response becomes a value.

mod by_status;
mod envelope;

use reqwest::StatusCode;
use reqwest::header::LOCATION;
use serde::de::DeserializeOwned;
use url::Url;

use super::response::Received;
use super::template::Template;
use super::{Download, Error, Events, Transport};

#[doc(hidden)]
pub use by_status::documented_error;
pub use by_status::{ByStatus, by_status};
pub(crate) use envelope::Enveloped;

/// How the body of a successful response becomes a `T`. Generated code gives
/// one to each call.
pub struct Decode<T> {
    /// What the request asks for.
    pub(crate) accept: Option<&'static str>,
    pub(crate) reading: Reading,
    pub(crate) read: fn(&mut ResponseContext<'_>) -> Result<T, Error>,
}

/// What happens to a response before it is decoded.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    /// Whether the body of a success stays open, by its status. Others are read
    /// into memory.
    pub(crate) streams: fn(StatusCode) -> bool,
    /// Whether a redirect is what the call is for.
    pub(crate) redirects: bool,
}

impl Reading {
    const WHOLE: Self = Self {
        streams: |_| false,
        redirects: false,
    };
    const OPEN: Self = Self {
        streams: |_| true,
        redirects: false,
    };

    pub(crate) fn is_success(self, status: StatusCode) -> bool {
        let is_elsewhere = status.is_redirection() && status != StatusCode::NOT_MODIFIED;
        status.is_success() || (self.redirects && is_elsewhere)
    }
}

/// A successful response that is about to be decoded, and the call that it came
/// to.
pub struct ResponseContext<'a> {
    pub(crate) received: &'a mut Received,
    pub(crate) transport: &'a Transport,
    pub(crate) template: &'a mut Template,
}

impl<T> Decode<T> {
    /// Reads the value of a successful response.
    pub(crate) fn decode(
        &self,
        received: &mut Received,
        transport: &Transport,
        template: &mut Template,
    ) -> Result<T, Error> {
        let value = (self.read)(&mut ResponseContext {
            received,
            transport,
            template,
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

    /// Asks for these media types, as the header `Accept` lists them, in place of
    /// the usual one.
    #[must_use]
    pub fn accepting(mut self, accept: &'static str) -> Self {
        self.accept = Some(accept);
        self
    }
}

const JSON: Option<&str> = Some("application/json");
const TEXT: Option<&str> = Some("text/plain");
const ANY: Option<&str> = Some("*/*");

/// The body is JSON: the value, or an envelope that holds it under the key that
/// [`Operation::envelope`](super::Operation::envelope) names.
#[must_use]
pub fn json<T: DeserializeOwned>() -> Decode<T> {
    Decode::new(JSON, Reading::WHOLE, |context| context.received.json())
}

/// The body is JSON, or empty: then there is no value.
#[must_use]
pub fn optional_json<T: DeserializeOwned>() -> Decode<Option<T>> {
    Decode::new(JSON, Reading::WHOLE, |context| {
        let received = &context.received;
        (!received.body.is_empty())
            .then(|| received.json())
            .transpose()
    })
}

/// The body is text.
#[must_use]
pub fn text() -> Decode<String> {
    Decode::new(TEXT, Reading::WHOLE, |context| context.received.text())
}

/// The body is text, or empty: then there is none.
#[must_use]
pub fn optional_text() -> Decode<Option<String>> {
    Decode::new(TEXT, Reading::WHOLE, |context| {
        let received = &context.received;
        (!received.body.is_empty())
            .then(|| received.text())
            .transpose()
    })
}

/// The body is read while it comes.
#[must_use]
pub fn download() -> Decode<Download> {
    Decode::new(ANY, Reading::OPEN, |context| Ok(Download::new(context)))
}

/// The body is read while it comes, if the response says that there is one.
#[must_use]
pub fn optional_download() -> Decode<Option<Download>> {
    Decode::new(ANY, Reading::OPEN, |context| {
        let download = Download::new(context);
        let is_none =
            context.received.status == StatusCode::NO_CONTENT || download.length() == Some(0);
        Ok((!is_none).then_some(download))
    })
}

/// The body is a stream of server-sent events, whose data is text.
#[must_use]
pub fn text_events() -> Decode<Events<String>> {
    Decode::new(Some("text/event-stream"), Reading::OPEN, |context| {
        Ok(Events::<String>::new(context).raw())
    })
}

/// The body is a stream of server-sent events, whose data is JSON.
#[must_use]
pub fn events<T: DeserializeOwned>() -> Decode<Events<T>> {
    Decode::new(Some("text/event-stream"), Reading::OPEN, |context| {
        Ok(Events::new(context))
    })
}

/// The body is not looked at.
#[must_use]
pub fn empty() -> Decode<()> {
    Decode::new(None, Reading::WHOLE, |_| Ok(()))
}

/// The response is a redirect, and where it leads is the value. It is not
/// followed.
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
            return Err(received.unreadable("it has no header Location".to_owned()));
        };
        let server = context.transport.server(received.operation)?;
        // A relative one is relative to what was called.
        let called = context.template.address.url(&server);
        called
            .join(location)
            .map_err(|error| received.unreadable(format!("its header Location is no URL: {error}")))
    })
}
