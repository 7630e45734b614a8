//! Concurrent runs that publish the same article: one sends it, the others wait for the result.

use std::pin::pin;

use medium_store::{Conflict, Draft, Overrides};

use crate::support::TestStore;
use crate::support::articles::{draft, ledger, post, publish, start};

crate::on_both_engines!(
    a_waiting_run_sees_the_published_post,
    a_waiting_run_continues_if_nothing_was_published,
    a_waiting_run_waits_for_the_lease_of_a_dead_run,
    a_slow_run_renews_its_lease,
    waits_for_another_article_with_the_same_content,
);

/// Expires the lease of a run, as if it had not renewed it.
pub(crate) async fn expire_lease(test: &TestStore) {
    test.execute("UPDATE medium_ledger SET lease_end = 0").await;
}

/// Returns what a waiting run gets after `other_run`. It starts to wait before that.
async fn found_after(
    test: &TestStore,
    draft: &Draft,
    other_run: impl Future<Output = ()>,
) -> Option<Conflict> {
    let waiting = ledger(test).await;
    let mut found = pin!(waiting.wait(draft, Overrides::default()));
    // The other run continues only after the waiting run has queried the ledger: `check` queries it after
    // `wait` does, which is polled first.
    tokio::select! {
        biased;
        found = &mut found => panic!("nothing was done yet: {found:?}"),
        conflict = waiting.check(draft, Overrides::default()) => {
            let conflict = conflict.unwrap();
            assert!(matches!(conflict, Some(Conflict::InProgress(_))), "{conflict:?}");
        }
    }
    other_run.await;
    found.await.unwrap()
}

async fn a_waiting_run_sees_the_published_post(test: &TestStore) {
    let (ledger, draft) = (ledger(test).await, draft("one", "text"));
    let sent = start(&ledger, &draft, Overrides::default()).await;
    let published = async { ledger.finish(sent, &post()).await.unwrap() };
    let found = found_after(test, &draft, published).await;
    assert!(matches!(found, Some(Conflict::Published(_))), "{found:?}");
}

async fn a_waiting_run_continues_if_nothing_was_published(test: &TestStore) {
    let (ledger, draft) = (ledger(test).await, draft("one", "text"));
    let sent = start(&ledger, &draft, Overrides::default()).await;
    let canceled = async { ledger.cancel(sent).await.unwrap() };
    assert_eq!(found_after(test, &draft, canceled).await, None);
    publish(&ledger, &draft).await;
}

async fn a_waiting_run_waits_for_the_lease_of_a_dead_run(test: &TestStore) {
    let draft = draft("one", "text");
    let _lost = start(&ledger(test).await, &draft, Overrides::default()).await;
    let found = found_after(test, &draft, expire_lease(test)).await;
    assert!(
        matches!(found, Some(Conflict::OutcomeUnknown(_))),
        "{found:?}"
    );
}

async fn a_slow_run_renews_its_lease(test: &TestStore) {
    let (ledger, draft) = (ledger(test).await, draft("one", "text"));
    let sent = start(&ledger, &draft, Overrides::default()).await;
    expire_lease(test).await;
    // The work ends only after others have seen the renewed lease.
    let seen = async {
        loop {
            let found = ledger.check(&draft, Overrides::default()).await;
            if matches!(found.unwrap(), Some(Conflict::InProgress(_))) {
                return;
            }
        }
    };
    ledger.renew_lease_during(&sent, seen).await;
    ledger.finish(sent, &post()).await.unwrap();
}

async fn waits_for_another_article_with_the_same_content(test: &TestStore) {
    let ledger = ledger(test).await;
    let sent = start(&ledger, &draft("one", "text"), Overrides::default()).await;
    let published = async { ledger.finish(sent, &post()).await.unwrap() };
    let found = found_after(test, &draft("renamed", "text"), published).await;
    assert!(matches!(found, Some(Conflict::SameContent(_))), "{found:?}");
}
