//! No secret is ever seen: a process of its own runs every operation and every fault with secrets
//! that can be recognised, logs all that it can, and all that it wrote is searched for them.

mod child;
mod places;
mod secrets;
#[path = "../support/mod.rs"]
mod support;

use std::process::{Command, Output};

use medium_api::operations;

/// The child's part of the address space: `name url`, a line each.
const PLACES: &str = "CANARIES_PLACES";
/// How the child leaks, to show that a leak is found.
const LEAK: &str = "CANARIES_LEAK";

/// Runs the child and returns what it wrote.
async fn written(places: String, leak: Option<&str>) -> String {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command
        .args(["--exact", "child::acts", "--ignored", "--nocapture"])
        .env(PLACES, places)
        // Frames hold no values, and fill the log.
        .env("RUST_BACKTRACE", "0");
    if let Some(leak) = leak {
        command.env(LEAK, leak);
    }
    let run = tokio::task::spawn_blocking(move || command.output());
    let output: Output = run.await.expect("no panic").expect("the child runs");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "the child failed:\n{text}");
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_no_secret() {
    let places = places::open().await;
    let text = written(places.list(), None).await;
    // The child made all calls, and logged them.
    for place in places.names() {
        for operation in operations::ALL {
            let line = format!("called {} at {place}: ", operation.id);
            assert!(
                text.contains(&line),
                "no line `{line}`: call the operation in medium-api/tests/canaries/child.rs"
            );
        }
    }
    for log in ["TRACE", ":request{", "hyper_util::client", "reqwest::"] {
        assert!(text.contains(log), "nothing of {log} was logged");
    }
    assert!(text.contains("panicked at"), "nothing panicked");
    let found = secrets::found(&text);
    assert!(
        found.is_empty(),
        "{} secrets were written:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leak_would_be_found() {
    for leak in child::LEAKS {
        let text = written(String::new(), Some(leak)).await;
        assert!(!secrets::found(&text).is_empty(), "not found: {leak}");
    }
    let text = written(String::new(), None).await;
    assert_eq!(
        secrets::found(&text),
        [""; 0],
        "an idle child leaks nothing"
    );
}
