//! What a call sends, from which the request of each attempt is built.

use std::borrow::Cow;
use std::fmt::Display;
use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING,
};
use reqwest::{Method, Request};
use serde::Serialize;
use url::Url;

use super::body::Body;
use super::decode::Reading;
use super::{Error, File, Form, IntoForm, Operation, Retry, Transport, json};

/// What is encoded in one segment of a path: all that RFC 3986 does not allow
/// there, and `/` and `%`, which would change the path.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Headers that the client sets itself.
const OWN_HEADERS: [HeaderName; 5] = [
    AUTHORIZATION,
    CONTENT_TYPE,
    CONTENT_LENGTH,
    HOST,
    TRANSFER_ENCODING,
];

/// How a list is written in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListStyle {
    /// `tag=a&tag=b`: the parameter once for each value.
    Repeated,
    /// `tag=a,b`: the values of one parameter, separated by commas.
    Comma,
}

impl ListStyle {
    /// The values of the parameter, one for each time that it is sent.
    pub(crate) fn written<V: Display>(self, values: &[V]) -> Vec<String> {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        match self {
            Self::Comma if !values.is_empty() => vec![values.join(",")],
            _ => values,
        }
    }
}

/// Everything about a call but its result's type. The first argument that can't
/// be sent is kept, and ends the call before anything is sent.
pub(crate) struct Template {
    pub(crate) operation: &'static Operation,
    /// The path, with the parameters that were given filled in.
    path: Cow<'static, str>,
    query: Vec<(&'static str, String)>,
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
            path: Cow::Borrowed(operation.path),
            query: Vec::new(),
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

    pub(crate) fn path(&mut self, name: &'static str, value: &(impl Display + ?Sized)) {
        let value = value.to_string();
        let problem = match value.as_str() {
            "" => "is empty",
            "." | ".." => "is a step in a path",
            _ => {
                let encoded: Cow<'_, str> = utf8_percent_encode(&value, SEGMENT).into();
                let placeholder = format!("{{{name}}}");
                self.path = Cow::Owned(self.path.replacen(&placeholder, &encoded, 1));
                return;
            }
        };
        self.refuse(
            name,
            format!("{problem}: give the value as the service gave it"),
        );
    }

    pub(crate) fn query(&mut self, name: &'static str, values: impl IntoIterator<Item = String>) {
        self.query.retain(|(known, _)| *known != name);
        self.query
            .extend(values.into_iter().map(|value| (name, value)));
    }

    pub(crate) fn header_parameter(&mut self, name: &'static str, value: &str, secret: bool) {
        let (Ok(header), Ok(mut value)) =
            (HeaderName::try_from(name), HeaderValue::from_str(value))
        else {
            let problem =
                "holds a line break or another character that a header can't hold: take it out";
            return self.refuse(name, problem);
        };
        value.set_sensitive(secret);
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
                self.refuse(
                    name.as_str(),
                    "holds a line break or another character that a header can't hold: take it out",
                );
            }
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

    pub(crate) fn form(&mut self, body: &(impl Serialize + ?Sized)) {
        match serde_urlencoded::to_string(body) {
            Ok(text) => self.body = Body::bytes("application/x-www-form-urlencoded", text),
            Err(error) => self.refuse("body", format!("can't be a form: {error}")),
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

    /// The last event that came of a stream: the service goes on behind it.
    /// Whether a header can hold that.
    pub(crate) fn last_event(&mut self, id: &str) -> bool {
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
        // What was filled in has no braces: they are encoded.
        if self.path.contains('{') {
            let problem = format!("of {} lacks a parameter", self.path);
            return Err(Error::input(self.operation.id, "path", problem));
        }
        Ok(())
    }

    /// Where the call goes, on this server.
    pub(crate) fn url(&self, server: &Url) -> Url {
        let mut url = server.clone();
        match server.path().trim_end_matches('/') {
            "" => url.set_path(&self.path),
            base => url.set_path(&format!("{base}{}", self.path)),
        }
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        url
    }

    /// Whether the request can be built once more after it was sent.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.body.is_repeatable()
    }

    fn headers(&self) -> HeaderMap {
        // Room for these and for what is added on the way: the credential, the
        // client's name.
        let mut headers = HeaderMap::with_capacity(self.headers.len() + 4);
        if let Some(accept) = self.accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        if !self.headers.is_empty() {
            // One of the user's may replace `Accept`.
            headers.extend(self.headers.clone());
        }
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
        let mut request = Request::new(method, self.url(server));
        *request.headers_mut() = self.headers();
        self.body.attach(operation, &transport.0.client, request)
    }
}
