//! A publishing process that is killed at every step.

use medium_sandbox::faults::Fault;
use medium_store::State;

use crate::publish::PublishScenario;
use crate::service::{stall, wait_for_stall};
use crate::support::TestStore;
use crate::table::Count;
use crate::workers::{Worker, until};

crate::on_both_engines!(a_kill_at_any_step_neither_publishes_twice_nor_loses_a_post);

/// A step, and the expected state after a process was killed there.
struct Step {
    name: &'static str,
    /// The fault of the server, for steps where it stalls.
    stall: Option<Fault>,
    posts: usize,
    state: Option<State>,
    /// The expected output of the next process.
    then: &'static str,
}

const STEPS: [Step; 6] = [
    Step {
        name: "opened",
        stall: None,
        posts: 0,
        state: None,
        then: "published",
    },
    Step {
        name: "begun",
        stall: None,
        posts: 0,
        state: Some(State::Started),
        then: "outcome unknown",
    },
    Step {
        name: "sent",
        stall: Some(Fault::StallBeforeHeaders),
        posts: 0,
        state: Some(State::Started),
        then: "outcome unknown",
    },
    Step {
        name: "executed",
        stall: Some(Fault::StallAfterExecution),
        posts: 1,
        state: Some(State::Started),
        then: "outcome unknown",
    },
    Step {
        name: "response received",
        stall: None,
        posts: 1,
        state: Some(State::Started),
        then: "outcome unknown",
    },
    Step {
        name: "settled",
        stall: None,
        posts: 1,
        state: Some(State::Published),
        then: "published before",
    },
];

async fn a_kill_at_any_step_neither_publishes_twice_nor_loses_a_post(test: &TestStore) {
    let publishing = PublishScenario::new(test).await;
    for step in &STEPS {
        kill_at(&publishing, step).await;
        let posts = publishing.posts(step.name);
        let state = publishing.state(step.name).await;
        // Otherwise the next process would wait for the dead one's lease.
        test.execute("UPDATE medium_ledger SET lease_end = 0").await;
        let next = publishing.run(step.name).await;
        let now = publishing.posts(step.name);
        let more = usize::from(step.then == "published");
        Count::new(
            test.engine,
            format!("a publish, killed when {}", step.name),
            result_of(posts, state, &next, now),
            result_of(step.posts, step.state, step.then, step.posts + more),
        )
        .check();
    }
}

fn result_of(posts: usize, state: Option<State>, next: &str, now: usize) -> String {
    let state = state.map_or("nothing".to_owned(), |state| format!("{state:?}"));
    format!("{posts} posts, state {state}; run again: {next}, {now} posts")
}

async fn kill_at(publishing: &PublishScenario<'_>, step: &Step) {
    if let Some(fault) = step.stall {
        stall(&publishing.sandbox, "createPost", fault).await;
    }
    let mut process = Worker::ready(&publishing.work(step.name, Some(step.name))).await;
    if step.stall.is_some() {
        wait_for_stall(&publishing.sandbox).await;
        until("the post", async || {
            publishing.posts(step.name) == step.posts
        })
        .await;
    } else {
        let output = process.next_message().await;
        assert_eq!(output, Some(format!("at {}", step.name)));
    }
    process.kill().await;
}
