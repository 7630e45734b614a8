//! The data of a call, from which the request of each attempt is built.

use std::time::Duration;

use reqwest::header::{ACCEPT, COOKIE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Request};
use url::Url;

use super::body::Body;
use super::decode::Reading;
use super::parameter::{Style, Value};
use super::request_url::RequestUrl;
use super::user_headers::{self, INVALID_VALUE};
use super::{Error, Form, IntoForm, Operation, Retry, Transport};

/// A call without the type of its result. An invalid argument ends it before anything is sent.
pub(crate) struct PreparedCall {
    pub(crate) operation: &'static Operation,
    pub(crate) request_url: RequestUrl,
    /// Each cookie with its encoded pairs.
    cookies: Vec<(&'static str, String)>,
    accept: Option<&'static str>,
    /// Header parameters, and the caller's headers.
    headers: HeaderMap,
    pub(crate) body: Body,
    /// The first invalid argument.
    error: Option<Error>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
    pub(crate) reading: Reading,
    /// The runtime of the blocking client, for streams.
    #[cfg(feature = "blocking")]
    pub(crate) runner: Option<super::Runner>,
}

impl PreparedCall {
    pub(crate) fn new(
        operation: &'static Operation,
        accept: Option<&'static str>,
        reading: Reading,
    ) -> Self {
        Self {
            operation,
            request_url: RequestUrl::new(operation.path),
            cookies: Vec::new(),
            accept,
            headers: HeaderMap::new(),
            body: Body::NONE,
            error: None,
            timeout: None,
            retry: None,
            reading,
            #[cfg(feature = "blocking")]
            runner: None,
        }
    }

    pub(crate) fn cookie(
        &mut self,
        name: &'static str,
        value: &Value,
        style: Style,
    ) -> Result<(), String> {
        self.cookies.retain(|(known, _)| *known != name);
        self.cookies.push((name, style.in_cookie(name, value)));
        self.request_url.add_secrets(style, value);
        Ok(())
    }

    pub(crate) fn header_parameter(
        &mut self,
        name: &'static str,
        value: &Value,
        style: Style,
    ) -> Result<(), String> {
        let text = style.in_header(value);
        let header = HeaderName::try_from(name).map_err(|_| INVALID_VALUE)?;
        let mut value = HeaderValue::try_from(text).map_err(|_| INVALID_VALUE)?;
        value.set_sensitive(style.secret);
        self.headers.insert(header, value);
        Ok(())
    }

    pub(crate) fn user_header<N, V>(
        &mut self,
        name: Result<HeaderName, N>,
        value: Result<HeaderValue, V>,
    ) {
        match user_headers::parse_header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err((field, problem)) => self.reject(&field, problem),
        }
    }

    pub(crate) fn multipart(&mut self, body: impl IntoForm) {
        match Form::build(self.operation, body) {
            Ok(form) => self.body = Body::form(form),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }

    /// Sets `value` at a JSON pointer in the body. Errors say why that is not possible.
    pub(crate) fn set_in_body(
        &mut self,
        pointer: &str,
        value: serde_json::Value,
    ) -> Result<(), String> {
        let set = self.body.set(pointer, value);
        set.map_err(|problem| format!("{problem}, so the next page can't be requested"))
    }

    /// Sets the `Last-Event-ID`; `false` if a header can't contain it.
    pub(crate) fn set_last_event_id(&mut self, id: &str) -> bool {
        let value = HeaderValue::from_bytes(id.as_bytes());
        let value = value.map(|value| self.headers.insert("last-event-id", value));
        value.is_ok()
    }

    /// Keeps an error, unless there is an earlier one.
    pub(crate) fn reject(&mut self, field: &str, problem: impl Into<String>) {
        let error = Error::input(self.operation.id, field, problem);
        self.error.get_or_insert(error);
    }

    /// Takes the error of the first invalid or missing argument, if there is one.
    pub(crate) fn take_error(&mut self) -> Result<(), Error> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        if let Some(path) = self.request_url.unfilled() {
            let problem = format!("{path} lacks a parameter");
            return Err(Error::input(self.operation.id, "path", problem));
        }
        Ok(())
    }

    /// Returns whether the request can be built again after it was sent.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.body.is_repeatable()
    }

    /// Returns the headers; `defaults` are those of every call.
    fn headers(&self, defaults: &HeaderMap) -> HeaderMap {
        // Room for headers that are added later: credential, User-Agent.
        let mut headers = HeaderMap::with_capacity(defaults.len() + self.headers.len() + 4);
        if !defaults.is_empty() {
            headers.extend(defaults.clone());
        }
        if let Some(accept) = self.accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        if !self.headers.is_empty() {
            // The caller's header may replace `Accept`.
            headers.extend(self.headers.clone());
        }
        let cookies = self.cookies.iter().map(|(_, pairs)| pairs.as_str());
        cookies.for_each(|pairs| add_cookie(&mut headers, pairs));
        headers
    }

    /// Builds the request of an attempt, without its credential.
    pub(crate) fn request(
        &mut self,
        transport: &Transport,
        server: &Url,
    ) -> Result<Request, Error> {
        let operation = self.operation;
        let method = Method::from_bytes(operation.method.as_bytes())
            .map_err(|_| Error::input(operation.id, "method", "is not an HTTP method"))?;
        let mut request = Request::new(method, self.request_url.url(server));
        *request.headers_mut() = self.headers(&transport.0.headers);
        self.body
            .attach(operation, &transport.0.sender.client, request)
    }
}

/// Adds cookies to the `Cookie` header. It is marked as sensitive: cookies may log in.
pub(crate) fn add_cookie(headers: &mut HeaderMap, pairs: &str) {
    if pairs.is_empty() {
        return;
    }
    let known = headers.get(COOKIE).map(HeaderValue::as_bytes);
    let mut all = known.unwrap_or_default().to_vec();
    if !all.is_empty() {
        all.extend_from_slice(b"; ");
    }
    all.extend_from_slice(pairs.as_bytes());
    // Percent-encoded text is valid in a header.
    if let Ok(mut value) = HeaderValue::from_bytes(&all) {
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
}
