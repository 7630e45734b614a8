//! Logins, their leases and their versions.

use std::time::{Duration, Instant};

use medium_api::auth::{Application, Lease, Tokens};
use medium_api::{Secret, types::Scope};
use medium_store::{Account, Error};

use crate::support::TestStore;

crate::on_both_engines!(
    a_login_is_read_back,
    nothing_is_stored_in_plain_text,
    only_one_owner_gets_the_lease,
    a_lease_expires,
    saving_requires_the_version_and_the_lease,
    a_new_login_wins_over_a_running_refresh,
    a_version_is_never_reused,
    a_rejection_is_stored_until_the_next_login,
    rejects_a_moved_record,
    accounts_are_listed_in_pages,
);

const MINUTE: Duration = Duration::from_secs(60);

fn account() -> Account {
    Account::new("https://api.medium.com", "blog")
}

fn tokens(access: &str) -> Tokens {
    Tokens::new(access, Some(Secret::from("refresh-me")))
}

fn application() -> Application {
    Application::new(
        "client",
        "client-secret",
        "http://127.0.0.1:8585/callback".parse().unwrap(),
    )
}

async fn a_login_is_read_back(test: &TestStore) {
    let store = test.store().await;
    let login = tokens("access-1")
        .scopes([Scope::PublishPost])
        .expires_at(5);
    let record = store.login(&account());
    record.put(&login, Some(&application())).await.unwrap();

    // Another process sees the same.
    let found = test.store().await.login(&account()).get().await;
    let found = found.unwrap().unwrap();
    assert_eq!(found.tokens.access.expose(), "access-1");
    let refresh = found.tokens.refresh.unwrap();
    assert_eq!(refresh.expose(), "refresh-me");
    assert_eq!(found.tokens.scopes, Some(vec![Scope::PublishPost]));
    let application = found.application.unwrap();
    assert_eq!(application.client_secret.expose(), "client-secret");
    assert_eq!(application.origin, "https://api.medium.com");

    for other in [
        Account::sandbox("blog"),
        Account::new("https://api.medium.com", "x"),
    ] {
        assert!(store.login(&other).get().await.unwrap().is_none());
    }
    assert!(record.forget().await.unwrap());
    assert!(!record.forget().await.unwrap());
    assert!(record.get().await.unwrap().is_none());
}

async fn nothing_is_stored_in_plain_text(test: &TestStore) {
    let record = test.store().await.login(&account());
    let stored = record.put(&tokens("access-1"), Some(&application())).await;
    stored.unwrap();
    let bytes = test.bytes("SELECT sealed || application FROM medium_tokens");
    let bytes = bytes.await.concat();
    for secret in ["access-1", "refresh-me", "client-secret"] {
        let mut parts = bytes.windows(secret.len());
        let is_readable = parts.any(|part| part == secret.as_bytes());
        assert!(!is_readable, "{secret}");
    }
    assert!(!format!("{:?}", record.get().await).contains("access-1"));
}

async fn only_one_owner_gets_the_lease(test: &TestStore) {
    let store = test.store().await;
    let record = store.login(&account());
    record.put(&tokens("a"), None).await.unwrap();
    let (one, other) = (record.source(), store.login(&account()).source());
    let held = one.lease(MINUTE).await.unwrap().unwrap();
    assert_eq!(other.lease(MINUTE).await.unwrap(), None);

    // Only the owner can release it.
    other.release(Lease::random()).await.unwrap();
    assert_eq!(other.lease(MINUTE).await.unwrap(), None);
    one.release(held).await.unwrap();
    assert!(other.lease(MINUTE).await.unwrap().is_some());
}

