//! Stores of tokens, and leases to refresh them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Tokens;
use crate::runtime::{BoxFuture, random_u64};

/// Stored tokens, and their version.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StoredTokens {
    /// The tokens.
    pub tokens: Tokens,
    /// Increases with each [`TokenSource::save`].
    pub version: u64,
    /// Whether the service rejected their refresh token.
    pub rejected: bool,
}

impl StoredTokens {
    /// Creates stored tokens with this version.
    #[must_use]
    pub fn new(tokens: Tokens, version: u64) -> Self {
        Self {
            tokens,
            version,
            rejected: false,
        }
    }

    /// Sets whether the service rejected their refresh token.
    #[must_use]
    pub fn rejected(mut self, rejected: bool) -> Self {
        self.rejected = rejected;
        self
    }
}

/// The exclusive right to refresh the tokens, for a limited time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lease {
    /// A random, unique number.
    pub owner: u128,
}

impl Lease {
    /// Creates a lease with a random owner.
    #[must_use]
    pub fn random() -> Self {
        Self {
            owner: (u128::from(random_u64()) << 64) | u128::from(random_u64()),
        }
    }
}

/// The error of a token source. It must not contain a token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SourceError(
    /// What happened and what to do, in one line.
    pub String,
);

/// A store for the tokens of one account.
///
/// One database row can implement it: `load` reads the row; the lease is two columns
/// (owner and end) that a conditional `UPDATE` sets and another clears; `save` is an
/// `UPDATE … WHERE version = expected AND owner = lease`. No method waits for another
/// holder of the lease: the client polls, so that no connection is kept open.
/// Times are those of the source: a database shared by machines uses its own clock.
pub trait TokenSource: Send + Sync + std::fmt::Debug + 'static {
    /// Loads the tokens; `None` before the first login.
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredTokens>, SourceError>>;

    /// Acquires the lease for `time`, if it is free or expired; `None` if another process has it.
    fn lease(&self, time: Duration) -> BoxFuture<'_, Result<Option<Lease>, SourceError>>;

    /// Saves `tokens` if the stored version is still `expected` and `lease` is still
    /// held. Returns the new version, or `None`.
    fn save(
        &self,
        tokens: Tokens,
        expected: u64,
        lease: Lease,
    ) -> BoxFuture<'_, Result<Option<u64>, SourceError>>;

    /// Records that the service rejected the refresh token of `version`, if `lease` is
    /// still held: no process sends it again. Without an implementation, each
    /// process sends it once.
    fn reject(&self, version: u64, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        let _ = (version, lease);
        Box::pin(std::future::ready(Ok(())))
    }

    /// Releases the lease, if it is still held.
    fn release(&self, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>>;
}

/// Stores tokens in memory. Clones share them.
#[derive(Debug, Clone)]
pub struct Memory(Arc<Mutex<MemoryState>>);

#[derive(Debug)]
struct MemoryState {
    stored: StoredTokens,
    lease: Option<(Lease, Instant)>,
}

impl MemoryState {
    fn has_lease(&self, lease: &Lease) -> bool {
        self.lease.as_ref().is_some_and(|(held, _)| held == lease)
    }
}

impl Memory {
    /// Creates a store with these tokens.
    #[must_use]
    pub fn new(tokens: Tokens) -> Self {
        Self(Arc::new(Mutex::new(MemoryState {
            stored: StoredTokens::new(tokens, 1),
            lease: None,
        })))
    }

    /// Returns a copy of the tokens.
    #[must_use]
    pub fn tokens(&self) -> Tokens {
        self.state().stored.tokens.clone()
    }

    fn state(&self) -> MutexGuard<'_, MemoryState> {
        // Each change is one assignment, so a panic leaves no partial change.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenSource for Memory {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredTokens>, SourceError>> {
        let stored = self.state().stored.clone();
        Box::pin(std::future::ready(Ok(Some(stored))))
    }

    fn lease(&self, time: Duration) -> BoxFuture<'_, Result<Option<Lease>, SourceError>> {
        let now = Instant::now();
        let mut state = self.state();
        let free = state.lease.as_ref().is_none_or(|(_, end)| *end <= now);
        let lease = free.then(Lease::random);
        if let Some(lease) = &lease {
            state.lease = Some((lease.clone(), now + time));
        }
        Box::pin(std::future::ready(Ok(lease)))
    }

    fn save(
        &self,
        tokens: Tokens,
        expected: u64,
        lease: Lease,
    ) -> BoxFuture<'_, Result<Option<u64>, SourceError>> {
        let mut state = self.state();
        let version =
            (state.has_lease(&lease) && state.stored.version == expected).then(|| expected + 1);
        if let Some(version) = version {
            state.stored = StoredTokens::new(tokens, version);
        }
        Box::pin(std::future::ready(Ok(version)))
    }

    fn reject(&self, version: u64, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        let mut state = self.state();
        if state.has_lease(&lease) && state.stored.version == version {
            state.stored.rejected = true;
        }
        Box::pin(std::future::ready(Ok(())))
    }

    fn release(&self, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        let mut state = self.state();
        if state.has_lease(&lease) {
            state.lease = None;
        }
        Box::pin(std::future::ready(Ok(())))
    }
}
