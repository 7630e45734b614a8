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
    let callback = "http://127.0.0.1:8585/callback".parse();
    Application::new("client", "client-secret", callback.expect("a URL"))
}

async fn a_login_is_read_back(home: &TestStore) {
    let store = home.store().await;
    let login = tokens("access-1")
        .scopes([Scope::PublishPost])
        .expires_at(5);
    let record = store.login(&account());
    let stored = record.put(&login, Some(&application())).await;
    stored.expect("stored");

    // Another process sees the same.
    let found = home.store().await.login(&account()).get().await;
    let found = found.expect("read").expect("a login");
    assert_eq!(found.tokens.access.expose(), "access-1");
    let refresh = found.tokens.refresh.expect("a refresh token");
    assert_eq!(refresh.expose(), "refresh-me");
    assert_eq!(found.tokens.scopes, Some(vec![Scope::PublishPost]));
    let application = found.application.expect("its application");
    assert_eq!(application.client_secret.expose(), "client-secret");
    assert_eq!(application.origin, "https://api.medium.com");

    for other in [
        Account::sandbox("blog"),
        Account::new("https://api.medium.com", "x"),
    ] {
        assert!(store.login(&other).get().await.expect("read").is_none());
    }
    assert!(record.forget().await.expect("forgotten"));
    assert!(!record.forget().await.expect("nothing to forget"));
    assert!(record.get().await.expect("read").is_none());
}

async fn nothing_is_stored_in_plain_text(home: &TestStore) {
    let record = home.store().await.login(&account());
    let stored = record.put(&tokens("access-1"), Some(&application())).await;
    stored.expect("stored");
    let bytes = home.bytes("SELECT sealed || application FROM medium_tokens");
    let bytes = bytes.await.concat();
    for secret in ["access-1", "refresh-me", "client-secret"] {
        let mut parts = bytes.windows(secret.len());
        let is_readable = parts.any(|part| part == secret.as_bytes());
        assert!(!is_readable, "{secret}");
    }
    assert!(!format!("{:?}", record.get().await).contains("access-1"));
}

async fn only_one_owner_gets_the_lease(home: &TestStore) {
    let store = home.store().await;
    let record = store.login(&account());
    record.put(&tokens("a"), None).await.expect("stored");
    let (one, other) = (record.source(), store.login(&account()).source());
    let held = one
        .lease(MINUTE)
        .await
        .expect("no error")
        .expect("the lease is free");
    assert_eq!(other.lease(MINUTE).await.expect("no error"), None);

    // Only the owner can release it.
    other.release(Lease::random()).await.expect("no error");
    assert_eq!(other.lease(MINUTE).await.expect("no error"), None);
    one.release(held).await.expect("released");
    assert!(other.lease(MINUTE).await.expect("no error").is_some());
}

