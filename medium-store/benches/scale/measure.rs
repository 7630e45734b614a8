//! How it is measured: in rounds, and in each round the stores take turns, so that what else the
//! machine does befalls all of them.

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::deed::{Deed, Service};
use crate::fill::Stage;
use crate::support::Engine;

const ROUNDS: usize = 7;
/// Times that are taken in a round, one after the other.
const TIMES: usize = 140;
/// Tasks at once.
pub(crate) const CROWD: usize = 32;

/// What one deed cost in one store.
pub(crate) struct Cost {
    pub(crate) engine: Engine,
    pub(crate) deed: Deed,
    /// The median of each round, in milliseconds.
    pub(crate) medians: Vec<f64>,
    /// How many a second many tasks managed, of each round.
    pub(crate) rates: Vec<f64>,
    /// What each wrote to PostgreSQL's log, in bytes, of each round.
    pub(crate) logged: Vec<f64>,
}

/// All deeds in all stores. What the disk takes by itself goes to `disk`.
pub(crate) async fn measure(
    stages: &[Stage],
    service: &Arc<Service>,
    disk: &mut Vec<f64>,
) -> Vec<Cost> {
    let mut costs: Vec<Cost> = Deed::ALL
        .iter()
        .flat_map(|deed| stages.iter().map(|stage| Cost::new(stage, *deed)))
        .collect();
    for round in 0..ROUNDS {
        eprintln!("{}: round {}", stages[0].engine, round + 1);
        disk.push(fsync());
        for (number, cost) in costs.iter_mut().enumerate() {
            let stage = &stages[number % stages.len()];
            cost.take(stage, round, service).await;
        }
    }
    costs
}

impl Cost {
    fn new(stage: &Stage, deed: Deed) -> Self {
        Self {
            engine: stage.engine,
            deed,
            medians: Vec::new(),
            rates: Vec::new(),
            logged: Vec::new(),
        }
    }

    async fn take(&mut self, stage: &Stage, round: usize, service: &Arc<Service>) {
        let mut times = Vec::new();
        for account in stage.sample.iter().skip(round * TIMES).take(TIMES) {
            let start = Instant::now();
            let done = self.deed.run(&stage.store, account, 2 * round + 1, service);
            done.await;
            times.push(start.elapsed());
        }
        self.medians.push(median(&mut times));

        stage.checkpoint().await;
        let (before, start) = (stage.logged().await, Instant::now());
        crowd(stage, self.deed, 2 * round + 2, service).await;
        let each = stage.sample.len() as f64;
        self.rates.push(each / start.elapsed().as_secs_f64());
        self.logged
            .push((stage.logged().await - before) as f64 / each);
    }
}

/// All of the sample, by many tasks.
async fn crowd(stage: &Stage, deed: Deed, round: usize, service: &Arc<Service>) {
    let sample = Arc::new(stage.sample.clone());
    let mut crowd = JoinSet::new();
    for first in 0..CROWD {
        let (store, sample) = (stage.store.clone(), Arc::clone(&sample));
        let service = Arc::clone(service);
        crowd.spawn(async move {
            for account in sample.iter().skip(first).step_by(CROWD) {
                deed.run(&store, account, round, &service).await;
            }
        });
    }
    crowd.join_all().await;
}

/// In milliseconds.
fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}

/// What it takes to have 8 KiB on this disk: a commit takes no less.
fn fsync() -> f64 {
    let mut file = tempfile::tempfile().expect("a file");
    let mut times = Vec::new();
    for _ in 0..TIMES {
        file.write_all(&[0; 8192]).expect("written");
        let start = Instant::now();
        file.sync_data().expect("on the disk");
        times.push(start.elapsed());
    }
    median(&mut times)
}
