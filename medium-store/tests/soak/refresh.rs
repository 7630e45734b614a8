//! Many processes with many tasks that find the same expired token.

use std::time::{Duration, Instant};

use medium_sandbox::Sandbox;
use medium_sandbox::faults::Fault;
use medium_store::Store;
use tokio::time::sleep;

use crate::consent::expired_tokens;
use crate::service::{count_executed, slow_refresh, stall, wait_for_stall};
use crate::support::TestStore;
use crate::table::{self, Count};
use crate::worker::{Job, Work, account};
use crate::workers::{Counts, Size, Worker};

crate::on_both_engines!(
    one_token_is_refreshed_once,
    one_rotating_token_is_refreshed_once,
    a_token_without_expiry_is_refreshed_once,
    only_the_lease_holder_refreshes,
    another_process_refreshes_after_a_lease_holder_was_killed,
    a_killed_holder_of_a_rotated_token_requires_one_login,
);

/// Seconds for a refresh, and a margin: long enough for any machine.
const DEFAULT_TIMING: (u64, u64) = (45, 30);
/// The timing if the lease holder is killed: its lease is short enough to wait for.
const SHORT_TIMING: (u64, u64) = (8, 4);

struct Scenario<'t> {
    test: &'t TestStore,
    sandbox: Sandbox,
    store: Store,
    size: Size,
}

impl<'t> Scenario<'t> {
    async fn new(test: &'t TestStore, rotate: bool) -> Self {
        let sandbox = Sandbox::builder().rotate_refresh_tokens(rotate);
        let scenario = Self {
            test,
            sandbox: sandbox.start().await.unwrap(),
            store: test.store().await,
            size: Size::from_env(),
        };
        let tokens = expired_tokens(&scenario.sandbox).await;
        let record = scenario.store.login(&account());
        record.put(&tokens, None).await.unwrap();
        scenario
    }

    fn work(&self, timing: (u64, u64)) -> Work {
        let application = self.sandbox.application();
        Work {
            store: self.test.url_text.clone(),
            api: self.sandbox.url().to_owned(),
            job: Job::Call {
                client_id: application.client_id.clone(),
                client_secret: application.client_secret.clone(),
                tasks: self.size.tasks,
                timing,
            },
        }
    }

    /// Starts a process that gets the lease, sends its refresh, and is killed before the response.
    /// Returns the timing for the processes that follow.
    async fn kill_a_holder(&self) -> (u64, u64) {
        stall(&self.sandbox, "createToken", Fault::StallAfterExecution).await;
        let timing = if self.size.waits {
            SHORT_TIMING
        } else {
            DEFAULT_TIMING
        };
        let mut holder = Worker::ready(&self.work(timing)).await;
        holder.resume().await;
        wait_for_stall(&self.sandbox).await;
        crate::workers::until("the refresh is executed", async || self.refreshes() == 1).await;
        holder.kill().await;
        if !self.size.waits {
            // Expires the lease.
            let end = "UPDATE medium_tokens SET lease_end = 1 WHERE lease_end IS NOT NULL";
            self.test.execute(end).await;
        }
        timing
    }

    /// Starts processes, and resumes them when all are ready.
    async fn start_workers(&self, processes: usize, timing: (u64, u64)) -> Vec<Worker> {
        let work = self.work(timing);
        let mut workers: Vec<Worker> = (0..processes).map(|_| Worker::start(&work)).collect();
        for worker in &mut workers {
            worker.is_ready().await;
        }
        for worker in &mut workers {
            worker.resume().await;
        }
        workers
    }

    /// Runs processes, and returns the results of all their tasks.
    async fn run(&self, processes: usize, timing: (u64, u64)) -> Counts {
        results_of(self.start_workers(processes, timing).await).await
    }

    /// Returns what the server has received, without the exchange of the code.
    fn refreshes(&self) -> usize {
        count_executed(&self.sandbox, "/v1/tokens") - 1
    }

    /// Checks the number of refreshes and the results of all tasks.
    fn check(&self, what: &str, processes: usize, counts: &Counts, expected: (usize, &str)) {
        let tasks = self.size.tasks;
        let all = Counts::from([(expected.1.to_owned(), processes * tasks)]);
        Count::new(
            self.test.engine,
            format!("{processes} × {tasks} tasks, {what}"),
            result_of(self.refreshes(), counts),
            result_of(expected.0, &all),
        )
        .check();
    }

