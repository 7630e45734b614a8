//! Tokens of a user.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::types::{Scope, Token};
use crate::{Secret, UnixMillis};

/// An access token, its refresh token, scopes and expiry.
///
/// `Debug` shows no secret. Serialization includes the secrets, for encrypted stores.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tokens {
    /// Sent with each call.
    pub access: Secret,
    /// Refreshes the access token. Without it, the user has to log in again when that expires.
    pub refresh: Option<Secret>,
    /// The granted scopes, if known.
    pub scopes: Option<Vec<Scope>>,
    /// The expiry of the access token in ms since 1970, if known.
    pub expires_at: Option<UnixMillis>,
}

impl Tokens {
    /// Creates tokens with unknown scopes and expiry.
    #[must_use]
    pub fn new(access: impl Into<Secret>, refresh: Option<Secret>) -> Self {
        Self {
            access: access.into(),
            refresh,
            scopes: None,
            expires_at: None,
        }
    }

    /// Sets the granted scopes.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.scopes = Some(scopes.into_iter().collect());
        self
    }

    /// Sets the expiry of the access token, in ms since 1970.
    #[must_use]
    pub fn expires_at(mut self, time: impl Into<UnixMillis>) -> Self {
        self.expires_at = Some(time.into());
        self
    }

    /// Returns whether the access token expires within `margin`; `false` if its expiry is unknown.
    #[must_use]
    pub fn expires_within(&self, margin: Duration) -> bool {
        let margin = i64::try_from(margin.as_millis()).unwrap_or(i64::MAX);
        let now = jiff::Timestamp::now().as_millisecond();
        self.expires_at
            .is_some_and(|end| end.0 <= now.saturating_add(margin))
    }

    /// Applies the response to a refresh, which may omit unchanged values: the old
    /// refresh token and scopes are kept if it has none.
    #[must_use]
    pub fn refreshed_by(&self, token: Token) -> Self {
        let mut new = Self::from(token);
        new.refresh = new.refresh.or_else(|| self.refresh.clone());
        new.scopes = new.scopes.or_else(|| self.scopes.clone());
        new
    }
}

impl From<Token> for Tokens {
    fn from(token: Token) -> Self {
        Self {
            access: token.access_token,
            refresh: token.refresh_token,
            scopes: Some(token.scope).filter(|scopes| !scopes.is_empty()),
            expires_at: Some(token.expires_at),
        }
    }
}