async fn a_lease_expires(test: &TestStore) {
    let record = test.store().await.login(&account());
    record.put(&tokens("a"), None).await.unwrap();
    let source = record.source();
    let start = Instant::now();
    let time = Duration::from_millis(300);
    let dead = source.lease(time).await.unwrap().unwrap();
    let next = loop {
        if let Some(lease) = source.lease(MINUTE).await.unwrap() {
            break lease;
        }
        assert!(start.elapsed() < MINUTE, "the lease did not expire");
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert!(start.elapsed() >= time);

    // If the first owner continues, it changes nothing.
    let version = record.get().await.unwrap().unwrap().version;
    assert_eq!(source.save(tokens("late"), version, dead).await, Ok(None));
    let saved = source.save(tokens("new"), version, next).await;
    assert!(saved.unwrap().is_some());
}

async fn saving_requires_the_version_and_the_lease(test: &TestStore) {
    let record = test.store().await.login(&account());
    record.put(&tokens("a"), None).await.unwrap();
    let source = record.source();
    let version = source.load().await.unwrap().unwrap().version;
    let lease = source.lease(MINUTE).await.unwrap().unwrap();
    let other = Lease::random();
    assert_eq!(source.save(tokens("b"), version, other).await, Ok(None));
    let wrong_version = source.save(tokens("b"), version + 1, lease.clone());
    assert_eq!(wrong_version.await, Ok(None));
    let saved = source.save(tokens("b"), version, lease.clone()).await;
    assert_eq!(saved, Ok(Some(version + 1)));
    let now = source.load().await.unwrap().unwrap();
    assert_eq!(now.tokens.access.expose(), "b");
    assert_eq!(now.version, version + 1);

    // Saving ends the lease.
    assert!(source.lease(MINUTE).await.unwrap().is_some());
}

async fn a_new_login_wins_over_a_running_refresh(test: &TestStore) {
    let record = test.store().await.login(&account());
    record.put(&tokens("a"), None).await.unwrap();
    let source = record.source();
    let version = source.load().await.unwrap().unwrap().version;
    let lease = source.lease(MINUTE).await.unwrap().unwrap();
    record.put(&tokens("login"), None).await.unwrap();
    let refreshed = source.save(tokens("refreshed"), version, lease).await;
    assert_eq!(refreshed, Ok(None));
    let now = source.load().await.unwrap().unwrap();
    assert_eq!(now.tokens.access.expose(), "login");
}

async fn a_version_is_never_reused(test: &TestStore) {
    let record = test.store().await.login(&account());
    let mut last = 0;
    for _ in 0..3 {
        record.put(&tokens("a"), None).await.unwrap();
        record.put(&tokens("b"), None).await.unwrap();
        let version = record.get().await.unwrap().unwrap().version;
        assert!(version > last);
        last = version;
        record.forget().await.unwrap();
    }
}

async fn a_rejection_is_stored_until_the_next_login(test: &TestStore) {
    let record = test.store().await.login(&account());
    record.put(&tokens("a"), None).await.unwrap();
    let source = record.source();
    let version = source.load().await.unwrap().unwrap().version;
    let lease = source.lease(MINUTE).await.unwrap().unwrap();
    let is_rejected = async || record.get().await.unwrap().unwrap().rejected;
    source.reject(version + 1, lease.clone()).await.unwrap();
    assert!(!is_rejected().await);
    source.reject(version, lease).await.unwrap();
    assert!(is_rejected().await);
    assert!(source.load().await.unwrap().unwrap().rejected);
    record.put(&tokens("b"), None).await.unwrap();
    assert!(!is_rejected().await);
}

async fn rejects_a_moved_record(test: &TestStore) {
    let store = test.store().await;
    let own = store.login(&account());
    let other = store.login(&Account::sandbox("blog"));
    own.put(&tokens("own"), None).await.unwrap();
    other.put(&tokens("other"), None).await.unwrap();
    test.execute(
        "UPDATE medium_tokens SET sealed = (SELECT sealed FROM medium_tokens WHERE origin = 'sandbox')",
    )
    .await;
    let error = own.get().await.unwrap_err();
    assert!(
        matches!(&error, Error::Tampered { record } if record.contains("blog")),
        "{error}"
    );
    let other = other.get().await.unwrap().unwrap();
    assert_eq!(other.tokens.access.expose(), "other");
}

async fn accounts_are_listed_in_pages(test: &TestStore) {
    let store = test.store().await;
    for name in ["b", "a", "c"] {
        let record = store.login(&Account::sandbox(name));
        record.put(&tokens(name), None).await.unwrap();
    }
    let all = store.accounts(None).await.unwrap();
    let names: Vec<_> = all.iter().map(Account::name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(store.accounts(all.first()).await.unwrap(), all[1..]);
}
