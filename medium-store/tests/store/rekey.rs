//! Replacing the key.

use std::time::Duration;

use medium_api::auth::{Application, Tokens};
use medium_store::{Account, Error, Keys, Store};

use crate::support::{TestStore, key};

crate::on_both_engines!(
    rekey_encrypts_everything_with_the_new_key,
    a_process_with_the_old_key_gets_an_error,
    rekey_fails_while_tokens_are_being_refreshed,
    rekey_stops_at_a_tampered_record,
);

fn account(number: usize) -> Account {
    Account::sandbox(format!("user-{number:04}"))
}

async fn fill(store: &Store, logins: usize) {
    let callback = "http://127.0.0.1:8585/callback".parse();
    let application = Application::new("client", "secret", callback.unwrap());
    for number in 0..logins {
        let tokens = Tokens::new(number.to_string(), None);
        let record = store.login(&account(number));
        record.put(&tokens, Some(&application)).await.unwrap();
    }
}

async fn rekey(store: &Store) -> Result<(), Error> {
    store.rekey(Keys::provided(key('b'))).await
}

async fn access(store: &Store, number: usize) -> Result<String, Error> {
    let login = store.login(&account(number)).get().await?.unwrap();
    let application = login.application.unwrap();
    assert_eq!(application.client_secret.expose(), "secret");
    Ok(login.tokens.access.expose().to_owned())
}

async fn rekey_encrypts_everything_with_the_new_key(test: &TestStore) {
    // More logins than are read at a time.
    const LOGINS: usize = 501;
    let store = test.store().await;
    fill(&store, LOGINS).await;
    rekey(&store).await.unwrap();
    for store in [store, test.open(Keys::provided(key('b'))).await] {
        for number in [0, 250, LOGINS - 1] {
            let found = access(&store, number).await.unwrap();
            assert_eq!(found, number.to_string());
        }
    }
    let old = test.store().await;
    assert!(matches!(access(&old, 0).await, Err(Error::WrongKey { .. })));
}

async fn a_process_with_the_old_key_gets_an_error(test: &TestStore) {
    let other = test.store().await;
    fill(&other, 2).await;
    rekey(&test.store().await).await.unwrap();
    assert!(matches!(access(&other, 0).await, Err(Error::Rekeyed)));
    let record = other.login(&account(0));
    let late = record.put(&Tokens::new("late", None), None).await;
    assert!(matches!(late, Err(Error::Rekeyed)));
    let now = test.open(Keys::provided(key('b'))).await;
    assert_eq!(access(&now, 0).await.unwrap(), "0");
}

async fn rekey_fails_while_tokens_are_being_refreshed(test: &TestStore) {
    let store = test.store().await;
    fill(&store, 1).await;
    let source = store.login(&account(0)).source();
    let lease = source.lease(Duration::from_secs(60)).await;
    let lease = lease.unwrap().unwrap();
    assert!(matches!(rekey(&store).await, Err(Error::Leased)));
    source.release(lease).await.unwrap();
    rekey(&store).await.unwrap();
}

async fn rekey_stops_at_a_tampered_record(test: &TestStore) {
    let store = test.store().await;
    fill(&store, 3).await;
    test.execute("UPDATE medium_tokens SET application = sealed WHERE account = 'user-0001'")
        .await;
    assert!(matches!(rekey(&store).await, Err(Error::Tampered { .. })));
    assert_eq!(access(&test.store().await, 0).await.unwrap(), "0");
}

#[tokio::test]
async fn a_failed_rekey_leaves_no_key_behind() {
    let test = TestStore::sqlite().await;
    let keys = || Keys::next_to(&test.url());
    let store = test.open(keys()).await;
    fill(&store, 2).await;
    let before = crate::files::key_file(&test);
    test.execute("UPDATE medium_tokens SET sealed = application WHERE account = 'user-0001'")
        .await;
    let result = store.rekey(keys()).await;
    assert!(matches!(result, Err(Error::Tampered { .. })));
    assert_eq!(crate::files::key_file(&test), before);
    assert_eq!(access(&store, 0).await.unwrap(), "0");
}

#[tokio::test]
async fn rekey_replaces_the_key_file() {
    let test = TestStore::sqlite().await;
    let store = test.open(Keys::next_to(&test.url())).await;
    fill(&store, 2).await;
    let before = crate::files::key_file(&test);
    store.rekey(Keys::next_to(&test.url())).await.unwrap();
    assert_ne!(crate::files::key_file(&test), before);
    let again = test.open(Keys::next_to(&test.url())).await;
    assert_eq!(access(&again, 1).await.unwrap(), "1");
}
