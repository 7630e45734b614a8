//! A publishing process that is killed at random times.

use std::collections::BTreeMap;
use std::time::Instant;

use tokio::time::{sleep, timeout};

use crate::publish::PublishScenario;
use crate::support::TestStore;
use crate::table::{self, Count};
use crate::workers::{Size, Worker};

crate::on_both_engines!(a_kill_at_any_time_neither_publishes_twice_nor_loses_a_post);

async fn a_kill_at_any_time_neither_publishes_twice_nor_loses_a_post(test: &TestStore) {
    let publishing = PublishScenario::new(test).await;
    let undisturbed = Worker::ready(&publishing.work("undisturbed", None)).await;
    let start = Instant::now();
    assert_eq!(undisturbed.wait_for_exit().await, "published");
    let usual = start.elapsed();
    let kills = Size::from_env().kills;
    let (mut missing, mut results) = (0, BTreeMap::<String, usize>::new());
    for number in 0..kills {
        let article = name(number);
        let mut process = Worker::ready(&publishing.work(&article, None)).await;
        // The time doesn't matter: the assertions hold at any time.
        sleep(usual.mul_f64(fastrand::f64() * 1.2)).await;
        process.kill().await;
        drop(process);
        wait_for_server(&publishing, &article).await;
        let (posts, state) = (publishing.posts(&article), publishing.state(&article).await);
        missing += usize::from(posts > 0 && state.is_none());
        let next = publishing.run(&article).await;
        let state = state.map_or("nothing".to_owned(), |state| format!("{state:?}"));
        let found = format!("{posts} posts, {state}, then {next}");
        *results.entry(found).or_default() += 1;
    }
    let twice = (0..kills).filter(|number| publishing.posts(&name(*number)) > 1);
    let mut count = Count::new(
        test.engine,
        format!("a publish, killed at {kills} random moments"),
        format!(
            "{} posted twice, {missing} missing in the ledger",
            twice.count()
        ),
        "0 posted twice, 0 missing in the ledger",
    );
    count.details = table::list(&results);
    count.check();
}

fn name(number: usize) -> String {
    format!("article {number}")
}

/// Waits as long as a response takes: the server may still handle a request of the killed process.
async fn wait_for_server(publishing: &PublishScenario<'_>, article: &str) {
    let arrives = crate::workers::until("a post", async || publishing.posts(article) == 1);
    let _ = timeout(std::time::Duration::from_millis(50), arrives).await;
}
