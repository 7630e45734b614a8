//! Tokens that renew themselves: before they expire, and once after the service rejects
//! one. One refresh is sent, however many calls need it. If an early refresh fails,
//! calls continue with the current token, and the next refresh is tried some seconds
//! later.
//!
//! Within a process, a lock admits one task, and waiting tasks share its result. Across
//! processes, the lease of the [`TokenSource`] does the same. A refresh with an unknown
//! outcome is not repeated by the call that sent it; the next call may try once, with
//! the tokens that are stored then. If the service rejects those, the user has to log
//! in again, and no call of any process asks the service again until new tokens are
//! stored.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, timeout};

use super::active_tokens::ActiveTokens;
use super::refresh_failure::{RefreshFailure, RefreshState};
use super::source::{Lease, StoredTokens};
use super::timing::{Pause, Timing};
use super::{Application, TokenSource, Tokens};
use crate::runtime::{Bearer, BoxFuture, Credential, Operation, random_u64};
use crate::{Client, Error, Secret};

/// The credential of an application for a user.
#[derive(Debug, Clone)]
pub(crate) struct Refresher(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// A client without a credential.
    client: Client,
    application: Application,
    source: Arc<dyn TokenSource>,
    timing: Timing,
    current: RwLock<Option<Arc<ActiveTokens>>>,
    pause: Pause,
    /// Locked while the tokens are loaded for the first time.
    first: Mutex<()>,
    /// The number of finished refreshes. It is read before locking: a task that waited
    /// while one finished shares its result.
    rounds: AtomicU64,
    state: Mutex<RefreshState>,
}

impl Refresher {
    pub(crate) fn new(
        client: Client,
        application: Application,
        source: Arc<dyn TokenSource>,
        timing: Timing,
    ) -> Self {
        Self(Arc::new(Inner {
            client,
            application,
            source,
            timing,
            current: RwLock::default(),
            pause: Pause::default(),
            first: Mutex::default(),
            rounds: AtomicU64::default(),
            state: Mutex::default(),
        }))
    }
}

impl Credential for Refresher {
    fn bearer(&self, operation: &'static Operation) -> BoxFuture<'_, Result<Bearer, Error>> {
        Box::pin(self.0.bearer(&self.0, operation))
    }

    fn renew(
        &self,
        operation: &'static Operation,
        refused: Bearer,
    ) -> BoxFuture<'_, Result<Option<Bearer>, Error>> {
        Box::pin(async move {
            let current = self.0.newer(&self.0, operation, refused.version()).await?;
            Ok(Some(current.bearer.clone()))
        })
    }
}

impl Inner {
    async fn bearer(
        &self,
        shared: &Arc<Self>,
        operation: &'static Operation,
    ) -> Result<Bearer, Error> {
        let mut current = match self.current() {
            Some(current) => current,
            None => {
                // One task loads them for all that start at the same time.
                let _one = self.first.lock().await;
                match self.current() {
                    Some(current) => current,
                    None => self.adopt(self.load(operation).await?)?,
                }
            }
        };
        if current.has_expired() || (current.expires_soon() && !self.pause.is_active()) {
            let stale = current.bearer.version();
            current = match self.newer(shared, operation, stale).await {
                Ok(newer) => newer,
                // The refresh was early: the token is still valid.
                Err(_) if !current.has_expired() => {
                    self.pause.begin();
                    current
                }
                Err(error) => return Err(error),
            };
        }
        current.check_scopes(operation)?;
        Ok(current.bearer.clone())
    }

    /// Returns tokens with a later version than `stale`.
    async fn newer(
        &self,
        shared: &Arc<Self>,
        operation: &'static Operation,
        stale: u64,
    ) -> Result<Arc<ActiveTokens>, Error> {
        if let Some(current) = self
            .current()
            .filter(|current| current.bearer.version() > stale)
        {
            return Ok(current);
        }
        let shared = Arc::clone(shared);
        let before = self.rounds.load(Ordering::Acquire);
        // In a separate task: if the call is dropped, the response to the refresh must
        // not be lost.
        let round = tokio::spawn(async move {
            let mut state = shared.state.lock().await;
            if let Some(current) = shared
                .current()
                .filter(|current| current.bearer.version() > stale)
            {
                return Ok(current);
            }
            if let (true, Some(failure)) = (
                shared.rounds.load(Ordering::Acquire) > before,
                &state.failure,
            ) {
                return Err(failure.clone());
            }
            let result = shared.round(&mut state, stale).await;
            state.failure = result.as_ref().err().cloned();
            shared.rounds.fetch_add(1, Ordering::Release);
            result
        });
        match round.await {
            Ok(result) => result.map_err(|failure| failure.of(operation)),
            Err(_) => Err(RefreshFailure::unknown("the refresh was interrupted").of(operation)),
        }
    }

