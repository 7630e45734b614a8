//! The browser's part of the code flow: the address to open, and what the
//! browser brings back.

use std::fmt;

use subtle::ConstantTimeEq;
use url::{Url, form_urlencoded};

use super::Application;
use crate::types::Scope;
use crate::{Client, Error, Secret};

/// 256 bits: nobody guesses them.
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

    /// Reads what the browser brought: the address that it ended at, or the
    /// query of it. The state is compared in constant time, before anything
    /// else is believed.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where the state is missing or another (the callback
    /// does not belong to this login: start anew), or where it brings neither a
    /// code nor an error.
    pub fn callback(&self, address: &str) -> Result<Callback, Error> {
        let address = address.trim();
        let query = address.split_once('?').map_or(address, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        let value = |name: &str| {
            let mut values = pairs
                .iter()
                .filter(|(key, _)| key == name)
                .map(|(_, value)| value);
            match (values.next(), values.next()) {
                (Some(value), None) if !value.is_empty() => Some(value.as_ref()),
                _ => None,
            }
        };
        let refused = |field: &str, problem: &str| Err(Error::input("authorize", field, problem));
        match value("state") {
            Some(state) if bool::from(state.as_bytes().ct_eq(self.state.as_bytes())) => {}
            // Medium's docs show a refusal without the state. It grants nothing.
            None if value("error") == Some("access_denied") => return Ok(Callback::Denied),
            _ => {
                return refused(
                    "state",
                    "is not the one that was sent: this callback belongs to another login, start anew",
                );
            }
        }
        match (value("code"), value("error")) {
            (Some(code), None) => Ok(Callback::Granted(Secret::from(code))),
            (None, Some("access_denied")) => Ok(Callback::Denied),
            (None, Some(error)) => {
                let shown = error.chars().filter(|c| !c.is_control()).take(100);
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
