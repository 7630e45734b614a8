//! Runs that publish the same article at the same time: one sends it, and the others wait for the
//! result.

use std::pin::pin;
use std::time::Duration;

use medium_store::{Consent, Draft, Obstacle};
use tokio::time::sleep;

use crate::ledger::{draft, ledger, post, publish, ticket};
use crate::support::Home;

crate::on_both_engines!(
    a_waiting_run_sees_the_published_post,
    a_waiting_run_continues_if_nothing_was_published,
    a_waiting_run_waits_for_the_lease_of_a_dead_run,
    a_slow_run_renews_its_lease,
    waits_for_another_article_with_the_same_content,
);

/// Expires the lease of a run, as if it had not renewed it.
pub(crate) async fn lease_ends(home: &Home) {
    home.execute("UPDATE medium_ledger SET lease_end = 0").await;
}

/// Returns what a waiting run gets after `other_run`. It waits from before that.
async fn found_after(
    home: &Home,
    draft: &Draft,
    other_run: impl Future<Output = ()>,
) -> Option<Obstacle> {
    let waiting = ledger(home).await;
    let mut found = pin!(waiting.wait(draft, Consent::default()));
    // Wait until the other run is seen before it continues.
    tokio::select! {
        biased;
        found = &mut found => panic!("nothing was done yet: {found:?}"),
        () = sleep(Duration::from_millis(300)) => {}
    }
    other_run.await;
    found.await.expect("a result")
}

async fn a_waiting_run_sees_the_published_post(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    let published = async { ledger.finish(sent, &post()).await.expect("written") };
    let found = found_after(home, &draft, published).await;
    assert!(matches!(found, Some(Obstacle::Published(_))), "{found:?}");
}

async fn a_waiting_run_continues_if_nothing_was_published(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    let refused = async { ledger.abandon(sent).await.expect("written") };
    assert_eq!(found_after(home, &draft, refused).await, None);
    publish(&ledger, &draft).await;
}

async fn a_waiting_run_waits_for_the_lease_of_a_dead_run(home: &Home) {
    let draft = draft("one", "text");
    let _lost = ticket(&ledger(home).await, &draft, Consent::default()).await;
    let found = found_after(home, &draft, lease_ends(home)).await;
    assert!(matches!(found, Some(Obstacle::Unsettled(_))), "{found:?}");
}

async fn a_slow_run_renews_its_lease(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    lease_ends(home).await;
    // The work ends only after others have seen the renewed lease.
    let seen = async {
        loop {
            let found = ledger.check(&draft, Consent::default()).await;
            if matches!(found.expect("a result"), Some(Obstacle::InProgress(_))) {
                return;
            }
        }
    };
    ledger.hold(&sent, seen).await;
    ledger.finish(sent, &post()).await.expect("written");
}

async fn waits_for_another_article_with_the_same_content(home: &Home) {
    let ledger = ledger(home).await;
    let sent = ticket(&ledger, &draft("one", "text"), Consent::default()).await;
    let published = async { ledger.finish(sent, &post()).await.expect("written") };
    let found = found_after(home, &draft("renamed", "text"), published).await;
    assert!(matches!(found, Some(Obstacle::Twin(_))), "{found:?}");
}
