//! The browser part of the code flow: the URL to open, and the callback.

use std::fmt;

use subtle::ConstantTimeEq;
use url::{Url, form_urlencoded};

use super::Application;
use crate::runtime::is_unsafe_for_terminal;
use crate::types::Scope;
use crate::{Client, Error, Secret};

/// The size of the random state: 256 bits, which can't be guessed.
const STATE_BYTES: usize = 32;

/// A started login. Keep it until the callback: it has the state that the callback must contain.
pub struct Login {
    url: Url,
    state: String,
}

/// The outcome of a callback.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Callback {
    /// The user granted access. Exchange the code once, within about ten minutes.
    Granted(Secret),
    /// The user denied access (`error=access_denied`).
    Denied,
    /// The service rejected the request, for a reason such as `invalid_scope`.
    Failed(String),
}

impl Login {
    pub(crate) fn start(
        application: &Application,
        client: &Client,
        scopes: &[Scope],
    ) -> Result<Self, Error> {
        let mut random = [0; STATE_BYTES];
        getrandom::getrandom(&mut random).map_err(|error| {
            Error::input("authorize", "state", format!("can't be created: {error}"))
        })?;
        let state: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let page = client.authorize(
            &application.client_id,
            scopes,
            &state,
            &application.redirect_uri,
        );
        let url = page.url()?;
        Ok(Self { url, state })
    }

    /// Returns the URL to open in the user's browser.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Reads the callback's URL, or its query. The state is checked first, in
    /// constant time: any web page can send a browser to the callback.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if the state is missing or wrong (the callback belongs to
    /// another login: wait for another, or start again), or if there is neither a code
    /// nor an error. Medium's documentation shows a denial without a state, which
    /// is such a case; see [`callback_from_user`](Self::callback_from_user).
    pub fn callback(&self, url: &str) -> Result<Callback, Error> {
        self.read(&CallbackQuery::parse(url))
    }

    /// Like [`callback`](Self::callback), for a URL that the user copied from the browser. No web
    /// page can do that, so a denial without a state (`error=access_denied`) is accepted.
    ///
    /// # Errors
    ///
    /// Like [`callback`](Self::callback).
    pub fn callback_from_user(&self, url: &str) -> Result<Callback, Error> {
        let query = CallbackQuery::parse(url);
        if query.is_denial_without_state() {
            Ok(Callback::Denied)
        } else {
            self.read(&query)
        }
    }

    fn read(&self, query: &CallbackQuery) -> Result<Callback, Error> {
        let value = |name| query.value(name);
        let invalid = |field: &str, problem: &str| Err(Error::input("authorize", field, problem));
        match value("state") {
            Some(state) if bool::from(state.as_bytes().ct_eq(self.state.as_bytes())) => {}
            _ => {
                return invalid(
                    "state",
                    "does not match: this callback belongs to another login; start again",
                );
            }
        }
        match (value("code"), value("error")) {
            (Some(code), None) => Ok(Callback::Granted(Secret::from(code))),
            (None, Some("access_denied")) => Ok(Callback::Denied),
            (None, Some(error)) => {
                let reason = error
                    .chars()
                    .filter(|c| !is_unsafe_for_terminal(*c))
                    .take(100);
                Ok(Callback::Failed(reason.collect()))
            }
            _ => invalid("code", "is missing: copy the whole URL from the browser"),
        }
    }
}

/// Does not show the state.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").finish_non_exhaustive()
    }
}

/// The parameters of a callback.
pub(super) struct CallbackQuery(Vec<(String, String)>);

impl CallbackQuery {
    /// Parses a URL, or the query of one.
    pub(super) fn parse(url: &str) -> Self {
        let url = url.trim();
        let query = url.split_once('?').map_or(url, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        Self(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// Returns the value of a parameter that occurs once and is not empty.
    fn value(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(key, _)| key == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) if !value.is_empty() => Some(value),
            _ => None,
        }
    }

    /// Returns whether it is a denial without a state, as in Medium's documentation. Any web page
    /// could have sent it.
    pub(super) fn is_denial_without_state(&self) -> bool {
        let has_state = self.0.iter().any(|(name, _)| name == "state");
        self.value("error") == Some("access_denied") && !has_state
    }
}
