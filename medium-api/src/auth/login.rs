//! The browser's part of the code flow: the address to open, and what the
//! browser brings back.

use std::fmt;

use subtle::ConstantTimeEq;
use url::{Url, form_urlencoded};

use super::Application;
use crate::runtime::is_harmful;
use crate::types::Scope;
use crate::{Client, Error, Secret};

/// 256 bits, which can't be guessed.
const STATE_BYTES: usize = 32;

/// A login that has been started. Keep it until the callback: only it knows the
/// state that the callback must bring.
pub struct Login {
    url: Url,
    state: String,
}

/// What the user decided.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Callback {
    /// Access: exchange the code within ten minutes or so, once.
    Granted(Secret),
    /// No access (`error=access_denied`).
    Denied,
    /// The service could not ask, and says why, such as `invalid_scope`.
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
            Error::input("authorize", "state", format!("could not be made: {error}"))
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

    /// Where to send the user's browser.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Reads what the browser sent: the address that it ended at, or the
    /// query of it. The state is compared in constant time, before anything
    /// else is believed: any page on the web can send a browser to the callback.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where the state is missing or another (the callback
    /// does not belong to this login: wait for another, or start again), or where
    /// it brings neither a code nor an error. Medium's docs show a refusal
    /// without the state, which is such a case; see [`pasted`](Self::pasted).
    pub fn callback(&self, address: &str) -> Result<Callback, Error> {
        self.read(&CallbackQuery::of(address))
    }

    /// As [`callback`](Self::callback), for an address that the user copied
    /// from their browser and brings by hand: that no page can do, so a refusal
    /// without a state (`error=access_denied`) is believed.
    ///
    /// # Errors
    ///
    /// As [`callback`](Self::callback).
    pub fn pasted(&self, address: &str) -> Result<Callback, Error> {
        let query = CallbackQuery::of(address);
        match query.is_refusal_without_state() {
            true => Ok(Callback::Denied),
            false => self.read(&query),
        }
    }

    fn read(&self, query: &CallbackQuery) -> Result<Callback, Error> {
        let value = |name| query.value(name);
        let refused = |field: &str, problem: &str| Err(Error::input("authorize", field, problem));
        match value("state") {
            Some(state) if bool::from(state.as_bytes().ct_eq(self.state.as_bytes())) => {}
            _ => {
                return refused(
                    "state",
                    "is not the one that was sent: this callback belongs to another login, start again",
                );
            }
        }
        match (value("code"), value("error")) {
            (Some(code), None) => Ok(Callback::Granted(Secret::from(code))),
            (None, Some("access_denied")) => Ok(Callback::Denied),
            (None, Some(error)) => {
                let shown = error.chars().filter(|c| !is_harmful(*c)).take(100);
                Ok(Callback::Failed(shown.collect()))
            }
            _ => refused(
                "code",
                "is missing: copy the whole address that the browser ended at",
            ),
        }
    }
}

/// Without the state.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").finish_non_exhaustive()
    }
}

/// The parameters of a callback.
pub(super) struct CallbackQuery(Vec<(String, String)>);

impl CallbackQuery {
    /// Those of an address, or of the query of one.
    pub(super) fn of(address: &str) -> Self {
        let address = address.trim();
        let query = address.split_once('?').map_or(address, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        Self(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The value of a parameter that is there once, and not empty.
    fn value(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(key, _)| key == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) if !value.is_empty() => Some(value),
            _ => None,
        }
    }

    /// A refusal as Medium's docs show it. Nothing says whose it is.
    pub(super) fn is_refusal_without_state(&self) -> bool {
        let has_state = self.0.iter().any(|(name, _)| name == "state");
        self.value("error") == Some("access_denied") && !has_state
    }
}
