//! A publishing process is killed at any moment, however awkward.

use std::collections::BTreeMap;
use std::time::Instant;

use tokio::time::{sleep, timeout};

use crate::crew::{Size, Worker};
use crate::publish::Publishing;
use crate::support::Home;

crate::on_both_engines!(no_moment_leads_to_two_posts_or_to_a_ledger_that_denies_one);

async fn no_moment_leads_to_two_posts_or_to_a_ledger_that_denies_one(home: &Home) {
    let publishing = Publishing::new(home).await;
    let start = Instant::now();
    let undisturbed = Worker::start(&publishing.work("undisturbed", None));
    assert_eq!(undisturbed.ends().await, "published");
    let usual = start.elapsed();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for number in 0..Size::asked().kills {
        let article = format!("article {number}");
        let mut process = Worker::start(&publishing.work(&article, None));
        // Any moment will do: what is asserted holds at each.
        sleep(usual.mul_f64(fastrand::f64() * 1.2)).await;
        process.kill().await;
        drop(process);
        settle_down(&publishing, &article).await;
        let (posts, state) = (publishing.posts(&article), publishing.state(&article).await);
        assert!(
            posts == 0 || state.is_some(),
            "{article}: the ledger denies a post"
        );

        let next = Worker::start(&publishing.work(&article, None)).ends().await;
        assert!(publishing.posts(&article) <= 1, "{article}: two posts");
        let found = format!("{posts} posts, ledger {state:?}, run again: {next}");
        *seen.entry(found).or_default() += 1;
    }
    println!("{:?}: killed at random moments: {seen:?}", home.engine);
}

/// A request of the process that was killed may still be under way in the server: it is given the
/// time that an answer takes there.
async fn settle_down(publishing: &Publishing<'_>, article: &str) {
    let arrives = crate::crew::until("a post", async || publishing.posts(article) == 1);
    let _ = timeout(std::time::Duration::from_millis(50), arrives).await;
}
