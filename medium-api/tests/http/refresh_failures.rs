//! A failed refresh: waiting calls share it, the next call retries it once, and a rejection ends
//! it.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use medium_api::auth::{self, Memory, Tokens};
use medium_api::types::Scope;
use medium_api::{Client, Error};
use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultProxy, Target, Times};

use crate::support::{application, consent, impatient};

/// A sandbox, a proxy in front of it, and a user whose token is to be renewed.
struct Stage {
    sandbox: Sandbox,
    proxy: FaultProxy,
    source: Memory,
}

impl Stage {
    async fn set(rotate: bool, spoil: impl Fn(Tokens) -> Tokens) -> Self {
        let builder = Sandbox::builder().rotate_refresh_tokens(rotate);
        let sandbox = builder.start().await.expect("a free port");
        let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
        let proxy = FaultProxy::start(sandbox.address()).await;
        Self {
            proxy: proxy.expect("a free port"),
            source: Memory::new(spoil(tokens)),
            sandbox,
        }
    }

    /// Injects a fault into the next refreshes.
    async fn inject(&self, fault: Fault, times: Times) {
        let refresh = Target::operation("createToken").expect("an operation");
        self.proxy.inject_on(refresh, fault, times).await;
    }

    fn user(&self) -> Client {
        impatient(&self.proxy.url())
            .credential(auth::oauth(
                application(&self.sandbox).at(self.proxy.url()),
                Arc::new(self.source.clone()),
            ))
            .build()
            .expect("a client")
    }

    fn refreshes(&self) -> usize {
        let refresh = Target::operation("createToken").expect("an operation");
        self.proxy.count(&refresh)
    }

    fn calls(&self) -> usize {
        self.proxy
            .count(&Target::operation("me").expect("an operation"))
    }
}

fn expired(tokens: Tokens) -> Tokens {
    tokens.expires_at(0)
}

#[tokio::test]
async fn waiting_calls_share_an_unknown_outcome_and_the_next_call_retries() {
    let stage = Stage::set(false, expired).await;
    stage
        .inject(Fault::CloseAfterExecution, Times::Next(1))
        .await;
    let client = stage.user();
    for call in join_all((0..50).map(|_| client.me().send())).await {
        let error = call.expect_err("the new token is lost");
        assert!(
            matches!(error, Error::Renewal { unknown: true, .. }),
            "{error}"
        );
    }
    assert_eq!((stage.refreshes(), stage.calls()), (1, 0));
    client
        .me()
        .await
        .expect("the old refresh token is still valid");
    assert_eq!((stage.refreshes(), stage.calls()), (2, 1));
}

#[tokio::test]
async fn a_rejected_refresh_token_requires_a_login() {
    // The new refresh token has replaced the old one, and got lost.
    let stage = Stage::set(true, expired).await;
    stage
        .inject(Fault::CloseAfterExecution, Times::Next(1))
        .await;
    let client = stage.user();
    let error = client.me().await.expect_err("the new token is lost");
    assert!(
        matches!(error, Error::Renewal { unknown: true, .. }),
        "{error}"
    );
    for _ in 0..3 {
        let error = client.me().await.expect_err("the old one is rejected");
        assert!(matches!(error, Error::LogIn { .. }), "{error}");
        assert!(error.to_string().contains("log in again"), "{error}");
        assert!(!error.is_retryable());
    }
    // Another program that shares the store knows it, too.
    let error = stage.user().me().await.expect_err("refused");
    assert!(matches!(error, Error::LogIn { .. }), "{error}");
    assert_eq!((stage.refreshes(), stage.calls()), (2, 0));
}

