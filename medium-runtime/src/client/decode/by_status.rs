//! Responses that differ by their status.

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::{Decode, Reading, ResponseContext};
use crate::{Download, Error, Events};

/// The result of a call with several successes that have different bodies: an enum that
/// [`responses!`](crate::responses) defines.
pub trait ByStatus: Sized {
    /// Each status as in the document (`200`, `2XX`, `default`), and whether the body is streamed.
    const STATUSES: &'static [(&'static str, bool)];

    /// Reads a response with this status of [`STATUSES`](Self::STATUSES).
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] or [`Error::NotJson`] if the body is not as documented.
    fn read(status: &'static str, context: &mut ResponseContext<'_>) -> Result<Self, Error>;
}

/// Reads the body as documented for the status.
#[must_use]
pub fn by_status<T: ByStatus>() -> Decode<T> {
    let reading = Reading {
        streams: |status| {
            documented(status, T::STATUSES).is_some_and(|(_, is_streamed)| is_streamed)
        },
        redirects: false,
    };
    Decode::new(super::JSON, reading, |context| {
        match documented(context.received.status, T::STATUSES) {
            Some((status, _)) => T::read(status, context),
            None => context.undocumented(),
        }
    })
}

/// Finds the entry of a status: the status itself, its range, or `default`.
fn documented(
    status: StatusCode,
    statuses: &'static [(&'static str, bool)],
) -> Option<(&'static str, bool)> {
    let find = |name: &str| statuses.iter().find(|(known, _)| *known == name).copied();
    names(status).iter().find_map(|name| find(name))
}

/// Returns the keys that describe a status, the most specific first.
fn names(status: StatusCode) -> [String; 3] {
    let code = status.as_str();
    [
        code.to_owned(),
        [&code[..1], "XX"].concat(),
        "default".to_owned(),
    ]
}

/// Returns the entry of `statuses` for an error, for [`error_responses!`](crate::error_responses).
#[doc(hidden)]
#[must_use]
pub fn documented_error(error: &Error, statuses: &[&'static str]) -> Option<&'static str> {
    let names = names(error.status()?);
    let find = |name: &String| statuses.iter().find(|known| *known == name).copied();
    names.iter().find_map(find)
}

/// Readers for the macro.
#[doc(hidden)]
impl ResponseContext<'_> {
    pub fn undocumented<T>(&mut self) -> Result<T, Error> {
        let problem = "the document has no success with this status";
        Err(self.received.unreadable(problem.to_owned()))
    }

    pub fn json<T: DeserializeOwned>(&mut self) -> Result<T, Error> {
        self.received.json()
    }

    pub fn text(&mut self) -> Result<String, Error> {
        self.received.text()
    }

    pub fn download(&mut self) -> Result<Download, Error> {
        Ok(Download::new(self))
    }

    pub fn events<T: DeserializeOwned>(&mut self) -> Result<Events<T>, Error> {
        Ok(Events::new(self))
    }

    pub fn text_events(&mut self) -> Result<Events<String>, Error> {
        Ok(Events::<String>::new(self).raw())
    }
}
