//! The data of a call, from which the request of each attempt is built.

use std::time::Duration;

use reqwest::header::{ACCEPT, COOKIE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Request};
use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::address::Address;
use super::body::Body;
use super::decode::Reading;
use super::parameter::Style;
use super::user_headers::{self, INVALID_VALUE};
use super::{Error, File, Form, IntoForm, Operation, Retry, Transport, json, urlencoded};

/// Everything of a call except the type of its result. The first invalid argument is
/// kept, and ends the call before anything is sent.
pub(crate) struct Template {
    pub(crate) operation: &'static Operation,
    pub(crate) address: Address,
    /// Each cookie with its encoded pairs.
    cookies: Vec<(&'static str, String)>,
    accept: Option<&'static str>,
    /// Header parameters, and headers of the user.
    headers: HeaderMap,
    body: Body,
    error: Option<Error>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
    pub(crate) reading: Reading,
    /// The runtime of the blocking client, for streams.
    #[cfg(feature = "blocking")]
    pub(crate) runner: Option<super::Runner>,
}

impl Template {
    pub(crate) fn new(
        operation: &'static Operation,
        accept: Option<&'static str>,
        reading: Reading,
    ) -> Self {
        Self {
            operation,
            address: Address::new(operation.path),
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

    pub(crate) fn path(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) {
        if let Err(problem) = self.address.path(name, value, style) {
            self.refuse(name, problem);
        }
    }

    pub(crate) fn query(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) {
        if let Err(problem) = self.address.query(name, value, style) {
            self.refuse(name, problem);
        }
    }

    pub(crate) fn cookie(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) {
        let value = match style.value(value) {
            Ok(value) => value,
            Err(problem) => return self.refuse(name, problem),
        };
        self.cookies.retain(|(known, _)| *known != name);
        self.cookies.push((name, style.in_cookie(name, &value)));
        self.address.add_secrets(style, &value);
    }

    pub(crate) fn header_parameter(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) {
        let text = match style.value(value) {
            Ok(value) => style.in_header(&value),
            Err(problem) => return self.refuse(name, problem),
        };
        let (Ok(header), Ok(mut value)) = (HeaderName::try_from(name), HeaderValue::try_from(text))
        else {
            return self.refuse(name, INVALID_VALUE);
        };
        value.set_sensitive(style.secret);
        self.headers.insert(header, value);
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
            Err((field, problem)) => self.refuse(&field, problem),
        }
    }

    pub(crate) fn json(&mut self, media_type: &'static str, body: &(impl Serialize + ?Sized)) {
        match json::to_vec(body) {
            Ok(bytes) => self.body = Body::bytes(media_type, bytes),
            Err(error) => self.refuse("body", format!("has no form in JSON: {error}")),
        }
    }

    pub(crate) fn text(&mut self, media_type: &'static str, body: &str) {
        self.body = Body::text(media_type, body);
    }

    pub(crate) fn file(&mut self, allowed: &[&'static str], file: File) {
        match Body::file(file, allowed) {
            Ok(body) => self.body = body,
            Err(problem) => self.refuse("body", problem),
        }
    }

    pub(crate) fn form(
        &mut self,
        styles: &[(&'static str, Style)],
        body: &(impl Serialize + ?Sized),
    ) {
        match urlencoded::encode(body, styles) {
            Ok(text) => self.body = Body::bytes("application/x-www-form-urlencoded", text),
            Err(problem) => self.refuse("body", problem),
        }
    }

    pub(crate) fn multipart(&mut self, body: impl IntoForm) {
        match Form::filled(self.operation, body) {
            Ok(form) => self.body = Body::form(form),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }

    /// Sets `value` at a JSON pointer in the body. Errors say why that is not possible.
    pub(crate) fn set_in_body(&mut self, pointer: &str, value: Value) -> Result<(), String> {
        let set = self.body.set(pointer, value);
        set.map_err(|problem| format!("{problem}, so the next page can't be requested"))
    }

    /// Sets the id of the last event, after which the service continues. `false` if a
    /// header can't contain it.
    pub(crate) fn set_last_event_id(&mut self, id: &str) -> bool {
        let value = HeaderValue::from_bytes(id.as_bytes());
        let value = value.map(|value| self.headers.insert("last-event-id", value));
        value.is_ok()
    }

    fn refuse(&mut self, field: &str, problem: impl Into<String>) {
        let error = Error::input(self.operation.id, field, problem);
        self.error.get_or_insert(error);
    }

    /// Returns the first invalid or missing argument.
    pub(crate) fn check(&mut self) -> Result<(), Error> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        if let Some(path) = self.address.unfilled() {
            let problem = format!("{path} lacks a parameter");
            return Err(Error::input(self.operation.id, "path", problem));
        }
        Ok(())
    }

    /// Whether the request can be built again after it was sent.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.body.is_repeatable()
    }

    /// The headers; `defaults` are those of every call.
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
            // A header of the user may replace `Accept`.
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
        let mut request = Request::new(method, self.address.url(server));
        *request.headers_mut() = self.headers(&transport.0.headers);
        self.body
            .attach(operation, &transport.0.connection.client, request)
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
