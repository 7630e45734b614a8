//! Measures in rounds, in which the stores take turns, so that other load on the machine affects
//! all of them.

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::fill::FilledStore;
use crate::operation::{Operation, Service};
use crate::support::Engine;

const ROUNDS: usize = 7;
/// How many operations are timed per round, one after the other.
const TIMES: usize = 140;
/// The number of concurrent tasks.
pub(crate) const TASKS: usize = 32;

/// The times of one operation in one store.
pub(crate) struct Cost {
    pub(crate) engine: Engine,
    pub(crate) operation: Operation,
    /// The median of each round, in milliseconds.
    pub(crate) medians: Vec<f64>,
    /// Operations per second of concurrent tasks, one per round.
    pub(crate) rates: Vec<f64>,
    /// Bytes per operation in PostgreSQL's log, one per round.
    pub(crate) logged: Vec<f64>,
}

/// Measures all operations in all stores. Adds the disk's own write times to `disk`.
pub(crate) async fn measure(
    stores: &[FilledStore],
    service: &Arc<Service>,
    disk: &mut Vec<f64>,
) -> Vec<Cost> {
    let mut costs: Vec<Cost> = Operation::ALL
        .iter()
        .flat_map(|operation| stores.iter().map(|filled| Cost::new(filled, *operation)))
        .collect();
    for round in 0..ROUNDS {
        eprintln!("{}: round {}", stores[0].engine, round + 1);
        disk.push(fsync());
        for (number, cost) in costs.iter_mut().enumerate() {
            let filled = &stores[number % stores.len()];
            cost.measure_round(filled, round, service).await;
        }
    }
    costs
}

impl Cost {
    fn new(filled: &FilledStore, operation: Operation) -> Self {
        Self {
            engine: filled.engine,
            operation,
            medians: Vec::new(),
            rates: Vec::new(),
            logged: Vec::new(),
        }
    }

    async fn measure_round(&mut self, filled: &FilledStore, round: usize, service: &Arc<Service>) {
        let mut times = Vec::new();
        for account in filled.sample.iter().skip(round * TIMES).take(TIMES) {
            let start = Instant::now();
            let store = &filled.store;
            let run = self.operation.run(store, account, 2 * round + 1, service);
            run.await;
            times.push(start.elapsed());
        }
        self.medians.push(median(&mut times));

        filled.checkpoint().await;
        let (before, start) = (filled.wal_bytes().await, Instant::now());
        run_concurrently(filled, self.operation, 2 * round + 2, service).await;
        let each = filled.sample.len() as f64;
        self.rates.push(each / start.elapsed().as_secs_f64());
        self.logged
            .push((filled.wal_bytes().await - before) as f64 / each);
    }
}

/// Runs the operation for the whole sample, by concurrent tasks.
async fn run_concurrently(
    filled: &FilledStore,
    operation: Operation,
    round: usize,
    service: &Arc<Service>,
) {
    let sample = Arc::new(filled.sample.clone());
    let mut tasks = JoinSet::new();
    for first in 0..TASKS {
        let (store, sample) = (filled.store.clone(), Arc::clone(&sample));
        let service = Arc::clone(service);
        tasks.spawn(async move {
            for account in sample.iter().skip(first).step_by(TASKS) {
                operation.run(&store, account, round, &service).await;
            }
        });
    }
    tasks.join_all().await;
}

/// Returns the median in milliseconds.
fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}

/// Times writing 8 KiB to this disk: no commit is faster.
fn fsync() -> f64 {
    let mut file = tempfile::tempfile().unwrap();
    let mut times = Vec::new();
    for _ in 0..TIMES {
        file.write_all(&[0; 8192]).unwrap();
        let start = Instant::now();
        file.sync_data().unwrap();
        times.push(start.elapsed());
    }
    median(&mut times)
}
