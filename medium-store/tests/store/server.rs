//! Settings and messages of a PostgreSQL server.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use medium_api::auth::Tokens;
use medium_store::{Account, BeginResult, Error, Keys, Overrides, Store, StoreUrl};
use tokio::task::JoinSet;

use crate::support::articles::draft;
use crate::support::{Engine, TestStore};

async fn open_error(url: &StoreUrl) -> Error {
    Store::open(url, Keys::default()).await.unwrap_err()
}

#[tokio::test]
async fn an_unreachable_server_is_reported_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let url = format!("postgres://blog:hunter2@127.0.0.1:{port}/medium");
    let start = Instant::now();
    let error = open_error(&url.parse().unwrap()).await;
    assert!(start.elapsed() < Duration::from_secs(10));
    let message = format!("{error} {error:?}");
    assert!(
        message.contains(&format!("at 127.0.0.1:{port}")),
        "{message}"
    );
    assert!(message.contains("refused"), "{message}");
    assert!(!message.contains("hunter2"), "{message}");
}

#[tokio::test]
async fn no_output_contains_the_password() {
    let Some(test) = TestStore::new(Engine::Postgres).await else {
        return;
    };
    let mut url: url::Url = test.url_text.parse().unwrap();
    let password = url.password().unwrap().to_owned();
    let (store, account) = (test.store().await, Account::sandbox("demo"));
    let shown = format!(
        "{:?} {store:?} {:?} {:?} {:?}",
        test.url(),
        store.login(&account),
        store.ledger(&account),
        store.images(&account)
    );
    assert!(!shown.contains(&password), "{shown}");

    url.set_password(Some("hunter2")).unwrap();
    let error = open_error(&url.as_str().parse().unwrap()).await;
    let message = format!("{error} {error:?}");
    assert!(!message.contains("hunter2"), "{message}");
    test.end().await;
}

/// With a stricter isolation, a transaction that waited would miss new rows, or be aborted.
#[tokio::test]
async fn works_with_another_default_isolation() {
    let Some(mut test) = TestStore::new(Engine::Postgres).await else {
        return;
    };
    test.url_text += "&options[default_transaction_isolation]=serializable";
    let store = test.store().await;
    let record = store.login(&Account::sandbox("demo"));
    let stored = record.put(&Tokens::new("access", None), None).await;
    stored.unwrap();
    let (mut posts, mut leases) = (JoinSet::new(), JoinSet::new());
    for number in 0..20 {
        let ledger = store.ledger(&Account::sandbox("demo"));
        let draft = draft(&number.to_string(), "text");
        posts.spawn(async move {
            let begun = ledger.begin(&draft, Overrides::default()).await;
            matches!(begun.unwrap(), BeginResult::Started(_))
        });
        let source = record.source();
        leases.spawn(async move {
            let lease = source.lease(Duration::from_secs(60)).await;
            lease.unwrap().is_some()
        });
    }
    for (what, tasks) in [("posts", posts), ("leases", leases)] {
        let results = tasks.join_all().await.into_iter();
        let granted = results.filter(|is_granted| *is_granted);
        assert_eq!(granted.count(), 1, "{what}");
    }
    test.end().await;
}
