//! What a call authenticates itself with.

use std::fmt;

use reqwest::header::HeaderValue;

use super::{BoxFuture, Error, Operation, Secret};

/// The value of an `Authorization` header, marked sensitive, and which issue of
/// the token it holds.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub(crate) header: HeaderValue,
    pub(crate) version: u64,
}

/// Something that gives tokens, and can renew one that the service refuses.
pub trait Credential: Send + Sync + fmt::Debug {
    /// The token for a call of `operation`.
    ///
    /// # Errors
    ///
    /// Where there is none, or none that will do: nothing is sent then.
    fn bearer(&self, operation: &'static Operation) -> BoxFuture<'_, Result<Bearer, Error>>;

    /// A newer token than `refused`, which the service did not accept; `None`
    /// where there is no way to get one.
    ///
    /// # Errors
    ///
    /// Where getting one failed.
    fn renew(
        &self,
        operation: &'static Operation,
        refused: Bearer,
    ) -> BoxFuture<'_, Result<Option<Bearer>, Error>>;
}

impl Bearer {
    /// `Bearer …` with this token. `version` distinguishes one issue of a renewed
    /// token from the next.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where the token can't stand in a header: it is empty, or
    /// holds a line break, another control character, white space, or a
    /// character outside of ASCII.
    pub fn new(token: &Secret, version: u64) -> Result<Self, Error> {
        let text = token.expose();
        if let Some(problem) = problem_of_token(text) {
            return Err(Error::input("client", "token", problem));
        }
        let mut header = HeaderValue::try_from(format!("Bearer {text}"))
            .map_err(|_| Error::input("client", "token", "can't stand in a header"))?;
        header.set_sensitive(true);
        Ok(Self { header, version })
    }

    /// Which issue of the token this is.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }
}

/// Why a token can't stand in a header. The words show nothing of it.
fn problem_of_token(text: &str) -> Option<&'static str> {
    let found = |is: fn(char) -> bool| text.contains(is);
    if text.is_empty() {
        Some("is empty")
    } else if found(|c| matches!(c, '\r' | '\n')) {
        Some("holds a line break: give it as one line")
    } else if found(char::is_control) {
        Some("holds a control character, which no token does: copy it again")
    } else if found(char::is_whitespace) {
        Some("holds white space, which no token does: copy it again")
    } else if !text.is_ascii() {
        Some("holds a character outside of ASCII, which no token does: copy it again")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_can_not_stand_in_a_header_is_refused_in_words_that_do_not_show_it() {
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