    async fn is_refreshed_once(&self, what: &str) {
        // A slow refresh gives the other processes time to try as well.
        slow_refresh(&self.sandbox).await;
        let counts = self.run(self.size.processes, DEFAULT_TIMING).await;
        self.check(what, self.size.processes, &counts, (1, "ok"));
    }
}

fn result_of(refreshes: usize, counts: &Counts) -> String {
    format!("{refreshes} refreshes; {}", table::list(counts))
}

/// Returns the results of all tasks of these processes.
async fn results_of(workers: Vec<Worker>) -> Counts {
    let mut all = Counts::new();
    for mut worker in workers {
        for (outcome, count) in worker.counts().await {
            *all.entry(outcome).or_default() += count;
        }
    }
    all
}

async fn one_token_is_refreshed_once(test: &TestStore) {
    Scenario::new(test, false)
        .await
        .is_refreshed_once("an expired token")
        .await;
}

async fn one_rotating_token_is_refreshed_once(test: &TestStore) {
    Scenario::new(test, true)
        .await
        .is_refreshed_once("an expired token, rotating")
        .await;
}

/// Each task gets a 401 first.
async fn a_token_without_expiry_is_refreshed_once(test: &TestStore) {
    let mut scenario = Scenario::new(test, true).await;
    // Twice the calls have to fit into the sandbox's log.
    scenario.size.tasks = scenario.size.tasks.min(500);
    let record = scenario.store.login(&account());
    let mut tokens = record.get().await.unwrap().unwrap().tokens;
    tokens.expires_at = None;
    record.put(&tokens, None).await.unwrap();
    scenario
        .is_refreshed_once("a token rejected with 401")
        .await;
}

async fn only_the_lease_holder_refreshes(test: &TestStore) {
    let scenario = Scenario::new(test, false).await;
    let source = scenario.store.login(&account()).source();
    let held = source.lease(Duration::from_secs(60)).await.unwrap();
    let workers = scenario
        .start_workers(scenario.size.processes, DEFAULT_TIMING)
        .await;
    let start = Instant::now();
    let held_for = Duration::from_millis(if scenario.size.waits { 2000 } else { 500 });
    while start.elapsed() < held_for {
        assert_eq!(scenario.refreshes(), 0, "another client has the lease");
        sleep(Duration::from_millis(10)).await;
    }
    source.release(held.unwrap()).await.unwrap();
    let counts = results_of(workers).await;
    let what = format!("an expired token, its lease held for {held_for:?}");
    scenario.check(&what, scenario.size.processes, &counts, (1, "ok"));
}

async fn another_process_refreshes_after_a_lease_holder_was_killed(test: &TestStore) {
    let scenario = Scenario::new(test, false).await;
    let timing = scenario.kill_a_holder().await;
    let left = scenario.size.processes - 1;
    let counts = scenario.run(left, timing).await;
    // The refresh of the killed process, and one more.
    scenario.check("one more killed in its refresh", left, &counts, (2, "ok"));
}

async fn a_killed_holder_of_a_rotated_token_requires_one_login(test: &TestStore) {
    let scenario = Scenario::new(test, true).await;
    let timing = scenario.kill_a_holder().await;
    let left = scenario.size.processes - 1;
    let counts = scenario.run(left, timing).await;
    // The only valid tokens were lost with the killed process: its refresh, and one that is
    // rejected.
    let what = "rotating, one more killed in its refresh";
    scenario.check(what, left, &counts, (2, "log in"));

    // Later processes learn it from the store, without a request to the server.
    let later = scenario.run(1, timing).await;
    scenario.check("rotating, later", 1, &later, (2, "log in"));

    // After a login, everything works again: an exchange of a code, and a refresh.
    let tokens = expired_tokens(&scenario.sandbox).await;
    let record = scenario.store.login(&account());
    record.put(&tokens, None).await.unwrap();
    let after = scenario.run(1, timing).await;
    scenario.check("rotating, logged in again", 1, &after, (4, "ok"));
}
