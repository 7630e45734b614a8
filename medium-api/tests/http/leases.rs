//! Several programs with one store: leases, and crashed holders of a lease.

use std::sync::Arc;
use std::time::{Duration, Instant};

use medium_api::Client;
use medium_api::auth::{
    self, Lease, Memory, SourceError, StoredTokens, Timing, TokenSource, Tokens,
};
use medium_api::runtime::BoxFuture;
use medium_api::types::Scope;
use medium_sandbox::Sandbox;
use tokio::sync::Notify;

use crate::support::{
    application, assert_refresh_failed, builder_with_short_limits, consent, refreshes, sandbox,
};

fn client(sandbox: &Sandbox, source: Arc<dyn TokenSource>, timing: Timing) -> Client {
    builder_with_short_limits(sandbox.url())
        .credential(auth::oauth_timed(application(sandbox), source, timing))
        .build()
        .unwrap()
}

/// Acquires the lease, as another program would.
async fn acquire(source: &Memory, time: Duration) -> Lease {
    source.lease(time).await.unwrap().unwrap()
}

#[tokio::test]
async fn refreshes_after_the_lease_of_a_crashed_holder() {
    let sandbox = sandbox().await;
    let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
    let source = Memory::new(tokens.expires_at(0));
    let expiry = Duration::from_millis(600);
    let start = Instant::now();
    acquire(&source, expiry).await;
    let client = client(&sandbox, Arc::new(source), Timing::default());
    client.me().await.unwrap();
    assert!(start.elapsed() >= expiry);
    assert_eq!(refreshes(&sandbox), 1);
}

#[tokio::test]
async fn gives_up_on_a_slow_holder_of_the_lease() {
    let sandbox = sandbox().await;
    let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
    let source = Memory::new(tokens.expires_at(0));
    acquire(&source, Duration::from_secs(3600)).await;
    let short = Timing::new(Duration::from_millis(100), Duration::from_millis(100));
    let client = client(&sandbox, Arc::new(source), short);
    let error = client.me().await.unwrap_err();
    assert_refresh_failed(&error, false);
    assert!(error.is_retryable());
    assert_eq!(refreshes(&sandbox), 0);
}

#[tokio::test]
async fn uses_the_tokens_that_another_program_refreshed() {
    let sandbox = sandbox().await;
    let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
    let source = NotifyingStore::new(tokens.clone().expires_at(0));
    let lease = acquire(&source.memory, Duration::from_secs(60)).await;
    let client = client(&sandbox, Arc::new(source.clone()), Timing::default());
    let holder = async {
        source.lease_denied.notified().await;
        // The other program stores valid tokens.
        let saved = source.memory.save(tokens, 1, lease.clone()).await;
        assert_eq!(saved, Ok(Some(2)));
        source.memory.release(lease).await.unwrap();
    };
    let (call, ()) = tokio::join!(client.me(), holder);
    call.unwrap();
    assert_eq!(refreshes(&sandbox), 0);
}

#[tokio::test]
async fn uses_tokens_that_could_not_be_stored() {
    let sandbox = sandbox().await;
    let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
    let source = Arc::new(ReadOnly(Memory::new(tokens.expires_at(0))));
    let client = client(&sandbox, source, Timing::default());
    for _ in 0..3 {
        client.me().await.unwrap();
    }
    assert_eq!(refreshes(&sandbox), 1);
}

#[tokio::test]
async fn a_failing_store_ends_the_call_before_it_is_sent() {
    let sandbox = sandbox().await;
    let client = client(&sandbox, Arc::new(Unavailable), Timing::default());
    let error = client.me().await.unwrap_err();
    assert_refresh_failed(&error, false);
    assert!(error.to_string().contains("the disk is gone"), "{error}");
    assert!(sandbox.requests().is_empty());
}

/// A store that notifies the test when it denies the lease.
#[derive(Debug, Clone)]
struct NotifyingStore {
    memory: Memory,
    lease_denied: Arc<Notify>,
}

impl NotifyingStore {
    fn new(tokens: Tokens) -> Self {
        Self {
            memory: Memory::new(tokens),
            lease_denied: Arc::default(),
        }
    }
}

impl TokenSource for NotifyingStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredTokens>, SourceError>> {
        self.memory.load()
    }

    fn lease(&self, time: Duration) -> BoxFuture<'_, Result<Option<Lease>, SourceError>> {
        Box::pin(async move {
            let lease = self.memory.lease(time).await?;
            if lease.is_none() {
                self.lease_denied.notify_one();
            }
            Ok(lease)
        })
    }

    fn save(
        &self,
        tokens: Tokens,
        expected: u64,
        lease: Lease,
    ) -> BoxFuture<'_, Result<Option<u64>, SourceError>> {
        self.memory.save(tokens, expected, lease)
    }

    fn release(&self, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        self.memory.release(lease)
    }
}

#[derive(Debug)]
struct ReadOnly(Memory);

impl TokenSource for ReadOnly {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredTokens>, SourceError>> {
        self.0.load()
    }

    fn lease(&self, time: Duration) -> BoxFuture<'_, Result<Option<Lease>, SourceError>> {
        self.0.lease(time)
    }

    fn save(&self, _: Tokens, _: u64, _: Lease) -> BoxFuture<'_, Result<Option<u64>, SourceError>> {
        failing("the disk is full")
    }

    fn release(&self, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        self.0.release(lease)
    }
}

#[derive(Debug)]
struct Unavailable;

impl TokenSource for Unavailable {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredTokens>, SourceError>> {
        failing("the disk is gone")
    }

    fn lease(&self, _: Duration) -> BoxFuture<'_, Result<Option<Lease>, SourceError>> {
        failing("the disk is gone")
    }

    fn save(&self, _: Tokens, _: u64, _: Lease) -> BoxFuture<'_, Result<Option<u64>, SourceError>> {
        failing("the disk is gone")
    }

    fn release(&self, _: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        failing("the disk is gone")
    }
}

fn failing<T: Send + 'static>(reason: &str) -> BoxFuture<'static, Result<T, SourceError>> {
    Box::pin(std::future::ready(Err(SourceError(reason.to_owned()))))
}
