//! Credentials that the caller implements: sources of tokens that can be refreshed.

use std::fmt;

use reqwest::header::HeaderValue;

use super::{BoxFuture, Error, Operation, Secret};

/// The value of an `Authorization` header, marked as sensitive, and the version of its token.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub(crate) header: HeaderValue,
    pub(crate) version: u64,
}

/// A source of tokens that can refresh a rejected one.
pub trait Credential: Send + Sync + fmt::Debug {
    /// Returns the token for a call of `operation`.
    ///
    /// # Errors
    ///
    /// If there is no valid token. The call is not sent.
    fn bearer(&self, operation: &'static Operation) -> BoxFuture<'_, Result<Bearer, Error>>;

    /// Returns a newer token than `rejected`, or `None` if that is not possible.
    ///
    /// # Errors
    ///
    /// If the refresh failed.
    fn refresh(
        &self,
        operation: &'static Operation,
        rejected: Bearer,
    ) -> BoxFuture<'_, Result<Option<Bearer>, Error>>;
}

impl Bearer {
    /// Creates `Bearer …` with this token. `version` tells refreshed tokens apart.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if a header can't contain the token: it is empty, or has a line
    /// break, another control character, white space, or a character outside of ASCII.
    pub fn new(token: &Secret, version: u64) -> Result<Self, Error> {
        let text = token.expose();
        if let Some(problem) = problem_of_token(text) {
            return Err(Error::input("client", "token", problem));
        }
        let mut header = HeaderValue::try_from(format!("Bearer {text}"))
            .map_err(|_| Error::input("client", "token", "can't be sent in a header"))?;
        header.set_sensitive(true);
        Ok(Self { header, version })
    }

    /// Returns the version of the token.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }
}

/// Says why a header can't contain the token, without showing it.
fn problem_of_token(text: &str) -> Option<&'static str> {
    let found = |is: fn(char) -> bool| text.contains(is);
    if text.is_empty() {
        Some("is empty")
    } else if found(|c| matches!(c, '\r' | '\n')) {
        Some("contains a line break: pass it as one line")
    } else if found(char::is_control) {
        Some("contains a control character: copy the token again")
    } else if found(char::is_whitespace) {
        Some("contains white space: copy the token again")
    } else if !text.is_ascii() {
        Some("contains a character outside of ASCII: copy the token again")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_invalid_tokens_without_showing_them() {
        for (token, reason) in [
            ("", "is empty"),
            ("0f1e2d\n3c4b", "line break"),
            ("0f1e2d\r\nX-Other: 1", "line break"),
            ("0f1e2d\u{1b}[2J", "control character"),
            ("0f1e2d\u{7f}", "control character"),
            ("0f1e2d\u{85}", "control character"),
            ("0f1e2d 3c4b", "white space"),
            ("0f1e2d\u{a0}", "white space"),
            ("0f1e2dü", "outside of ASCII"),
        ] {
            let error = Bearer::new(&Secret::from(token), 0).expect_err(token);
            let text = error.to_string();
            assert!(text.contains(reason), "{text}");
            assert!(!text.contains("0f1e2d"), "{text}");
        }
        assert!(Bearer::new(&Secret::from("0f1e2d3c4b+/=~"), 0).is_ok());
    }
}