    /// Renews the tokens, or returns those that another process renewed meanwhile.
    async fn round(
        &self,
        state: &mut RefreshState,
        stale: u64,
    ) -> Result<Arc<ActiveTokens>, RefreshFailure> {
        let give_up = Instant::now() + self.timing.wait;
        let lease = loop {
            let stored = self.stored().await?;
            if stored.version > stale {
                return self.adopted(stored);
            }
            state.check(&stored)?;
            match self.source.lease(self.timing.lease).await? {
                Some(lease) => break lease,
                None if Instant::now() >= give_up => {
                    let problem = "another process has been renewing the token for too long";
                    return Err(RefreshFailure::other(problem));
                }
                None => sleep(Duration::from_millis(50 + random_u64() % 200)).await,
            }
        };
        let result = self.leased(state, stale, &lease).await;
        // A lease that can't be released expires.
        let _ = self.source.release(lease).await;
        result
    }

    /// With the lease: loads the tokens again, then renews them.
    async fn leased(
        &self,
        state: &mut RefreshState,
        stale: u64,
        lease: &Lease,
    ) -> Result<Arc<ActiveTokens>, RefreshFailure> {
        let stored = self.stored().await?;
        if stored.version > stale {
            return self.adopted(stored);
        }
        state.check(&stored)?;
        let refresh = stored.tokens.refresh.clone().ok_or_else(|| {
            RefreshFailure::log_in("the token expired, and there is no refresh token")
        })?;
        let token = match self.refresh(refresh).await {
            Ok(token) => token,
            Err(failure) => {
                if failure.is_log_in() {
                    state.refused = Some(stored.version);
                    // If this fails, other processes ask once each.
                    let _ = self.source.refuse(stored.version, lease.clone()).await;
                }
                return Err(failure);
            }
        };
        let tokens = stored.tokens.renewed(token);
        self.keep(tokens, stored.version, lease).await
    }

    async fn refresh(&self, refresh: Secret) -> Result<crate::types::Token, RefreshFailure> {
        let call = self.application.refresh(&self.client, refresh);
        match timeout(self.timing.refresh, call).await {
            Ok(Ok(token)) => Ok(token),
            Ok(Err(error)) => Err(RefreshFailure::from(error)),
            Err(_) => Err(RefreshFailure::unknown("the refresh timed out")),
        }
    }

    /// Stores new tokens. They are used even if that fails: the service accepts no
    /// others.
    async fn keep(
        &self,
        tokens: Tokens,
        expected: u64,
        lease: &Lease,
    ) -> Result<Arc<ActiveTokens>, RefreshFailure> {
        let mut problem = "they were changed meanwhile".to_owned();
        for _ in 0..3 {
            match self
                .source
                .save(tokens.clone(), expected, lease.clone())
                .await
            {
                Ok(Some(version)) => return self.adopted(StoredTokens::new(tokens, version)),
                Ok(None) => break,
                Err(error) => problem = error.to_string(),
            }
        }
        tracing::error!(target: "medium_api", problem, "renewed tokens could not be stored");
        self.adopted(StoredTokens::new(tokens, expected + 1))
    }

    fn current(&self) -> Option<Arc<ActiveTokens>> {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn stored(&self) -> Result<StoredTokens, RefreshFailure> {
        let stored = self.source.load().await?;
        stored.ok_or_else(|| RefreshFailure::log_in("there are no tokens"))
    }

    async fn load(&self, operation: &'static Operation) -> Result<StoredTokens, Error> {
        self.stored().await.map_err(|failure| failure.of(operation))
    }

    fn adopted(&self, stored: StoredTokens) -> Result<Arc<ActiveTokens>, RefreshFailure> {
        self.adopt(stored).map_err(RefreshFailure::from)
    }

    fn adopt(&self, stored: StoredTokens) -> Result<Arc<ActiveTokens>, Error> {
        let current = Arc::new(ActiveTokens::new(stored)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&current));
        Ok(current)
    }
}
