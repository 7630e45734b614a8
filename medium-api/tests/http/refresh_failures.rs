//! A failed refresh: waiting calls share it, the next call retries it once, and a rejection ends
//! it.

use std::time::Duration;

use futures_util::future::join_all;
use medium_api::auth::{Memory, TokenSource as _, Tokens};
use medium_api::types::Scope;
use medium_api::{Client, Error};
use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultProxy, FaultScope, Times};

use crate::support::{application, assert_refresh_failed, consent, user_client};

/// A sandbox, a proxy in front of it, and a user whose token is to be refreshed.
struct Fixture {
    sandbox: Sandbox,
    proxy: FaultProxy,
    source: Memory,
}

impl Fixture {
    async fn new(rotate: bool, change: impl Fn(Tokens) -> Tokens) -> Self {
        let builder = Sandbox::builder().rotate_refresh_tokens(rotate);
        let sandbox = builder.start().await.unwrap();
        let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
        let proxy = FaultProxy::start(sandbox.address()).await;
        Self {
            proxy: proxy.unwrap(),
            source: Memory::new(change(tokens)),
            sandbox,
        }
    }

    async fn inject_once(&self, fault: Fault) {
        self.inject(fault, Times::Next(1)).await;
    }

    /// Injects a fault into the next refreshes.
    async fn inject(&self, fault: Fault, times: Times) {
        let refresh = FaultScope::operation("createToken").unwrap();
        self.proxy.inject_on(refresh, fault, times).await;
    }

    fn client(&self) -> Client {
        let url = self.proxy.url();
        let application = application(&self.sandbox).with_origin(&url);
        user_client(&url, application, self.source.clone())
    }

    fn refreshes(&self) -> usize {
        let refresh = FaultScope::operation("createToken").unwrap();
        self.proxy.count(&refresh)
    }

    fn calls(&self) -> usize {
        self.proxy.count(&FaultScope::operation("me").unwrap())
    }
}

fn expired(tokens: Tokens) -> Tokens {
    tokens.expires_at(0)
}

#[tokio::test]
async fn waiting_calls_share_an_unknown_outcome_and_the_next_call_retries() {
    let fixture = Fixture::new(false, expired).await;
    fixture.inject_once(Fault::CloseAfterExecution).await;
    let client = fixture.client();
    for call in join_all((0..50).map(|_| client.me().send())).await {
        let error = call.unwrap_err();
        assert_refresh_failed(&error, true);
    }
    assert_eq!((fixture.refreshes(), fixture.calls()), (1, 0));
    client.me().await.unwrap();
    assert_eq!((fixture.refreshes(), fixture.calls()), (2, 1));
}

#[tokio::test]
async fn a_rejected_refresh_token_requires_a_login() {
    // The new refresh token has replaced the old one, and got lost.
    let fixture = Fixture::new(true, expired).await;
    fixture.inject_once(Fault::CloseAfterExecution).await;
    let client = fixture.client();
    let error = client.me().await.unwrap_err();
    assert_refresh_failed(&error, true);
    for _ in 0..3 {
        let error = client.me().await.unwrap_err();
        assert!(matches!(error, Error::LoginRequired { .. }), "{error}");
        assert!(error.to_string().contains("log in again"), "{error}");
        assert!(!error.is_retryable());
    }
    // Another program that shares the store also knows it.
    let error = fixture.client().me().await.unwrap_err();
    assert!(matches!(error, Error::LoginRequired { .. }), "{error}");
    assert_eq!((fixture.refreshes(), fixture.calls()), (2, 0));
}

#[tokio::test]
async fn the_client_continues_after_a_new_login() {
    let fixture = Fixture::new(false, expired).await;
    let refresh = fixture.source.tokens().refresh.unwrap();
    assert!(fixture.sandbox.revoke(refresh.expose()).await.unwrap());
    let client = fixture.client();
    let error = client.me().await.unwrap_err();
    assert!(matches!(error, Error::LoginRequired { .. }), "{error}");
    let fresh = consent::tokens(&fixture.sandbox, &[Scope::BasicProfile]).await;
    log_in(&fixture.source, fresh).await;
    client.me().await.unwrap();
    assert_eq!(fixture.refreshes(), 1);
}

/// Stores the tokens of a new login, as a program does.
async fn log_in(source: &Memory, tokens: Tokens) {
    let stored = source.load().await.unwrap().unwrap();
    let lease = source.lease(Duration::from_secs(1)).await.unwrap().unwrap();
    let saved = source.save(tokens, stored.version, lease.clone()).await;
    assert!(saved.unwrap().is_some());
    source.release(lease).await.unwrap();
}

#[tokio::test]
async fn calls_continue_with_a_valid_token() {
    let soon = jiff::Timestamp::now() + Duration::from_secs(60);
    let fixture = Fixture::new(false, |tokens| tokens.expires_at(soon)).await;
    fixture.inject(Fault::Status500, Times::Always).await;
    let client = fixture.client();
    for _ in 0..5 {
        client.me().await.unwrap();
    }
    // They don't wait for further failures.
    assert_eq!((fixture.refreshes(), fixture.calls()), (1, 5));
}

#[tokio::test]
async fn an_expired_token_is_refreshed_without_a_pause() {
    let soon = |tokens: Tokens| tokens.expires_at(jiff::Timestamp::now() + Duration::from_secs(3));
    let fixture = Fixture::new(false, soon).await;
    fixture.inject_once(Fault::Status500).await;
    let client = fixture.client();
    client.me().await.unwrap();
    let tokens = fixture.source.tokens();
    while !tokens.expires_within(Duration::ZERO) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    client.me().await.unwrap();
    assert_eq!((fixture.refreshes(), fixture.calls()), (2, 2));
}

#[tokio::test]
async fn a_token_about_to_expire_is_refreshed() {
    let soon = jiff::Timestamp::now() + Duration::from_secs(60);
    let fixture = Fixture::new(false, |tokens| tokens.expires_at(soon)).await;
    fixture.client().me().await.unwrap();
    assert_eq!((fixture.refreshes(), fixture.calls()), (1, 1));
}

#[tokio::test]
async fn a_refresh_that_was_not_executed_is_retried() {
    let fixture = Fixture::new(true, expired).await;
    fixture
        .inject(Fault::CloudflareChallenge, Times::Next(2))
        .await;
    fixture.client().me().await.unwrap();
    assert_eq!((fixture.refreshes(), fixture.calls()), (3, 1));
}

#[tokio::test]
async fn an_unknown_application_requires_no_login() {
    let fixture = Fixture::new(false, expired).await;
    let mut other_application = application(&fixture.sandbox).with_origin(fixture.proxy.url());
    other_application.client_secret = "another".into();
    let client = user_client(
        &fixture.proxy.url(),
        other_application,
        fixture.source.clone(),
    );
    let error = client.me().await.unwrap_err();
    assert_refresh_failed(&error, false);
    assert!(error.to_string().contains("id and secret"), "{error}");
}

#[tokio::test]
async fn without_a_refresh_token_the_user_has_to_log_in() {
    let fixture = Fixture::new(false, |mut tokens| {
        tokens.refresh = None;
        tokens.expires_at(0)
    })
    .await;
    let error = fixture.client().me().await.unwrap_err();
    assert!(matches!(error, Error::LoginRequired { .. }), "{error}");
    assert_eq!((fixture.refreshes(), fixture.calls()), (0, 0));
}
