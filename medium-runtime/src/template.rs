//! What a call sends, from which the request of each attempt is built.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName,
    HeaderValue, TRANSFER_ENCODING,
};
use reqwest::{Method, Request, RequestBuilder, multipart};
use serde::Serialize;
use url::Url;

use super::address::Address;
use super::parameter::Style;
use super::{Error, Form, IntoForm, Operation, Retry, Transport, json};

/// Headers that the client sets itself.
const OWN_HEADERS: [HeaderName; 5] = [
    AUTHORIZATION,
    CONTENT_TYPE,
    CONTENT_LENGTH,
    HOST,
    TRANSFER_ENCODING,
];

const NO_HEADER: &str =
    "holds a line break or another character that a header can't hold: take it out";

/// Everything about a call but its result's type. The first argument that can't
/// be sent is kept, and ends the call before anything is sent.
pub(crate) struct Template {
    pub(crate) operation: &'static Operation,
    pub(crate) address: Address,
    /// Each cookie with what is sent of it.
    cookies: Vec<(&'static str, String)>,
    accept: Option<&'static str>,
    content_type: Option<&'static str>,
    /// Beside those two, the parameters and those of the user.
    headers: HeaderMap,
    body: Body,
    error: Option<Error>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
}

/// The body of a request.
enum Body {
    None,
    Bytes(Bytes),
    /// It streams, so it can be taken once.
    Form(multipart::Form),
    Taken,
}

impl Template {
    pub(crate) fn new(operation: &'static Operation, accept: Option<&'static str>) -> Self {
        Self {
            operation,
            address: Address::new(operation.path),
            cookies: Vec::new(),
            accept,
            content_type: None,
            headers: HeaderMap::new(),
            body: Body::None,
            error: None,
            timeout: None,
            retry: None,
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
        self.address.hide(style, &value);
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
        let Ok(name) = name else {
            return self.refuse("header", "has a name that HTTP does not allow");
        };
        if OWN_HEADERS.contains(&name) {
            return self.refuse(name.as_str(), "is set by the client: leave it out");
        }
        match value {
            Ok(value) => {
                self.headers.insert(name, value);
            }
            Err(_) => {
                self.refuse(name.as_str(), NO_HEADER);
            }
        }
    }

    pub(crate) fn json(&mut self, body: &(impl Serialize + ?Sized)) {
        match json::to_vec(body) {
            Ok(bytes) => self.bytes("application/json", bytes),
            Err(error) => self.refuse("body", format!("has no form in JSON: {error}")),
        }
    }

    pub(crate) fn form(&mut self, body: &(impl Serialize + ?Sized)) {
        match serde_urlencoded::to_string(body) {
            Ok(text) => self.bytes("application/x-www-form-urlencoded", text),
            Err(error) => self.refuse("body", format!("can't be a form: {error}")),
        }
    }

    pub(crate) fn multipart(&mut self, body: impl IntoForm) {
        match Form::filled(self.operation, body) {
            Ok(form) => self.body = Body::Form(form),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }

    fn bytes(&mut self, content_type: &'static str, bytes: impl Into<Bytes>) {
        self.content_type = Some(content_type);
        self.body = Body::Bytes(bytes.into());
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
        matches!(self.body, Body::None | Body::Bytes(_))
    }

    fn headers(&self) -> HeaderMap {
        // Room for these and for what is added on the way: the credential, the
        // client's name.
        let mut headers = HeaderMap::with_capacity(self.headers.len() + 4);
        let own = [(ACCEPT, self.accept), (CONTENT_TYPE, self.content_type)];
        for (name, value) in own {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_static(value));
            }
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
        let carries = matches!(method, Method::POST | Method::PUT | Method::PATCH);
        let mut request = Request::new(method, self.address.url(server));
        *request.headers_mut() = self.headers();
        match std::mem::replace(&mut self.body, Body::Taken) {
            Body::None => {
                self.body = Body::None;
                if carries {
                    // Some servers respond with 411 where nothing says that the body
                    // is empty, and hyper does not by itself.
                    let headers = request.headers_mut();
                    headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
                }
            }
            Body::Bytes(bytes) => {
                *request.body_mut() = Some(reqwest::Body::from(bytes.clone()));
                self.body = Body::Bytes(bytes);
            }
            Body::Form(form) => {
                let builder = RequestBuilder::from_parts(transport.0.client.clone(), request);
                return builder.multipart(form).build().map_err(|error| {
                    let problem = super::failure::chain(&error.without_url());
                    Error::input(operation.id, "body", format!("can't be sent: {problem}"))
                });
            }
            Body::Taken => {
                return Err(Error::input(operation.id, "body", "was sent already"));
            }
        }
        Ok(request)
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
