//! A recorded request and its response, without secrets and unrelated headers.

use std::fmt;

use axum::http::{HeaderMap, Method, StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::form_urlencoded;

use crate::headers::essence;
use crate::log::mask;

/// The recorded headers. Cookies and headers of proxies are not recorded.
const RECORDED_HEADERS: [&str; 5] = [
    "content-type",
    "location",
    "retry-after",
    "cf-mitigated",
    "allow",
];

/// Shorter values are not masked in bodies: they could occur by chance.
const MIN_SECRET_LENGTH: usize = 8;

/// The type of credential of a request. The credential itself is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Credential {
    /// No credential.
    None,
    /// A bearer token.
    Bearer,
    /// Another scheme.
    Other,
}

impl Credential {
    fn from_headers(headers: &HeaderMap) -> Self {
        let value = headers.get(header::AUTHORIZATION);
        match value.map(|value| value.to_str().unwrap_or_default()) {
            None => Self::None,
            Some(value) if crate::headers::bearer(value).is_some() => Self::Bearer,
            Some(_) => Self::Other,
        }
    }
}

/// A request and its response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Exchange {
    /// When the response arrived, by the machine's clock.
    #[serde(rename = "at")]
    pub time: Timestamp,
    /// `GET`, `POST` …
    pub method: String,
    /// Path and query, secrets masked.
    pub path: String,
    /// The type of credential.
    pub credential: Credential,
    /// The request.
    pub request: Message,
    /// The status of the response.
    pub status: u16,
    /// The response.
    pub response: Message,
}

/// Headers and a body.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Message {
    /// The recorded headers.
    pub headers: Vec<(String, String)>,
    /// The body as text with secrets masked, or its size if it is not text.
    pub body: String,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.body.len();
        f.debug_struct("Message")
            .field("headers", &self.headers)
            .field("body", &format_args!("{length} bytes"))
            .finish()
    }
}

impl Message {
    /// Returns the media type in lower case, without parameters.
    pub(super) fn content_type(&self) -> String {
        let pair = self.headers.iter().find(|(name, _)| name == "content-type");
        let value = pair.map(|(_, value)| value.as_str()).unwrap_or_default();
        essence(value)
    }

    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.body).ok()
    }

    fn new(headers: &HeaderMap, body: &[u8], secrets: &[&str]) -> Self {
        let text = |name: &str| headers.get(name)?.to_str().ok().map(str::to_owned);
        let recorded = RECORDED_HEADERS.into_iter().filter_map(|name| {
            let value = match name {
                "location" => mask_query(&text(name)?),
                _ => text(name)?,
            };
            Some((name.to_owned(), mask_secrets(&value, secrets)))
        });
        let mut message = Self {
            headers: recorded.collect(),
            body: String::new(),
        };
        let content_type = message.content_type();
        message.body = mask_secrets(&mask::text(&content_type, body), secrets);
        message
    }
}

impl Exchange {
    /// Records a request and its response, which arrived now.
    pub fn new(
        (method, path): (&Method, &str),
        (sent, body): (&HeaderMap, &[u8]),
        (status, received, response): (StatusCode, &HeaderMap, &[u8]),
    ) -> Self {
        let secrets = secrets(sent);
        Self {
            time: Timestamp::now(),
            method: method.to_string(),
            path: mask_secrets(&mask_query(path), &secrets),
            credential: Credential::from_headers(sent),
            request: Message::new(sent, body, &secrets),
            status: status.as_u16(),
            response: Message::new(received, response, &secrets),
        }
    }

    /// Returns the exchange as a line of a recording.
    pub fn line(&self) -> String {
        json_line(self)
    }

    /// Returns the path without the query.
    pub(super) fn bare_path(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }
}

/// Returns the secrets of a request: the credential in its header, and the values of its cookies.
/// They are masked in the response as well, in case the service repeats them.
fn secrets(sent: &HeaderMap) -> Vec<&str> {
    let texts = |name| {
        let values = sent.get_all(name).iter();
        values.filter_map(|value| value.to_str().ok())
    };
    let credentials = texts(header::AUTHORIZATION)
        .map(|value| value.split_once(' ').map_or(value, |(_, rest)| rest));
    let cookies = texts(header::COOKIE)
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.split_once('=').map(|(_, value)| value));
    let secrets = credentials.chain(cookies).map(str::trim);
    secrets
        .filter(|secret| secret.len() >= MIN_SECRET_LENGTH)
        .collect()
}

/// Masks secrets in text.
fn mask_secrets(text: &str, secrets: &[&str]) -> String {
    let mut text = text.to_owned();
    for secret in secrets {
        text = text.replace(secret, mask::MASK);
    }
    text
}

/// Masks secret query parameters of a URL, and removes its fragment, which may also be secret.
fn mask_query(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let Some((path, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let pairs = form_urlencoded::parse(query.as_bytes());
    let mut masked = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        let value = if mask::is_secret(&name) {
            mask::MASK.into()
        } else {
            value
        };
        masked.append_pair(&name, &value);
    }
    format!("{path}?{}", masked.finish())
}

/// Returns a line of a recording, with a line break.
pub(super) fn json_line(value: &impl Serialize) -> String {
    // Every value is valid JSON.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn secrets_are_not_recorded() {
        let mut sent = HeaderMap::new();
        let token = HeaderValue::from_static("Bearer 5ecret-canary");
        sent.insert(header::AUTHORIZATION, token);
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        sent.insert(header::CONTENT_TYPE, form);
        let mut received = HeaderMap::new();
        let cookie = HeaderValue::from_static("theme=1; uid=c00kie-canary");
        sent.insert(header::COOKIE, cookie.clone());
        received.insert(header::SET_COOKIE, cookie);
        let location =
            HeaderValue::from_static("https://a.example/?code=canary&state=1#token=canary");
        received.insert(header::LOCATION, location);
        let json = HeaderValue::from_static("application/json");
        received.insert(header::CONTENT_TYPE, json);
        let exchange = Exchange::new(
            (&Method::POST, "/v1/tokens?client_secret=canary"),
            (&sent, b"client_secret=canary&code=canary&grant_type=x"),
            (
                StatusCode::OK,
                &received,
                br#"{"accessToken":"canary","echo":["5ecret-canary","c00kie-canary"]}"#,
            ),
        );
        let line = exchange.line();
        assert!(!line.contains("canary"), "{line}");
        assert!(
            line.contains("state=1") && line.contains("grant_type=x"),
            "{line}"
        );
        assert_eq!(exchange.credential, Credential::Bearer);
    }

    #[test]
    fn a_credential_of_another_scheme_is_not_recorded() {
        let mut sent = HeaderMap::new();
        let basic = HeaderValue::from_static("Basic YTpjYW5hcnk=");
        sent.insert(header::AUTHORIZATION, basic);
        let mut received = HeaderMap::new();
        let text = HeaderValue::from_static("text/plain");
        received.insert(header::CONTENT_TYPE, text);
        let exchange = Exchange::new(
            (&Method::GET, "/headers"),
            (&sent, b""),
            (
                StatusCode::OK,
                &received,
                b"authorization: Basic YTpjYW5hcnk=",
            ),
        );
        let line = exchange.line();
        assert!(!line.contains("YTpjYW5hcnk"), "{line}");
        assert_eq!(exchange.credential, Credential::Other);
    }
}
