//! Where tokens are kept, and who may renew them.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::Tokens;
use crate::runtime::{BoxFuture, random_u64};

/// Tokens as they are kept, with the number of times that they were stored.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StoredTokens {
    /// The tokens.
    pub tokens: Tokens,
    /// Grows with each [`TokenSource::save`].
    pub version: u64,
    /// Whether the service was seen to refuse their refresh token.
    pub refused: bool,
}

impl StoredTokens {
    /// Tokens that were stored `version` times.
    #[must_use]
    pub fn new(tokens: Tokens, version: u64) -> Self {
        Self {
            tokens,
            version,
            refused: false,
        }
    }

    /// The same, with whether the service was seen to refuse their refresh
    /// token.
    #[must_use]
    pub fn refused(mut self, refused: bool) -> Self {
        self.refused = refused;
        self
    }
}

/// The exclusive right to renew the tokens, for a limited time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lease {
    /// Random, and so unique.
    pub owner: u128,
}

impl Lease {
    /// A lease for a new random owner.
    #[must_use]
    pub fn random() -> Self {
        Self {
            owner: (u128::from(random_u64()) << 64) | u128::from(random_u64()),
        }
    }
}

/// Why a source failed. No token is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SourceError(
    /// What went wrong and what to do, in one line.
    pub String,
);

/// Where the tokens of one account are kept.
///
/// Made so that one row of a database serves it: `load` reads the row, the
/// lease is two columns (owner and end) that one conditional `UPDATE` sets and
/// another clears, and `save` is an `UPDATE … WHERE version = expected AND owner
/// = lease`. None of them waits for another holder: the client asks again, so
/// that no connection is held meanwhile. Times are the source's own: a database
/// shared by machines takes its clock, not theirs.
pub trait TokenSource: Send + Sync + std::fmt::Debug + 'static {
    /// The tokens as they are kept now; `None` before the first login.
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredTokens>, SourceError>>;

    /// Takes the lease for `time`, if it is free or its time is over;
    /// `None` where another holds it.
    fn lease(&self, time: Duration) -> BoxFuture<'_, Result<Option<Lease>, SourceError>>;

    /// Stores `tokens` if the kept ones still have the version `expected` and
    /// `lease` is still held. The new version, or `None` where they are not.
    fn save(
        &self,
        tokens: Tokens,
        expected: u64,
        lease: Lease,
    ) -> BoxFuture<'_, Result<Option<u64>, SourceError>>;

    /// Notes that the service refuses the refresh token of `version`, if
    /// `lease` is still held, so that it is not asked again. Without it, each
    /// process finds out by itself, once.
    fn refuse(&self, version: u64, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        let _ = (version, lease);
        Box::pin(std::future::ready(Ok(())))
    }

    /// Gives the lease back, if it is still this one that is held.
    fn release(&self, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>>;
}

/// Tokens in this process' memory. Copies share them.
#[derive(Debug, Clone)]
pub struct Memory(Arc<Mutex<MemoryState>>);

#[derive(Debug)]
struct MemoryState {
    stored: StoredTokens,
    lease: Option<(Lease, Instant)>,
}

impl Memory {
    /// Keeps these.
    #[must_use]
    pub fn new(tokens: Tokens) -> Self {
        Self(Arc::new(Mutex::new(MemoryState {
            stored: StoredTokens::new(tokens, 1),
            lease: None,
        })))
    }

    /// A copy of what is kept now.
    #[must_use]
    pub fn tokens(&self) -> Tokens {
        self.kept().stored.tokens.clone()
    }

    fn kept(&self) -> MutexGuard<'_, MemoryState> {
        // Each change is one assignment: a panic elsewhere leaves no half.
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl TokenSource for Memory {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredTokens>, SourceError>> {
        let stored = self.kept().stored.clone();
        Box::pin(std::future::ready(Ok(Some(stored))))
    }

    fn lease(&self, time: Duration) -> BoxFuture<'_, Result<Option<Lease>, SourceError>> {
        let now = Instant::now();
        let mut kept = self.kept();
        let free = kept.lease.as_ref().is_none_or(|(_, end)| *end <= now);
        let lease = free.then(Lease::random);
        if let Some(lease) = &lease {
            kept.lease = Some((lease.clone(), now + time));
        }
        Box::pin(std::future::ready(Ok(lease)))
    }

    fn save(
        &self,
        tokens: Tokens,
        expected: u64,
        lease: Lease,
    ) -> BoxFuture<'_, Result<Option<u64>, SourceError>> {
        let mut kept = self.kept();
        let held = kept.lease.as_ref().is_some_and(|(held, _)| *held == lease);
        let version = (held && kept.stored.version == expected).then(|| expected + 1);
        if let Some(version) = version {
            kept.stored = StoredTokens::new(tokens, version);
        }
        Box::pin(std::future::ready(Ok(version)))
    }

    fn refuse(&self, version: u64, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        let mut kept = self.kept();
        let held = kept.lease.as_ref().is_some_and(|(held, _)| *held == lease);
        if held && kept.stored.version == version {
            kept.stored.refused = true;
        }
        Box::pin(std::future::ready(Ok(())))
    }

    fn release(&self, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        let mut kept = self.kept();
        if kept.lease.as_ref().is_some_and(|(held, _)| *held == lease) {
            kept.lease = None;
        }
        Box::pin(std::future::ready(Ok(())))
    }
}