#[tokio::test]
async fn the_client_continues_after_a_new_login() {
    let stage = Stage::set(false, expired).await;
    let spent = stage.source.tokens();
    let refresh = spent.refresh.expect("one");
    let revoked = stage.sandbox.revoke(refresh.expose()).await;
    assert!(revoked.expect("it is in memory"));
    let client = stage.user();
    let error = client.me().await.expect_err("revoked");
    assert!(matches!(error, Error::LogIn { .. }), "{error}");
    let fresh = consent::tokens(&stage.sandbox, &[Scope::BasicProfile]).await;
    log_in(&stage.source, fresh).await;
    client.me().await.expect("the new tokens are read");
    assert_eq!(stage.refreshes(), 1);
}

/// What a program does with the tokens of a new login.
async fn log_in(source: &Memory, tokens: Tokens) {
    use medium_api::auth::TokenSource as _;
    let stored = source.load().await.expect("memory").expect("tokens");
    let lease = source.lease(Duration::from_secs(1)).await.expect("memory");
    let lease = lease.expect("the lease is free");
    let saved = source.save(tokens, stored.version, lease.clone()).await;
    assert!(saved.expect("memory").is_some());
    source.release(lease).await.expect("memory");
}

#[tokio::test]
async fn calls_continue_with_a_valid_token() {
    let soon = jiff::Timestamp::now() + Duration::from_secs(60);
    let stage = Stage::set(false, |tokens| tokens.expires_at(soon)).await;
    stage.inject(Fault::Status500, Times::Always).await;
    let client = stage.user();
    for _ in 0..5 {
        client.me().await.expect("a valid token");
    }
    // They don't wait for further failures.
    assert_eq!((stage.refreshes(), stage.calls()), (1, 5));
}

#[tokio::test]
async fn an_expired_token_is_renewed_without_a_pause() {
    let soon = |tokens: Tokens| tokens.expires_at(jiff::Timestamp::now() + Duration::from_secs(3));
    let stage = Stage::set(false, soon).await;
    stage.inject(Fault::Status500, Times::Next(1)).await;
    let client = stage.user();
    client.me().await.expect("a valid token");
    let tokens = stage.source.tokens();
    while !tokens.expires_within(Duration::ZERO) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    client.me().await.expect("a new token");
    assert_eq!((stage.refreshes(), stage.calls()), (2, 2));
}

#[tokio::test]
async fn a_token_about_to_expire_is_renewed() {
    let soon = jiff::Timestamp::now() + Duration::from_secs(60);
    let stage = Stage::set(false, |tokens| tokens.expires_at(soon)).await;
    stage.user().me().await.expect("a new token");
    assert_eq!((stage.refreshes(), stage.calls()), (1, 1));
}

#[tokio::test]
async fn a_refresh_that_was_not_executed_is_repeated() {
    let stage = Stage::set(true, expired).await;
    stage
        .inject(Fault::CloudflareChallenge, Times::Next(2))
        .await;
    stage.user().me().await.expect("the third time");
    assert_eq!((stage.refreshes(), stage.calls()), (3, 1));
}

#[tokio::test]
async fn an_unknown_application_requires_no_login() {
    let stage = Stage::set(false, expired).await;
    let mut other_application = application(&stage.sandbox).at(stage.proxy.url());
    other_application.client_secret = "another".into();
    let client = impatient(&stage.proxy.url())
        .credential(auth::oauth(
            other_application,
            Arc::new(stage.source.clone()),
        ))
        .build()
        .expect("a client");
    let error = client.me().await.expect_err("refused");
    assert!(
        matches!(error, Error::Renewal { unknown: false, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("id and secret"), "{error}");
}

#[tokio::test]
async fn without_a_refresh_token_the_user_has_to_log_in() {
    let stage = Stage::set(false, |mut tokens| {
        tokens.refresh = None;
        tokens.expires_at(0)
    })
    .await;
    let error = stage
        .user()
        .me()
        .await
        .expect_err("nothing to renew it with");
    assert!(matches!(error, Error::LogIn { .. }), "{error}");
    assert_eq!((stage.refreshes(), stage.calls()), (0, 0));
}
