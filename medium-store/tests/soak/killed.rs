//! A publishing process is killed at every step.

use medium_sandbox::faults::Fault;
use medium_store::State;

use crate::crew::{Worker, until};
use crate::publish::Publishing;
use crate::support::Home;
use crate::user::{stall, stalled};

crate::on_both_engines!(no_step_leads_to_two_posts_or_to_a_ledger_that_denies_one);

/// A step, and what is so after a process was killed there.
struct Step {
    name: &'static str,
    /// The server's part, where that is where it halts.
    stall: Option<Fault>,
    posts: usize,
    state: Option<State>,
    /// What the next process says.
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
        then: "unsettled",
    },
    Step {
        name: "sent",
        stall: Some(Fault::StallBeforeHeaders),
        posts: 0,
        state: Some(State::Started),
        then: "unsettled",
    },
    Step {
        name: "carried out",
        stall: Some(Fault::StallAfterExecution),
        posts: 1,
        state: Some(State::Started),
        then: "unsettled",
    },
    Step {
        name: "answered",
        stall: None,
        posts: 1,
        state: Some(State::Started),
        then: "unsettled",
    },
    Step {
        name: "settled",
        stall: None,
        posts: 1,
        state: Some(State::Done),
        then: "published before",
    },
];

async fn no_step_leads_to_two_posts_or_to_a_ledger_that_denies_one(home: &Home) {
    let publishing = Publishing::new(home).await;
    for step in &STEPS {
        kill_at(&publishing, step).await;
        let posts = publishing.posts(step.name);
        let state = publishing.state(step.name).await;
        assert_eq!(
            (posts, state),
            (step.posts, step.state),
            "killed when {}",
            step.name
        );

        let next = Worker::start(&publishing.work(step.name, None))
            .ends()
            .await;
        assert_eq!(next, step.then, "after it was killed when {}", step.name);
        let now = publishing.posts(step.name);
        println!(
            "{:?}: killed when {}: {posts} posts, the ledger says {state:?}; run again: {next}, {now} posts",
            home.engine, step.name
        );
        assert!(now <= 1);
        assert_eq!(now, if next == "published" { 1 } else { posts });
    }
}

async fn kill_at(publishing: &Publishing<'_>, step: &Step) {
    if let Some(fault) = step.stall {
        stall(&publishing.sandbox, "createPost", fault).await;
    }
    let mut process = Worker::start(&publishing.work(step.name, Some(step.name)));
    if step.stall.is_some() {
        stalled(&publishing.sandbox).await;
        until("the post", async || {
            publishing.posts(step.name) == step.posts
        })
        .await;
    } else {
        let said = process.says().await;
        assert_eq!(said, Some(format!("at {}", step.name)));
    }
    process.kill().await;
}
