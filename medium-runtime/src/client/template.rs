//! What a call sends, from which the request of each attempt is built.

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
use super::user_headers::{self, NO_HEADER};
use super::{Error, File, Form, IntoForm, Operation, Retry, Transport, json, urlencoded};

/// Everything about a call but its result's type. The first argument that can't
/// be sent is kept, and ends the call before anything is sent.
pub(crate) struct Template {
    pub(crate) operation: &'static Operation,
    pub(crate) address: Address,
    /// Each cookie with what is sent of it.
    cookies: Vec<(&'static str, String)>,
    accept: Option<&'static str>,
    /// Beside that and what the body needs, the parameters and those of the user.
    headers: HeaderMap,
    body: Body,
    error: Option<Error>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
    pub(crate) reading: Reading,
    /// Of the blocking client, for what streams.
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
            return self.refuse(name, NO_HEADER);
        };
        value.set_sensitive(style.secret);
        self.headers.insert(header, value);
    }

    pub(crate) fn user_header<N, V>(
        &mut self,
        name: Result<HeaderName, N>,
        value: Result<HeaderValue, V>,
    ) {
        match user_headers::checked(name, value) {
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

    /// Puts `value` at a place in the JSON that is sent. The error says why that
    /// can't be.
    pub(crate) fn set_in_body(&mut self, place: &str, value: Value) -> Result<(), String> {
        let set = self.body.set(place, value);
        set.map_err(|problem| format!("{problem}, so that the next page can't be asked for"))
    }

    /// The last event that came of a stream: the service goes on behind it.
    /// Whether a header can hold that.
    pub(crate) fn set_last_event_id(&mut self, id: &str) -> bool {
        let value = HeaderValue::from_bytes(id.as_bytes());
        let value = value.map(|value| self.headers.insert("last-event-id", value));
        value.is_ok()
    }

    fn refuse(&mut self, field: &str, problem: impl Into<String>) {
        let error = Error::input(self.operation.id, field, problem);
        self.error.get_or_insert(error);
    }

    /// Why the call can't be sent, where it can't.
    pub(crate) fn check(&mut self) -> Result<(), Error> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        if let Some(path) = self.address.unfilled() {
            let problem = format!("of {path} lacks a parameter");
            return Err(Error::input(self.operation.id, "path", problem));
        }
        Ok(())
    }

    /// Whether the request can be built once more after it was sent.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.body.is_repeatable()
    }

    /// `defaults` are those of every call.
    fn headers(&self, defaults: &HeaderMap) -> HeaderMap {
        // Room for these and for what is added on the way: the credential, the
        // client's name.
        let mut headers = HeaderMap::with_capacity(defaults.len() + self.headers.len() + 4);
        if !defaults.is_empty() {
            headers.extend(defaults.clone());
        }
        if let Some(accept) = self.accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        if !self.headers.is_empty() {
            // One of the user's may replace `Accept`.
            headers.extend(self.headers.clone());
        }
        let cookies = self.cookies.iter().map(|(_, pairs)| pairs.as_str());
        cookies.for_each(|pairs| add_cookie(&mut headers, pairs));
        headers
    }

    /// The request of one attempt, without its credential.
    pub(crate) fn request(
        &mut self,
        transport: &Transport,
        server: &Url,
    ) -> Result<Request, Error> {
        let operation = self.operation;
        let method = Method::from_bytes(operation.method.as_bytes())
            .map_err(|_| Error::input(operation.id, "method", "is no HTTP method"))?;
        let mut request = Request::new(method, self.address.url(server));
        *request.headers_mut() = self.headers(&transport.0.headers);
        self.body
            .attach(operation, &transport.0.connection.client, request)
    }
}

/// Adds cookies to those that are sent already: a request has one such header.
/// It is never shown, because cookies log in.
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
    // What is percent-encoded can stand in any header.
    if let Ok(mut value) = HeaderValue::from_bytes(&all) {
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
}
