//! What of a response's text may be shown: services echo the token that they
//! refuse.

use reqwest::header::HeaderValue;

/// How much of a response an error shows.
const START_CHARS: usize = 200;
const HIDDEN: &str = "…";

/// Hides the credential that a request carried.
pub(crate) struct Redactor(Option<HeaderValue>);

impl Redactor {
    /// For a request with this `Authorization` header.
    pub(crate) fn new(authorization: Option<HeaderValue>) -> Self {
        Self(authorization)
    }

    /// One line of `text`, its first 200 characters, without the credential and
    /// without what moves a cursor.
    pub(crate) fn shown(&self, text: &str) -> String {
        let text = self.hidden(text);
        let clean = text
            .trim()
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c });
        let mut short: String = clean.take(START_CHARS + 1).collect();
        if short.chars().count() > START_CHARS {
            short.pop();
            short.push('…');
        }
        short
    }

    /// Before anything is cut off: a half token is one, too.
    fn hidden(&self, text: &str) -> String {
        let header = self.0.as_ref().and_then(|header| header.to_str().ok());
        let Some((_, token)) = header.and_then(|header| header.split_once(' ')) else {
            return text.to_owned();
        };
        let encoded: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
        text.replace(token, HIDDEN)
            .replace(&encoded, HIDDEN)
            .replace(&encoded.to_lowercase(), HIDDEN)
    }
}
