//! A process that is killed while it replaces the key.

use std::time::{Duration, Instant};

use medium_api::auth::Tokens;
use medium_store::{Account, Keys};
use tokio::time::sleep;

use crate::support::TestStore;
use crate::table::Count;
use crate::worker::{Job, Work, keys_of};
use crate::workers::{Size, Worker};

crate::on_both_engines!(a_kill_during_a_rekey_leaves_every_login_readable);

const LOGINS: usize = 60;

fn account(number: usize) -> Account {
    Account::sandbox(format!("user-{number}"))
}

async fn a_kill_during_a_rekey_leaves_every_login_readable(test: &TestStore) {
    fill(test, keys_of(&test.url(), 'a')).await;
    let usual = time_undisturbed(test).await;
    let kills = Size::from_env().kills;
    let (mut lost, mut changes) = (0, 0);
    let (mut keys, mut id) = (['b', 'a'], key_id(test).await);
    for _ in 0..kills {
        let mut process = start(test, keys).await;
        // The time doesn't matter: the assertions hold at any time.
        sleep(usual.mul_f64(fastrand::f64() * 1.2)).await;
        process.kill().await;
        let now = key_id(test).await;
        if now != id {
            changes += 1;
            keys.reverse();
            id = now;
        }
        lost += unreadable(test, keys_of(&test.url(), keys[0])).await;
    }
    let mut count = Count::new(
        test.engine,
        format!("another key for {LOGINS} logins, killed at {kills} random moments"),
        format!("{lost} unreadable"),
        "0 unreadable",
    );
    count.details = format!("{changes} × the new key, {} × the old one", kills - changes);
    count.check();
}

async fn fill(test: &TestStore, keys: Keys) {
    let store = test.open(keys).await;
    for number in 0..LOGINS {
        let record = store.login(&account(number));
        let tokens = Tokens::new(number.to_string(), None);
        record.put(&tokens, None).await.unwrap();
    }
}

/// Starts a process that replaces the key.
async fn start(test: &TestStore, keys: [char; 2]) -> Worker {
    let work = Work {
        store: test.url_text.clone(),
        api: String::new(),
        job: Job::Rekey { keys },
    };
    Worker::ready(&work).await
}

/// Returns how long a process takes that is not killed.
async fn time_undisturbed(test: &TestStore) -> Duration {
    let process = start(test, ['a', 'b']).await;
    let start = Instant::now();
    assert_eq!(process.wait_for_exit().await, "rekeyed");
    start.elapsed()
}

/// Returns the name of the store's key.
async fn key_id(test: &TestStore) -> Vec<u8> {
    if test.url().is_shared() {
        // PostgreSQL may still execute the killed process's last statement.
        test.execute("LOCK TABLE medium_tokens IN EXCLUSIVE MODE; SELECT 1")
            .await;
    }
    let sql = "SELECT CAST(id AS {bytes}) FROM medium_key";
    let bytes = if test.url().is_shared() {
        "BYTEA"
    } else {
        "BLOB"
    };
    let ids = test.bytes(&sql.replace("{bytes}", bytes)).await;
    ids.concat()
}

/// Counts logins that can't be read as before.
async fn unreadable(test: &TestStore, keys: Keys) -> usize {
    let store = test.open(keys).await;
    let mut unreadable = 0;
    for number in 0..LOGINS {
        let login = store.login(&account(number)).get().await;
        let found = login.ok().flatten();
        let same = found.is_some_and(|login| login.tokens.access.expose() == number.to_string());
        unreadable += usize::from(!same);
    }
    store.close().await;
    unreadable
}
