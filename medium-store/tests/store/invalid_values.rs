//! Invalid values, which both engines reject with the same message.

use medium_api::auth::Tokens;
use medium_store::{
    Account, ContentHash, Error, Keys, Overrides, PostTarget, Published, Resolution,
};

use crate::support::articles::{draft, ledger, start};
use crate::support::{Engine, TestStore, key};

crate::on_both_engines!(
    rejects_a_nul_with_a_message,
    records_a_post_with_a_nul_in_its_url,
    rejects_a_key_name_with_a_path,
);

async fn rejects_a_nul_with_a_message(test: &TestStore) {
    let store = test.store().await;
    let account = Account::sandbox("demo");
    let (ledger, invalid) = (store.ledger(&account), draft("a\0b", "text"));
    let (article, overrides) = (&invalid.article, Overrides::default());
    let resolved = ledger.resolve(article, &PostTarget::Profile, &Resolution::NotPublished);
    let resolved = resolved.await.map(drop);
    for result in [
        ledger.begin(&invalid, overrides).await.map(drop),
        ledger.check(&invalid, overrides).await.map(drop),
        ledger.entries(article).await.map(drop),
        ledger.forget(article).await.map(drop),
        resolved,
    ] {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Nul { .. }), "{error}");
        let message = error.to_string();
        assert!(message.ends_with(r#"in "id:a\0b"; remove it"#), "{message}");
    }
    let invalid = Account::sandbox("de\0mo");
    let error = store.login(&invalid).get().await.unwrap_err();
    assert!(matches!(error, Error::Nul { .. }), "{error}");
    let images = store.images(&account);
    let hash = ContentHash::of("x");
    let stored = images.put(&hash, "https://images.example/\0").await;
    assert!(matches!(stored, Err(Error::Nul { .. })));
    assert!(ledger.list(10).await.unwrap().is_empty());
}

async fn records_a_post_with_a_nul_in_its_url(test: &TestStore) {
    let ledger = ledger(test).await;
    let started = start(&ledger, &draft("one", "text"), Overrides::default()).await;
    let post = Published::new("e6\0", "https://medium.com/\0");
    ledger.finish(started, &post).await.unwrap();
    let entries = ledger.list(1).await.unwrap();
    assert_eq!(entries[0].post.as_deref(), Some("e6\u{fffd}"));
}

async fn rejects_a_key_name_with_a_path(test: &TestStore) {
    let keys = || match test.engine {
        Engine::Sqlite => Keys::next_to(&test.url()),
        Engine::Postgres => Keys::provided(key('a')),
    };
    let account = Account::sandbox("demo");
    let store = test.open(keys()).await;
    let record = store.login(&account);
    record
        .put(&Tokens::new("access", None), None)
        .await
        .unwrap();
    store.close().await;
    for name in ["/../x", "..", "a/b", r"a\b", "", "a b", "\u{1b}[2J", "ü"] {
        test.execute(&format!("UPDATE medium_key SET id = '{name}'"))
            .await;
        let store = test.open(keys()).await;
        let record = store.login(&account);
        for result in [
            record.get().await.map(drop),
            record.put(&Tokens::new("access", None), None).await,
            store.rekey(keys()).await,
        ] {
            let error = result.unwrap_err();
            assert!(matches!(error, Error::Unreadable(_)), "{name}: {error}");
            assert!(!error.to_string().contains('\u{1b}'), "{error}");
        }
        store.close().await;
    }
}
