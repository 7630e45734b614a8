//! The schema and its migrations.

use medium_store::{Account, ContentHash, Error, Keys, Overrides, State, Store};
use tokio::task::JoinSet;

use crate::support::articles::{draft, ledger, start};
use crate::support::{TestStore, key};

crate::on_both_engines!(
    many_processes_can_open_a_new_store_at_once,
    rejects_a_newer_schema,
    migrates_an_older_schema,
    a_reopened_store_contains_everything,
);

async fn many_processes_can_open_a_new_store_at_once(test: &TestStore) {
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let url = test.url();
        tasks.spawn(async move { Store::open(&url, Keys::default()).await.map(drop) });
    }
    for opened in tasks.join_all().await {
        opened.unwrap();
    }
}

async fn rejects_a_newer_schema(test: &TestStore) {
    test.store().await.close().await;
    test.execute("UPDATE medium_schema SET version = 99").await;
    let opened = Store::open(&test.url(), Keys::provided(key('a'))).await;
    let error = opened.unwrap_err();
    assert!(matches!(error, Error::Newer { found: 99, .. }));
    assert!(
        error.to_string().contains("use the version that wrote it"),
        "{error}"
    );
}

async fn migrates_an_older_schema(test: &TestStore) {
    let store = test.store().await;
    let old = store.ledger(&Account::sandbox("demo"));
    let draft = draft("one", "text");
    let started = start(&old, &draft, Overrides::default()).await;
    old.mark_unknown(started).await.unwrap();
    store.close().await;
    // The schema of the first version.
    for change in [
        "ALTER TABLE medium_ledger DROP COLUMN parts",
        "ALTER TABLE medium_ledger DROP COLUMN lease_end",
        "UPDATE medium_schema SET version = 1",
    ] {
        test.execute(change).await;
    }

    let entries = ledger(test).await.list(10).await.unwrap();
    let [entry] = &entries[..] else {
        panic!("expected one entry, not {entries:?}");
    };
    assert_eq!(
        (&entry.article, entry.state),
        (&draft.article, State::Unknown)
    );
    assert!(entry.parts.is_empty());
}

async fn a_reopened_store_contains_everything(test: &TestStore) {
    let account = Account::sandbox("demo");
    let hash = ContentHash::of("bytes");
    let store = test.store().await;
    let url = "https://images.example/1";
    store.images(&account).put(&hash, url).await.unwrap();
    store.close().await;
    let found = test.store().await.images(&account).get(&hash).await;
    assert_eq!(found.unwrap().as_deref(), Some(url));
}
