//! What is kept of a request and its response: no secret, and of the headers those alone that say
//! something of the API.

use std::fmt;

use axum::http::{HeaderMap, Method, StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::form_urlencoded;

use super::line;
use crate::log::masked;

/// Headers of a response that are kept. Cookies and whatever a proxy adds are not.
const KEPT: [&str; 5] = [
    "content-type",
    "location",
    "retry-after",
    "cf-mitigated",
    "allow",
];

/// With which credential a request came. The credential itself is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Credential {
    /// None at all.
    None,
    /// A bearer token.
    Bearer,
    /// Something else in the header.
    Other,
}

/// A request and its response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Exchange {
    /// When the response came, by the clock of the machine.
    pub at: Timestamp,
    /// `GET`, `POST` …
    pub method: String,
    /// Path and query, secrets masked.
    pub path: String,
    /// How the caller was known.
    pub credential: Credential,
    /// What was sent.
    pub request: Message,
    /// The status of the response.
    pub status: u16,
    /// What came back.
    pub response: Message,
}

/// Headers and a body.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Message {
    /// Those that are kept, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body as text, secrets masked; its size for what is no text.
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
    /// The media type, without its parameters, in small letters.
    pub(super) fn content_type(&self) -> String {
        let found = self.headers.iter().find(|(name, _)| name == "content-type");
        let value = found.map(|(_, value)| value.as_str()).unwrap_or_default();
        let essence = value.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    }

    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.body).ok()
    }

    fn of(headers: &HeaderMap, body: &[u8], hide: &str) -> Self {
        let text = |name: &str| headers.get(name)?.to_str().ok().map(str::to_owned);
        let kept = KEPT.into_iter().filter_map(|name| {
            let value = match name {
                "location" => masked_address(&text(name)?),
                _ => text(name)?,
            };
            Some((name.to_owned(), hidden(&value, hide)))
        });
        let mut message = Self {
            headers: kept.collect(),
            body: String::new(),
        };
        let content_type = message.content_type();
        message.body = hidden(&masked::text(&content_type, body), hide);
        message
    }
}

impl Exchange {
    /// What is kept of a request that was sent now, and of its response.
    pub fn new(
        (method, path): (&Method, &str),
        (sent, body): (&HeaderMap, &[u8]),
        (status, received, response): (StatusCode, &HeaderMap, &[u8]),
    ) -> Self {
        let credential = sent.get(header::AUTHORIZATION);
        let credential = credential.map(|value| value.to_str().unwrap_or_default());
        let token = credential
            .and_then(crate::routes::bearer)
            .unwrap_or_default();
        Self {
            at: Timestamp::now(),
            method: method.to_string(),
            path: hidden(&masked_address(path), token),
            credential: match credential {
                None => Credential::None,
                Some(_) if !token.is_empty() => Credential::Bearer,
                Some(_) => Credential::Other,
            },
            request: Message::of(sent, body, token),
            status: status.as_u16(),
            response: Message::of(received, response, token),
        }
    }

    /// Its line in the text of a recording.
    pub fn line(&self) -> String {
        line(self)
    }

    /// The path without the query.
    pub(super) fn bare_path(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }
}

/// A text in which a token, if it is long enough to be one, does not stand.
fn hidden(text: &str, token: &str) -> String {
    if token.len() < 8 {
        return text.to_owned();
    }
    text.replace(token, masked::MASK)
}

/// An address without the values of those parameters that are secrets.
fn masked_address(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let pairs = form_urlencoded::parse(query.as_bytes());
    let mut shown = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        let value = match masked::is_secret(&name) {
            true => masked::MASK.into(),
            false => value,
        };
        shown.append_pair(&name, &value);
    }
    format!("{path}?{}", shown.finish())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn no_secret_is_kept() {
        let mut sent = HeaderMap::new();
        let token = HeaderValue::from_static("Bearer 5ecret-canary");
        sent.insert(header::AUTHORIZATION, token);
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        sent.insert(header::CONTENT_TYPE, form);
        let mut received = HeaderMap::new();
        let cookie = HeaderValue::from_static("uid=canary");
        received.insert(header::SET_COOKIE, cookie);
        let location = HeaderValue::from_static("https://a.example/?code=canary&state=1");
        received.insert(header::LOCATION, location);
        let json = HeaderValue::from_static("application/json");
        received.insert(header::CONTENT_TYPE, json);
        let exchange = Exchange::new(
            (&Method::POST, "/v1/tokens?client_secret=canary"),
            (&sent, b"client_secret=canary&code=canary&grant_type=x"),
            (
                StatusCode::OK,
                &received,
                br#"{"access_token":"canary","echo":"5ecret-canary"}"#,
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
}
