//! The schema: made once, never taken back.

use medium_store::{Account, ContentHash, Error, Store};
use tokio::task::JoinSet;

use crate::support::{Home, key};
use medium_store::Keys;

crate::on_both_engines!(
    many_may_open_a_new_store_at_once,
    a_newer_schema_is_refused,
    what_was_stored_is_there_when_it_is_opened_again,
);

async fn many_may_open_a_new_store_at_once(home: &Home) {
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let url = home.url();
        tasks.spawn(async move { Store::open(&url, Keys::default()).await.map(drop) });
    }
    for opened in tasks.join_all().await {
        opened.expect("a store");
    }
}

async fn a_newer_schema_is_refused(home: &Home) {
    home.store().await.close().await;
    home.execute("UPDATE medium_schema SET version = 99").await;
    let refused = Store::open(&home.url(), Keys::given(key('a'))).await;
    let error = refused.expect_err("from the future");
    assert!(matches!(error, Error::Newer { found: 99, .. }));
    assert!(
        error.to_string().contains("use the version that wrote it"),
        "{error}"
    );
}

async fn what_was_stored_is_there_when_it_is_opened_again(home: &Home) {
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
        .expect("asked");
    assert_eq!(found.as_deref(), Some("https://images.example/1"));
}
