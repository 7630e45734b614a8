//! Settings and messages of a PostgreSQL server.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use medium_api::auth::Tokens;
use medium_store::{
    Account, Article, Begun, Consent, ContentHash, Draft, Error, Keys, Parts, Store, StoreUrl,
    Target,
};
use tokio::task::JoinSet;

use crate::support::{Engine, Home};

async fn refused(url: &StoreUrl) -> Error {
    let opened = Store::open(url, Keys::default()).await;
    opened.expect_err("the server rejects it")
}

#[tokio::test]
async fn an_unreachable_server_is_reported_at_once() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    drop(taken);
    let url = format!("postgres://blog:hunter2@127.0.0.1:{port}/medium");
    let start = Instant::now();
    let error = refused(&url.parse().expect("an address")).await;
    assert!(start.elapsed() < Duration::from_secs(10));
    let message = format!("{error} {error:?}");
    assert!(message.contains("could not be reached"), "{message}");
    assert!(message.contains("refused"), "{message}");
    assert!(!message.contains("hunter2"), "{message}");
}

#[tokio::test]
async fn no_output_contains_the_password() {
    let Some(home) = Home::new(Engine::Postgres).await else {
        return;
    };
    let mut url: url::Url = home.address.parse().expect("an address");
    let password = url.password().expect("one").to_owned();
    let (store, account) = (home.store().await, Account::sandbox("demo"));
    let shown = format!(
        "{:?} {store:?} {:?} {:?} {:?}",
        home.url(),
        store.tokens(&account),
        store.ledger(&account),
        store.images(&account)
    );
    assert!(!shown.contains(&password), "{shown}");

    url.set_password(Some("hunter2")).expect("another");
    let error = refused(&url.as_str().parse().expect("an address")).await;
    let message = format!("{error} {error:?}");
    assert!(!message.contains("hunter2"), "{message}");
    home.end().await;
}

/// With a stricter isolation, a transaction that waited would miss new rows, or be aborted.
#[tokio::test]
async fn works_with_another_default_isolation() {
    let Some(mut home) = Home::new(Engine::Postgres).await else {
        return;
    };
    home.address += "&options[default_transaction_isolation]=serializable";
    let store = home.store().await;
    let record = store.tokens(&Account::sandbox("demo"));
    record
        .put(&Tokens::new("access", None), None)
        .await
        .expect("stored");
    let (mut tickets, mut leases) = (JoinSet::new(), JoinSet::new());
    for number in 0..20 {
        let ledger = store.ledger(&Account::sandbox("demo"));
        let draft = Draft {
            article: Article::id(&number.to_string()),
            content: ContentHash::of("text"),
            target: Target::Profile,
            parts: Parts::new(),
        };
        tickets.spawn(async move {
            let begun = ledger.begin(&draft, Consent::default()).await;
            matches!(begun.expect("a result"), Begun::Ticket(_))
        });
        let source = record.source();
        leases.spawn(async move {
            let lease = source.lease(Duration::from_secs(60)).await;
            lease.expect("a result").is_some()
        });
    }
    for (what, all) in [("tickets", tickets), ("leases", leases)] {
        let given = all.join_all().await.into_iter().filter(|given| *given);
        assert_eq!(given.count(), 1, "{what}");
    }
    home.end().await;
}
