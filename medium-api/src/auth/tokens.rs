//! What a user's consent gave.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::types::{Scope, Token};
use crate::{Secret, UnixMillis};

/// An access token, what renews it, and what is known of both.
///
/// `Debug` shows no secret. It serializes with its secrets, for stores that
/// seal what they keep.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tokens {
    /// Goes with each call.
    pub access: Secret,
    /// Renews the access token. Without one, the user has to log in again.
    pub refresh: Option<Secret>,
    /// What was granted, where the service said so.
    pub scopes: Option<Vec<Scope>>,
    /// When the access token ends, where the service said so (ms since 1970).
    pub expires_at: Option<UnixMillis>,
}

impl Tokens {
    /// Tokens of which only these are known.
    #[must_use]
    pub fn new(access: impl Into<Secret>, refresh: Option<Secret>) -> Self {
        Self {
            access: access.into(),
            refresh,
            scopes: None,
            expires_at: None,
        }
    }

    /// With what was granted.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.scopes = Some(scopes.into_iter().collect());
        self
    }

    /// With the access token's end, in ms since 1970.
    #[must_use]
    pub fn expires_at(mut self, time: impl Into<UnixMillis>) -> Self {
        self.expires_at = Some(time.into());
        self
    }

    /// Whether the access token ends within `margin` from now; not, where its
    /// end is not known.
    #[must_use]
    pub fn expires_within(&self, margin: Duration) -> bool {
        let margin = i64::try_from(margin.as_millis()).unwrap_or(i64::MAX);
        let now = jiff::Timestamp::now().as_millisecond();
        self.expires_at
            .is_some_and(|end| end.0 <= now.saturating_add(margin))
    }

    /// With the response to a refresh. It may leave out what did not
    /// change: whether a refresh gives a new refresh token is not known, so the
    /// old one is kept where none comes.
    #[must_use]
    pub fn renewed(&self, token: Token) -> Self {
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
