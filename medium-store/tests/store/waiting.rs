//! Runs that publish the same article at once: one sends it, and the others wait for what comes of it.

use std::pin::pin;
use std::time::Duration;

use medium_store::{Consent, Draft, Obstacle};
use tokio::time::sleep;

use crate::ledger::{draft, ledger, post, publish, ticket};
use crate::support::Home;

crate::on_both_engines!(
    who_waits_sees_what_the_other_run_published,
    who_waits_goes_on_when_the_other_run_published_nothing,
    who_waits_for_a_run_that_died_waits_for_its_lease,
    a_run_that_is_slow_keeps_its_lease,
    a_twin_under_way_is_waited_for,
);

/// As if the run that had the ticket had said nothing for a while.
pub(crate) async fn lease_ends(home: &Home) {
    home.execute("UPDATE medium_ledger SET lease_end = 0").await;
}

/// What somebody who waits finds, once `other_run` has done its part. They wait from before it on.
async fn found_after(
    home: &Home,
    draft: &Draft,
    other_run: impl Future<Output = ()>,
) -> Option<Obstacle> {
    let waiting = ledger(home).await;
    let mut found = pin!(waiting.wait(draft, Consent::default()));
    // The other run is seen to be at work before it goes on.
    tokio::select! {
        biased;
        found = &mut found => panic!("nothing was done yet: {found:?}"),
        () = sleep(Duration::from_millis(300)) => {}
    }
    other_run.await;
    found.await.expect("asked")
}

async fn who_waits_sees_what_the_other_run_published(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    let published = async { ledger.finish(sent, &post()).await.expect("written") };
    let found = found_after(home, &draft, published).await;
    assert!(matches!(found, Some(Obstacle::Published(_))), "{found:?}");
}

async fn who_waits_goes_on_when_the_other_run_published_nothing(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    let refused = async { ledger.abandon(sent).await.expect("written") };
    assert_eq!(found_after(home, &draft, refused).await, None);
    publish(&ledger, &draft).await;
}

async fn who_waits_for_a_run_that_died_waits_for_its_lease(home: &Home) {
    let draft = draft("one", "text");
    let _lost = ticket(&ledger(home).await, &draft, Consent::default()).await;
    let found = found_after(home, &draft, lease_ends(home)).await;
    assert!(matches!(found, Some(Obstacle::Unsettled(_))), "{found:?}");
}

async fn a_run_that_is_slow_keeps_its_lease(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    lease_ends(home).await;
    // It says that it is at work for as long as the work takes, which is until that is seen.
    let seen = async {
        loop {
            let found = ledger.check(&draft, Consent::default()).await;
            if matches!(found.expect("asked"), Some(Obstacle::InProgress(_))) {
                return;
            }
        }
    };
    ledger.hold(&sent, seen).await;
    ledger.finish(sent, &post()).await.expect("written");
}

async fn a_twin_under_way_is_waited_for(home: &Home) {
    let ledger = ledger(home).await;
    let sent = ticket(&ledger, &draft("one", "text"), Consent::default()).await;
    let published = async { ledger.finish(sent, &post()).await.expect("written") };
    let found = found_after(home, &draft("renamed", "text"), published).await;
    assert!(matches!(found, Some(Obstacle::Twin(_))), "{found:?}");
}
