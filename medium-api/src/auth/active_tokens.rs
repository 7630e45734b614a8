//! The tokens that calls use.

use std::time::Duration;

use super::{StoredTokens, Tokens};
use crate::Error;
use crate::runtime::{Bearer, ErrorResponse, Operation};

/// A token is refreshed this long before it expires, because clocks differ.
const MARGIN: Duration = Duration::from_secs(120);

/// The stored tokens, with the encoded header.
#[derive(Debug)]
pub(super) struct ActiveTokens {
    tokens: Tokens,
    pub(super) bearer: Bearer,
}

impl ActiveTokens {
    pub(super) fn new(stored: StoredTokens) -> Result<Self, Error> {
        Ok(Self {
            bearer: Bearer::new(&stored.tokens.access, stored.version)?,
            tokens: stored.tokens,
        })
    }

    pub(super) fn has_expired(&self) -> bool {
        self.tokens.expires_within(Duration::ZERO)
    }

    /// Returns whether it is time to refresh them.
    pub(super) fn expires_soon(&self) -> bool {
        self.tokens.expires_within(MARGIN)
    }

    /// Rejects a call without a granted scope, if the granted scopes are known.
    pub(super) fn check_scopes(&self, operation: &'static Operation) -> Result<(), Error> {
        let Some(granted) = &self.tokens.scopes else {
            return Ok(());
        };
        let missing: Vec<&str> = operation
            .scopes
            .iter()
            .filter(|scope| granted.iter().all(|own| own.as_str() != **scope))
            .copied()
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Error::Scope {
            operation: operation.id,
            scope: missing.join(", "),
            status: None,
            response: ErrorResponse::default(),
        })
    }
}
