//! Records each result of a call in the ledger.

use std::time::Duration;

use medium_api::{Client, Retry};
use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultScope, Times};
use medium_store::{Ledger, Overrides, State};

use crate::support::TestStore;
use crate::support::articles::{draft, ledger, send, start};

/// Publishes a separate article, and returns how many posts that created, and the ledger's state.
async fn publish(sandbox: &Sandbox, ledger: &Ledger, name: &str) -> (usize, Option<State>) {
    let before = sandbox.posts().len();
    let client = Client::builder()
        .api_url(sandbox.url())
        .token(sandbox.token())
        .stall_timeout(Duration::from_millis(1500))
        .response_timeout(Duration::from_millis(1500))
        .retry(Retry::off())
        .build()
        .unwrap();
    let draft = draft(name, name);
    let started = start(ledger, &draft, Overrides::default()).await;
    let result = send(&client, &sandbox.users()[0].id, name).await;
    let state = ledger.settle(started, result.as_ref()).await;
    let state = state.unwrap();
    let entries = ledger.entries(&draft.article).await.unwrap();
    assert_eq!(entries.first().map(|entry| entry.state), state);
    (sandbox.posts().len() - before, state)
}

#[tokio::test]
async fn the_ledger_knows_every_post_after_each_fault() {
    let test = TestStore::sqlite().await;
    let ledger = ledger(&test).await;
    let sandbox = Sandbox::builder().rate_limit(false).start().await.unwrap();
    let published = publish(&sandbox, &ledger, "without a fault").await;
    assert_eq!(published, (1, Some(State::Published)));
    let scope = FaultScope::operation("createPost").unwrap();
    let faults = Fault::ALL.into_iter();
    for fault in faults.filter(|fault| !fault.affects_connection()) {
        sandbox.inject(scope.clone(), fault, Times::Next(1)).await;
        let (posts, state) = publish(&sandbox, &ledger, fault.name()).await;
        sandbox.clear_faults().await;
        assert_eq!(posts, usize::from(fault.executes()), "{fault}");
        match state {
            // A proxy may redirect after the service has created the post.
            None if fault == Fault::Status302 => panic!("a redirect proves nothing"),
            // Only what the service has not executed may be retried.
            None => assert_eq!(posts, 0, "{fault}"),
            Some(State::Published) => assert_eq!(posts, 1, "{fault}"),
            Some(_) => {}
        }
    }
}

#[tokio::test]
async fn a_rejected_post_can_be_published_later() {
    let test = TestStore::sqlite().await;
    let ledger = ledger(&test).await;
    let sandbox = Sandbox::start().await.unwrap();
    let scope = FaultScope::operation("createPost").unwrap();
    for fault in [
        Fault::Status429,
        Fault::CloudflareChallenge,
        Fault::Status413,
    ] {
        sandbox.inject(scope.clone(), fault, Times::Next(1)).await;
        let rejected = publish(&sandbox, &ledger, "the same").await;
        assert_eq!(rejected, (0, None), "{fault}");
    }
    let published = publish(&sandbox, &ledger, "the same").await;
    assert_eq!(published, (1, Some(State::Published)));
}
