//! Tokens that are refreshed automatically: before they expire, and once after the service rejects
//! one. One refresh is sent, however many calls need it. If an early refresh fails, calls continue
//! with the current token, and the next refresh is tried some seconds later.
//!
//! Within a process, a lock allows one task, and waiting tasks share its result. Across processes,
//! the lease of the [`TokenSource`] does the same. A refresh with an unknown outcome is not
//! retried by the call that sent it; the next call may try once, with the tokens that are stored
//! then. If the service rejects those, the user has to log in again, and no process sends another
//! refresh until new tokens are stored.

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
    cached: RwLock<Option<Arc<ActiveTokens>>>,
    pause: Pause,
    /// Locked while the tokens are loaded for the first time.
    loading: Mutex<()>,
    /// The number of finished refreshes, read before locking: a task that waited while one
    /// finished shares its result.
    refreshes: AtomicU64,
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
            cached: RwLock::default(),
            pause: Pause::default(),
            loading: Mutex::default(),
            refreshes: AtomicU64::default(),
            state: Mutex::default(),
        }))
    }
}

impl Credential for Refresher {
    fn bearer(&self, operation: &'static Operation) -> BoxFuture<'_, Result<Bearer, Error>> {
        Box::pin(self.0.bearer(operation))
    }

    fn refresh(
        &self,
        operation: &'static Operation,
        rejected: Bearer,
    ) -> BoxFuture<'_, Result<Option<Bearer>, Error>> {
        Box::pin(async move {
            let stale = rejected.version();
            let tokens = self.0.refresh_after(operation, stale).await?;
            Ok(Some(tokens.bearer.clone()))
        })
    }
}

impl Inner {
    async fn bearer(self: &Arc<Self>, operation: &'static Operation) -> Result<Bearer, Error> {
        let tokens = match self.cached() {
            Some(tokens) => tokens,
            None => self.load_first(operation).await?,
        };
        let tokens = self.refresh_if_needed(operation, tokens).await?;
        tokens.check_scopes(operation)?;
        Ok(tokens.bearer.clone())
    }

    /// Loads the tokens. One task does it for all that start at the same time.
    async fn load_first(&self, operation: &'static Operation) -> Result<Arc<ActiveTokens>, Error> {
        let _guard = self.loading.lock().await;
        if let Some(tokens) = self.cached() {
            return Ok(tokens);
        }
        let stored = self.load().await;
        self.cache(stored.map_err(|failure| failure.into_error(operation))?)
    }

    async fn refresh_if_needed(
        self: &Arc<Self>,
        operation: &'static Operation,
        tokens: Arc<ActiveTokens>,
    ) -> Result<Arc<ActiveTokens>, Error> {
        let has_expired = tokens.has_expired();
        if !has_expired && (!tokens.expires_soon() || self.pause.is_active()) {
            return Ok(tokens);
        }
        let stale = tokens.bearer.version();
        match self.refresh_after(operation, stale).await {
            // The refresh was early: the token is still valid.
            Err(_) if !tokens.has_expired() => {
                self.pause.begin();
                Ok(tokens)
            }
            result => result,
        }
    }

    /// Returns tokens with a later version than `stale`.
    async fn refresh_after(
        self: &Arc<Self>,
        operation: &'static Operation,
        stale: u64,
    ) -> Result<Arc<ActiveTokens>, Error> {
        if let Some(tokens) = self.cached_after(stale) {
            return Ok(tokens);
        }
        let shared = Arc::clone(self);
        let before = self.refreshes.load(Ordering::Acquire);
        // In a separate task: if the call is dropped, the response to the refresh must not be lost.
        let refresh = tokio::spawn(async move {
            let mut state = shared.state.lock().await;
            if let Some(tokens) = shared.cached_after(stale) {
                return Ok(tokens);
            }
            let has_waited = shared.refreshes.load(Ordering::Acquire) > before;
            if let (true, Some(failure)) = (has_waited, &state.failure) {
                return Err(failure.clone());
            }
            let result = shared.refresh_or_wait(&mut state, stale).await;
            state.failure = result.as_ref().err().cloned();
            shared.refreshes.fetch_add(1, Ordering::Release);
            result
        });
        match refresh.await {
            Ok(result) => result.map_err(|failure| failure.into_error(operation)),
            Err(_) => Err(
                RefreshFailure::outcome_unknown("the refresh was interrupted")
                    .into_error(operation),
            ),
        }
    }

