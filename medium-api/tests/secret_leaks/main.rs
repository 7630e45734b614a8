//! Checks that no secret is printed. A child process runs every operation with every fault, with
//! known secrets and full logging; then its output is searched for them.

mod child;
mod secrets;
mod servers;
#[path = "../support/mod.rs"]
mod support;

use std::process::{Command, Output};

use medium_api::operations;

use servers::PLAIN;

/// The environment variable with the servers for the child: `name url` per line.
const SERVERS: &str = "SECRET_LEAKS_SERVERS";
/// The environment variable that makes the child leak a secret, to test the search.
const LEAK: &str = "SECRET_LEAKS_LEAK";

/// Runs the child and returns its output.
async fn output_of_child(servers: String, leak: Option<&str>) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "child::calls_all_servers",
            "--ignored",
            "--nocapture",
        ])
        .env(SERVERS, servers)
        // Backtraces contain no values, and would fill the log.
        .env("RUST_BACKTRACE", "0");
    if let Some(leak) = leak {
        command.env(LEAK, leak);
    }
    let run = tokio::task::spawn_blocking(move || command.output());
    let output: Output = run.await.unwrap().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "the child failed:\n{text}");
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_no_secret() {
    let servers = servers::start().await;
    let text = output_of_child(servers.list(), None).await;
    // The child made and logged all calls.
    for server in servers.names() {
        for operation in operations::ALL {
            let line = format!("called {} at {server}: ", operation.id);
            assert!(
                text.contains(&line),
                "no line `{line}`: call {} in medium-api/tests/support/call.rs",
                operation.id
            );
        }
    }
    for operation in operations::ALL {
        let success = format!("called {} at {PLAIN}: ok", operation.id);
        assert!(
            text.contains(&success),
            "no line `{success}`: add a response to success() in medium-api/tests/secret_leaks/servers.rs"
        );
    }
    for log in ["TRACE", ":request{", "hyper_util::client", "reqwest::"] {
        assert!(text.contains(log), "{log} was not logged");
    }
    assert!(text.contains("panicked at"), "nothing panicked");
    let found = secrets::find(&text);
    assert!(
        found.is_empty(),
        "{} secrets were printed:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_each_leak() {
    for leak in child::LEAKS {
        let text = output_of_child(String::new(), Some(leak)).await;
        assert!(!secrets::find(&text).is_empty(), "not found: {leak}");
    }
    let text = output_of_child(String::new(), None).await;
    assert_eq!(secrets::find(&text), [""; 0], "an idle child leaks nothing");
}
