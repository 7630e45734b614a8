//! The sources of the key.

use medium_api::auth::Tokens;
use medium_store::{Account, Error, KeySource, Keys, Store};
use tokio::task::JoinSet;

use crate::support::{Engine, TestStore, key};

crate::on_both_engines!(
    rejects_a_wrong_key_and_loses_nothing,
    a_provided_key_is_required_again,
    a_ledger_alone_needs_no_key,
    concurrent_first_logins_use_one_key,
);

async fn put(store: &Store, name: &str) -> Result<(), Error> {
    let tokens = Tokens::new(name, None);
    store
        .login(&Account::sandbox(name))
        .put(&tokens, None)
        .await
}

async fn get(store: &Store, name: &str) -> Result<String, Error> {
    let login = store.login(&Account::sandbox(name)).get().await?;
    Ok(login.unwrap().tokens.access.expose().to_owned())
}

async fn rejects_a_wrong_key_and_loses_nothing(test: &TestStore) {
    put(&test.store().await, "demo").await.unwrap();
    let wrong = test.open(Keys::provided(key('b'))).await;
    for error in [
        get(&wrong, "demo").await.unwrap_err(),
        put(&wrong, "demo").await.unwrap_err(),
    ] {
        assert!(matches!(error, Error::WrongKey { .. }), "{error}");
        assert!(error.to_string().contains("MEDIUM_STORE_KEY"));
    }
    assert_eq!(get(&test.store().await, "demo").await.unwrap(), "demo");
}

async fn a_provided_key_is_required_again(test: &TestStore) {
    put(&test.store().await, "demo").await.unwrap();
    let without = test.open(Keys::next_to(&test.url())).await;
    for error in [
        get(&without, "demo").await.unwrap_err(),
        put(&without, "other").await.unwrap_err(),
    ] {
        let message = error.to_string();
        assert!(message.contains("set MEDIUM_STORE_KEY"), "{message}");
    }
}

async fn a_ledger_alone_needs_no_key(test: &TestStore) {
    let store = test.open(Keys::default()).await;
    let account = Account::sandbox("demo");
    assert_eq!(store.ledger(&account).list(1).await.unwrap(), []);
    assert_eq!(store.key_source().await.unwrap(), None);
    assert!(store.login(&account).get().await.unwrap().is_none());
    let error = put(&store, "demo").await.unwrap_err();
    assert!(matches!(error, Error::Key(_)), "{error}");
}

async fn concurrent_first_logins_use_one_key(test: &TestStore) {
    let keys = match test.engine {
        Engine::Sqlite => Keys::next_to(&test.url()),
        Engine::Postgres => Keys::provided(key('a')),
    };
    let mut tasks = JoinSet::new();
    for number in 0..8 {
        let (url, keys) = (test.url(), keys.clone());
        tasks.spawn(async move {
            let store = Store::open(&url, keys).await.unwrap();
            put(&store, &number.to_string()).await.unwrap();
        });
    }
    tasks.join_all().await;
    let store = test.open(keys).await;
    for number in 0..8 {
        let name = number.to_string();
        assert_eq!(get(&store, &name).await.unwrap(), name);
    }
}

#[tokio::test]
async fn a_file_next_to_the_store_contains_the_key() {
    let test = TestStore::sqlite().await;
    let keys = || Keys::next_to(&test.url());
    put(&test.open(keys()).await, "demo").await.unwrap();
    assert_eq!(get(&test.open(keys()).await, "demo").await.unwrap(), "demo");

    // A key that is provided later doesn't replace it.
    let provided = test.open(Keys::provided(key('a'))).await;
    assert!(get(&provided, "demo").await.is_err());
    assert!(put(&provided, "demo").await.is_err());
    let source = provided.key_source().await.unwrap();
    assert_eq!(source, Some(KeySource::File));

    // Without the file, the store requires it and creates no other key.
    let file = crate::files::key_file(&test);
    let away = test.folder.path().join("away");
    std::fs::rename(&file, &away).unwrap();
    let store = test.open(keys()).await;
    for error in [
        get(&store, "demo").await.unwrap_err(),
        put(&store, "demo").await.unwrap_err(),
    ] {
        assert!(error.to_string().contains("restore the file"), "{error}");
    }
    std::fs::rename(&away, &file).unwrap();
    assert_eq!(get(&test.open(keys()).await, "demo").await.unwrap(), "demo");
}

#[tokio::test]
async fn a_shared_store_accepts_only_a_provided_key() {
    let Some(test) = TestStore::new(Engine::Postgres).await else {
        return;
    };
    let local = Keys::next_to(&"sqlite:store.db".parse().unwrap()).keyring(true);
    let stored = put(&test.open(local).await, "demo").await;
    let error = stored.unwrap_err();
    assert!(error.to_string().contains("MEDIUM_STORE_KEY"), "{error}");
    test.end().await;
}
