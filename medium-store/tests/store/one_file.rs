//! SQLite's store is one file: a copy is complete, and contains nothing that was deleted.

use std::fs;
use std::path::Path;

use medium_api::auth::Tokens;
use medium_store::{Account, Article, Error, Keys, Ledger, Store, StoreUrl};
use sqlx::Connection;

use crate::files::key_file;
use crate::support::{TestStore, articles};

fn account() -> Account {
    Account::sandbox("demo")
}

async fn publish(ledger: &Ledger, id: &str) {
    articles::publish(ledger, &articles::draft(id, id)).await;
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

/// Returns whether any file of the folder contains `bytes`.
fn contains_bytes(folder: &Path, bytes: &[u8]) -> bool {
    names(folder).iter().any(|name| {
        let file = fs::read(folder.join(name)).unwrap();
        file.windows(bytes.len()).any(|part| part == bytes)
    })
}

/// Creates a store as earlier versions did: with a write-ahead log, and deleted rows in its free
/// pages.
async fn create_as_earlier_version(test: &TestStore, change: &str) {
    let before = "PRAGMA secure_delete = OFF; PRAGMA journal_mode = WAL;";
    test.execute(&format!("{before} {change}")).await;
}

#[tokio::test]
async fn a_copy_of_the_file_contains_the_last_write() {
    let test = TestStore::sqlite().await;
    let store = test.store().await;
    for number in 1..=10 {
        publish(&store.ledger(&account()), &number.to_string()).await;
        assert_eq!(names(test.folder.path()), ["store.db"]);
        let copy = tempfile::tempdir().unwrap();
        let file = copy.path().join("store.db");
        // The store is still open.
        fs::copy(test.folder.path().join("store.db"), &file).unwrap();
        let copied = Store::open(&StoreUrl::sqlite(file), Keys::default()).await;
        let ledger = copied.unwrap().ledger(&account());
        assert_eq!(ledger.list(100).await.unwrap().len(), number);
    }
}

#[tokio::test]
async fn converts_the_store_of_a_killed_earlier_version_to_one_file() {
    let test = TestStore::sqlite().await;
    let store = test.store().await;
    publish(&store.ledger(&account()), "one").await;
    store.close().await;
    create_as_earlier_version(&test, "").await;
    let mut killed = test.connect_sqlite().await;
    let change = sqlx::raw_sql("UPDATE medium_ledger SET post = 'changed'");
    change.execute(&mut killed).await.unwrap();
    // A copy has the same files as after a kill: the change is in the log alone.
    let copy = tempfile::tempdir().unwrap();
    for name in ["store.db", "store.db-wal"] {
        let file = test.folder.path().join(name);
        fs::copy(file, copy.path().join(name)).unwrap();
    }

    let url = StoreUrl::sqlite(copy.path().join("store.db"));
    let store = Store::open(&url, Keys::default()).await.unwrap();
    assert_eq!(names(copy.path()), ["store.db"]);
    let entries = store.ledger(&account()).list(10).await.unwrap();
    assert_eq!(entries[0].post.as_deref(), Some("changed"));
}

#[tokio::test]
async fn converts_a_store_later_while_an_earlier_version_uses_it() {
    let test = TestStore::sqlite().await;
    test.store().await.close().await;
    create_as_earlier_version(&test, "").await;
    let mut other = test.connect_sqlite().await;
    let read = sqlx::query("SELECT version FROM medium_schema");
    read.fetch_all(&mut other).await.unwrap();

    let store = test.store().await;
    publish(&store.ledger(&account()), "one").await;
    store.close().await;
    other.close().await.unwrap();
    test.store().await.close().await;
    assert_eq!(names(test.folder.path()), ["store.db"]);
    let ledger = test.store().await.ledger(&account());
    assert_eq!(ledger.list(10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn many_processes_can_open_an_earlier_store_at_once() {
    let test = TestStore::sqlite().await;
    test.store().await.close().await;
    for _ in 0..5 {
        create_as_earlier_version(&test, "").await;
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..8 {
            let url = test.url();
            tasks.spawn(async move {
                let store = Store::open(&url, Keys::default()).await.unwrap();
                publish(&store.ledger(&account()), &number.to_string()).await;
                store.close().await;
            });
        }
        tasks.join_all().await;
        let ledger = test.store().await.ledger(&account());
        for number in 0..8 {
            let article = Article::id(&number.to_string());
            assert_eq!(ledger.forget(&article).await.unwrap(), 1);
        }
    }
}

/// The key is in the same folder, so an encrypted token is no safer than a plain one.
#[tokio::test]
async fn a_deleted_or_replaced_login_leaves_no_bytes() {
    let test = TestStore::sqlite().await;
    let keys = || Keys::next_to(&test.url());
    let store = test.open(keys()).await;
    let record = store.login(&account());
    let mut encrypted = Vec::new();
    // Of several sizes: long tokens have their own pages.
    for length in [10, 1_000, 20_000] {
        let tokens = Tokens::new("t".repeat(length), None);
        record.put(&tokens, None).await.unwrap();
        let stored = test.bytes("SELECT sealed FROM medium_tokens").await;
        encrypted.extend(stored);
    }
    let part = |data: &[u8]| data[data.len() / 2..][..24].to_vec();
    assert!(
        contains_bytes(test.folder.path(), &part(&encrypted[2])),
        "the login is in the file before it is deleted"
    );
    assert!(record.forget().await.unwrap());
    store.close().await;
    for data in &encrypted {
        let remains = contains_bytes(test.folder.path(), &part(data));
        assert!(!remains, "{}", data.len());
    }
}

#[tokio::test]
async fn opening_a_store_removes_deleted_logins_of_an_earlier_version() {
    let test = TestStore::sqlite().await;
    let store = test.open(Keys::next_to(&test.url())).await;
    let tokens = Tokens::new("t".repeat(20_000), None);
    let record = store.login(&account());
    record.put(&tokens, None).await.unwrap();
    store.close().await;
    let stored = test.bytes("SELECT sealed FROM medium_tokens").await;
    let part = &stored[0][10_000..10_024];
    create_as_earlier_version(&test, "DELETE FROM medium_tokens").await;
    assert!(contains_bytes(test.folder.path(), part), "in a free page");
    test.store().await.close().await;
    assert!(!contains_bytes(test.folder.path(), part));
}

#[tokio::test]
async fn rejects_a_new_store_if_a_key_file_exists() {
    let test = TestStore::sqlite().await;
    let keys = || Keys::next_to(&test.url());
    let store = test.open(keys()).await;
    let record = store.login(&account());
    let stored = record.put(&Tokens::new("access", None), None).await;
    stored.unwrap();
    publish(&store.ledger(&account()), "one").await;
    store.close().await;
    let file = test.folder.path().join("store.db");
    let copy = fs::read(&file).unwrap();
    fs::write(&file, "").unwrap();

    let error = Store::open(&test.url(), keys()).await.unwrap_err();
    assert!(matches!(error, Error::Lost { .. }), "{error}");
    let message = error.to_string();
    let key = key_file(&test);
    for part in [
        &*file.to_string_lossy(),
        &*key.to_string_lossy(),
        "from a copy",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    assert_eq!(fs::metadata(&file).unwrap().len(), 0);

    fs::write(&file, copy).unwrap();
    let ledger = test.open(keys()).await.ledger(&account());
    assert_eq!(ledger.list(10).await.unwrap().len(), 1);
    fs::remove_file(&file).unwrap();
    let error = Store::open(&test.url(), keys()).await.unwrap_err();
    assert!(matches!(error, Error::Lost { .. }), "{error}");
    assert!(!file.exists(), "no new store is created");
    // As the message advises.
    fs::rename(key, test.folder.path().join("kept")).unwrap();
    test.open(keys()).await.close().await;
}
