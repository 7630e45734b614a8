//! What is measured: one after the other, and many at once.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use medium_store::{Account, Begun, Consent, Published, Store};
use tokio::task::JoinSet;

use crate::fill::draft;
use crate::support::Home;

/// A lease as the client asks for it.
const LEASE: Duration = Duration::from_secs(75);
/// Tasks at once.
const CROWD: usize = 32;

/// The median and the 99th of a hundred of times taken, and how many a second many tasks manage.
#[derive(Clone, Copy)]
struct Cost {
    median: Duration,
    slow: Duration,
    a_second: f64,
}

/// What was measured of one store.
pub(crate) struct Measured {
    renewal: Cost,
    look_up: Cost,
    publish: Cost,
}

impl Measured {
    pub(crate) const HEADER: &str = "\
| engine | accounts | lease, refresh, save: median | p99 | a second, 32 tasks | ledger look-up: median | p99 | a second, 32 tasks | begin, finish: median | p99 | a second, 32 tasks | on disk |
|---|---|---|---|---|---|---|---|---|---|---|---|";
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for cost in [self.renewal, self.look_up, self.publish] {
            write!(
                f,
                "| {:.2} ms | {:.2} ms | {:.0} ",
                cost.median.as_secs_f64() * 1e3,
                cost.slow.as_secs_f64() * 1e3,
                cost.a_second
            )?;
        }
        f.write_str("|")
    }
}

pub(crate) async fn measure(home: &Home, sample: &[Account]) -> Measured {
    let store = home.store().await;
    let measured = Measured {
        renewal: cost(&store, sample, |store, account, _| renewal(store, account)).await,
        look_up: cost(&store, sample, |store, account, _| look_up(store, account)).await,
        publish: cost(&store, sample, publish).await,
    };
    store.close().await;
    measured
}

/// Once through the sample one after the other, and once with many at a time.
async fn cost<F, A>(store: &Store, sample: &[Account], act: F) -> Cost
where
    F: Fn(Store, Account, usize) -> A + Clone + Send + 'static,
    A: Future<Output = ()> + Send,
{
    let mut times = Vec::new();
    for account in sample {
        let start = Instant::now();
        act(store.clone(), account.clone(), 1).await;
        times.push(start.elapsed());
    }
    times.sort();
    let start = Instant::now();
    let accounts = Arc::new(sample.to_vec());
    let mut crowd = JoinSet::new();
    for first in 0..CROWD {
        let (store, accounts, act) = (store.clone(), Arc::clone(&accounts), act.clone());
        crowd.spawn(async move {
            for account in accounts.iter().skip(first).step_by(CROWD) {
                act(store.clone(), account.clone(), 2).await;
            }
        });
    }
    crowd.join_all().await;
    Cost {
        median: times[times.len() / 2],
        slow: times[times.len() * 99 / 100],
        a_second: sample.len() as f64 / start.elapsed().as_secs_f64(),
    }
}

/// What the client asks of the store for one refresh; the refresh itself is the service's.
async fn renewal(store: Store, account: Account) {
    let source = store.tokens(&account).source();
    source.load().await.expect("read").expect("a login");
    let lease = source.lease(LEASE).await.expect("asked").expect("free");
    let stored = source.load().await.expect("read").expect("a login");
    let saved = source
        .save(stored.tokens, stored.version, lease.clone())
        .await;
    assert!(saved.expect("asked").is_some());
    source.release(lease).await.expect("asked");
}

async fn look_up(store: Store, account: Account) {
    let known = draft(&account, 0);
    let found = store
        .ledger(&account)
        .check(&known, Consent::default())
        .await;
    assert!(found.expect("asked").is_some());
}

/// What the ledger costs a post; the post itself is the service's.
async fn publish(store: Store, account: Account, round: usize) {
    let ledger = store.ledger(&account);
    let begun = ledger
        .begin(&draft(&account, round), Consent::default())
        .await;
    let Begun::Ticket(ticket) = begun.expect("asked") else {
        panic!("it is new");
    };
    let post = Published::new("e6f36a000000", "https://medium.com/@user/e6f36a000000");
    ledger.finish(ticket, &post).await.expect("written");
}
