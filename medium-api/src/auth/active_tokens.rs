//! Tokens as calls use them.

use std::time::Duration;

use super::{StoredTokens, Tokens};
use crate::Error;
use crate::runtime::{Bearer, ErrorBody, Operation};

/// Clocks differ: a token is renewed this long before its end.
const MARGIN: Duration = Duration::from_secs(120);

/// Tokens, ready for use.
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

    pub(super) fn has_ended(&self) -> bool {
        self.tokens.expires_within(Duration::ZERO)
    }

    /// Soon enough to be renewed.
    pub(super) fn ends_soon(&self) -> bool {
        self.tokens.expires_within(MARGIN)
    }

    /// Where the service said what was granted, a call that lacks a scope ends
    /// here.
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
            body: ErrorBody::default(),
        })
    }
}