async fn a_lease_expires(home: &TestStore) {
    let record = home.store().await.login(&account());
    record.put(&tokens("a"), None).await.expect("stored");
    let source = record.source();
    let start = Instant::now();
    let time = Duration::from_millis(300);
    let dead = source
        .lease(time)
        .await
        .expect("no error")
        .expect("the lease is free");
    let next = loop {
        if let Some(lease) = source.lease(MINUTE).await.expect("no error") {
            break lease;
        }
        assert!(start.elapsed() < MINUTE, "the lease did not expire");
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert!(start.elapsed() >= time);

    // If the first owner continues, it changes nothing.
    let version = record.get().await.expect("read").expect("a login").version;
    assert_eq!(source.save(tokens("late"), version, dead).await, Ok(None));
    let saved = source.save(tokens("new"), version, next).await;
    assert!(saved.expect("no error").is_some());
}

async fn saving_requires_the_version_and_the_lease(home: &TestStore) {
    let record = home.store().await.login(&account());
    record.put(&tokens("a"), None).await.expect("stored");
    let source = record.source();
    let version = source.load().await.expect("read").expect("tokens").version;
    let lease = source
        .lease(MINUTE)
        .await
        .expect("no error")
        .expect("the lease is free");
    let other = Lease::random();
    assert_eq!(source.save(tokens("b"), version, other).await, Ok(None));
    let wrong_version = source.save(tokens("b"), version + 1, lease.clone());
    assert_eq!(wrong_version.await, Ok(None));
    let saved = source.save(tokens("b"), version, lease.clone()).await;
    assert_eq!(saved, Ok(Some(version + 1)));
    let now = source.load().await.expect("read").expect("tokens");
    assert_eq!(now.tokens.access.expose(), "b");
    assert_eq!(now.version, version + 1);

    // Saving ends the lease.
    assert!(source.lease(MINUTE).await.expect("no error").is_some());
}

async fn a_new_login_wins_over_a_running_refresh(home: &TestStore) {
    let record = home.store().await.login(&account());
    record.put(&tokens("a"), None).await.expect("stored");
    let source = record.source();
    let version = source.load().await.expect("read").expect("tokens").version;
    let lease = source
        .lease(MINUTE)
        .await
        .expect("no error")
        .expect("the lease is free");
    record.put(&tokens("login"), None).await.expect("stored");
    let refreshed = source.save(tokens("refreshed"), version, lease).await;
    assert_eq!(refreshed, Ok(None));
    let now = source.load().await.expect("read").expect("tokens");
    assert_eq!(now.tokens.access.expose(), "login");
}

async fn a_version_is_never_reused(home: &TestStore) {
    let record = home.store().await.login(&account());
    let mut last = 0;
    for _ in 0..3 {
        record.put(&tokens("a"), None).await.expect("stored");
        record.put(&tokens("b"), None).await.expect("stored");
        let version = record.get().await.expect("read").expect("a login").version;
        assert!(version > last);
        last = version;
        record.forget().await.expect("forgotten");
    }
}

async fn a_rejection_is_stored_until_the_next_login(home: &TestStore) {
    let record = home.store().await.login(&account());
    record.put(&tokens("a"), None).await.expect("stored");
    let source = record.source();
    let version = source.load().await.expect("read").expect("tokens").version;
    let lease = source
        .lease(MINUTE)
        .await
        .expect("no error")
        .expect("the lease is free");
    let is_rejected = async || record.get().await.expect("read").expect("a login").rejected;
    let other_version = source.reject(version + 1, lease.clone()).await;
    other_version.expect("ignored");
    assert!(!is_rejected().await);
    source.reject(version, lease).await.expect("recorded");
    assert!(is_rejected().await);
    assert!(source.load().await.expect("read").expect("tokens").rejected);
    record.put(&tokens("b"), None).await.expect("stored");
    assert!(!is_rejected().await);
}

async fn rejects_a_moved_record(home: &TestStore) {
    let store = home.store().await;
    let own = store.login(&account());
    let other = store.login(&Account::sandbox("blog"));
    own.put(&tokens("own"), None).await.expect("stored");
    other.put(&tokens("other"), None).await.expect("stored");
    home.execute(
        "UPDATE medium_tokens SET sealed = (SELECT sealed FROM medium_tokens WHERE origin = 'sandbox')",
    )
    .await;
    let error = own.get().await.expect_err("it belongs to another account");
    assert!(
        matches!(&error, Error::Tampered { record } if record.contains("blog")),
        "{error}"
    );
    let other = other.get().await.expect("unchanged").expect("a login");
    assert_eq!(other.tokens.access.expose(), "other");
}

async fn accounts_are_listed_in_pages(home: &TestStore) {
    let store = home.store().await;
    for name in ["b", "a", "c"] {
        let record = store.login(&Account::sandbox(name));
        record.put(&tokens(name), None).await.expect("stored");
    }
    let all = store.accounts(None).await.expect("listed");
    let names: Vec<_> = all.iter().map(Account::name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(store.accounts(all.first()).await.expect("listed"), all[1..]);
}
