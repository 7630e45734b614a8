//! The schema and its migrations.

use medium_store::{
    Account, Article, Begun, Consent, ContentHash, Draft, Error, Parts, State, Store, Target,
};
use tokio::task::JoinSet;

use crate::support::{Home, key};
use medium_store::Keys;

crate::on_both_engines!(
    many_processes_can_open_a_new_store_at_once,
    rejects_a_newer_schema,
    migrates_an_older_schema,
    a_reopened_store_contains_everything,
);

async fn many_processes_can_open_a_new_store_at_once(home: &Home) {
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let url = home.url();
        tasks.spawn(async move { Store::open(&url, Keys::default()).await.map(drop) });
    }
    for opened in tasks.join_all().await {
        opened.expect("a store");
    }
}

async fn rejects_a_newer_schema(home: &Home) {
    home.store().await.close().await;
    home.execute("UPDATE medium_schema SET version = 99").await;
    let refused = Store::open(&home.url(), Keys::provided(key('a'))).await;
    let error = refused.expect_err("from the future");
    assert!(matches!(error, Error::Newer { found: 99, .. }));
    assert!(
        error.to_string().contains("use the version that wrote it"),
        "{error}"
    );
}

async fn migrates_an_older_schema(home: &Home) {
    let store = home.store().await;
    let account = Account::sandbox("demo");
    let draft = Draft {
        article: Article::id("one"),
        content: ContentHash::of("text"),
        target: Target::Profile,
        parts: Parts::new(),
    };
    let ledger = store.ledger(&account);
    let begun = ledger.begin(&draft, Consent::default()).await;
    let Begun::Ticket(ticket) = begun.expect("a result") else {
        panic!("there is no obstacle");
    };
    ledger.unknown(ticket).await.expect("written");
    store.close().await;
    // The schema of the first version.
    home.execute("ALTER TABLE medium_ledger DROP COLUMN parts")
        .await;
    home.execute("ALTER TABLE medium_ledger DROP COLUMN lease_end")
        .await;
    home.execute("UPDATE medium_schema SET version = 1").await;

    let ledger = home.store().await.ledger(&account);
    let [entry] = &ledger.list(10).await.expect("a result")[..] else {
        panic!("the one that was there");
    };
    assert_eq!(
        (&entry.article, entry.state),
        (&draft.article, State::Unknown)
    );
    assert!(entry.parts.is_empty());
}

async fn a_reopened_store_contains_everything(home: &Home) {
    let account = Account::sandbox("demo");
    let hash = ContentHash::of("bytes");
    let store = home.store().await;
    store
        .images(&account)
        .put(&hash, "https://images.example/1")
        .await
        .expect("kept");
    store.close().await;
    let found = home
        .store()
        .await
        .images(&account)
        .get(&hash)
        .await
        .expect("a result");
    assert_eq!(found.as_deref(), Some("https://images.example/1"));
}