    /// Refreshes the tokens, or returns those that another process refreshed meanwhile.
    async fn refresh_or_wait(
        &self,
        state: &mut RefreshState,
        stale: u64,
    ) -> Result<Arc<ActiveTokens>, RefreshFailure> {
        let deadline = Instant::now() + self.timing.wait;
        let lease = loop {
            let stored = self.load().await?;
            if stored.version > stale {
                return Ok(self.cache(stored)?);
            }
            state.check(&stored)?;
            match self.source.lease(self.timing.lease).await? {
                Some(lease) => break lease,
                None if Instant::now() >= deadline => {
                    let problem = "another process has been refreshing the token for too long";
                    return Err(RefreshFailure::other(problem));
                }
                None => sleep(Duration::from_millis(50 + random_u64() % 200)).await,
            }
        };
        let result = self.refresh_with_lease(state, stale, &lease).await;
        // A lease that can't be released expires.
        let _ = self.source.release(lease).await;
        result
    }

    /// Loads the tokens again, now with the lease, and refreshes them.
    async fn refresh_with_lease(
        &self,
        state: &mut RefreshState,
        stale: u64,
        lease: &Lease,
    ) -> Result<Arc<ActiveTokens>, RefreshFailure> {
        let stored = self.load().await?;
        if stored.version > stale {
            return Ok(self.cache(stored)?);
        }
        state.check(&stored)?;
        let refresh = stored.tokens.refresh.clone().ok_or_else(|| {
            RefreshFailure::login_required("the token expired, and there is no refresh token")
        })?;
        let token = match self.send_refresh(refresh).await {
            Ok(token) => token,
            Err(failure) => {
                if failure.is_login_required() {
                    state.rejected_version = Some(stored.version);
                    // If this fails, each other process sends the refresh once.
                    let _ = self.source.reject(stored.version, lease.clone()).await;
                }
                return Err(failure);
            }
        };
        let tokens = stored.tokens.refreshed_by(token);
        Ok(self.save(tokens, stored.version, lease).await?)
    }

    async fn send_refresh(&self, refresh: Secret) -> Result<crate::types::Token, RefreshFailure> {
        let call = self.application.refresh(&self.client, refresh);
        match timeout(self.timing.refresh, call).await {
            Ok(Ok(token)) => Ok(token),
            Ok(Err(error)) => Err(RefreshFailure::from(error)),
            Err(_) => Err(RefreshFailure::outcome_unknown("the refresh timed out")),
        }
    }

    /// Stores new tokens. They are used even if that fails: the service accepts no others.
    async fn save(
        &self,
        tokens: Tokens,
        expected: u64,
        lease: &Lease,
    ) -> Result<Arc<ActiveTokens>, Error> {
        let mut problem = "they were changed meanwhile".to_owned();
        for _ in 0..3 {
            match self
                .source
                .save(tokens.clone(), expected, lease.clone())
                .await
            {
                Ok(Some(version)) => return self.cache(StoredTokens::new(tokens, version)),
                Ok(None) => break,
                Err(error) => problem = error.to_string(),
            }
        }
        tracing::error!(target: "medium_api", problem, "refreshed tokens could not be stored");
        self.cache(StoredTokens::new(tokens, expected + 1))
    }

    fn cached(&self) -> Option<Arc<ActiveTokens>> {
        self.cached
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Returns the cached tokens, if their version is later than `stale`.
    fn cached_after(&self, stale: u64) -> Option<Arc<ActiveTokens>> {
        self.cached()
            .filter(|tokens| tokens.bearer.version() > stale)
    }

    fn cache(&self, stored: StoredTokens) -> Result<Arc<ActiveTokens>, Error> {
        let tokens = Arc::new(ActiveTokens::new(stored)?);
        *self.cached.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&tokens));
        Ok(tokens)
    }

    async fn load(&self) -> Result<StoredTokens, RefreshFailure> {
        let stored = self.source.load().await?;
        stored.ok_or_else(|| RefreshFailure::login_required("there are no tokens"))
    }
}
