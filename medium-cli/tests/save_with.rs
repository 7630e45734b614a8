//! `--save-with`: a program that saves the ledger, and may fail.
#![cfg(unix)]

mod support;

use std::fs;

use support::workspace::Workspace;

#[tokio::test]
async fn fails_and_stops_sending_if_the_ledger_cannot_be_saved() {
    let workspace = Workspace::with_articles(2).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let (program, once) = (elsewhere.path().join("save"), elsewhere.path().join("once"));
    // Saves the ledger before the first post only.
    support::program(&program, &format!("mkdir '{}'", once.display()));
    let save_with = format!("--save-with={}", program.display());

    let done = workspace.expect(1, &["publish", &save_with, "1.md"]).await;
    done.assert_stderr("not saved in the ledger");
    done.assert_stdout("/part-1-");

    let done = workspace.expect(1, &["publish", &save_with, "."]).await;
    done.assert_stderr("Nothing more was sent");
    assert_eq!(workspace.titles(), ["Part 1"]);

    workspace.expect(0, &["publish", "."]).await;
    assert_eq!(workspace.titles(), ["Part 1", "Part 2"]);
}

#[tokio::test]
async fn the_save_program_does_not_get_the_token() {
    let workspace = Workspace::with_articles(1).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let (program, seen) = (elsewhere.path().join("save"), elsewhere.path().join("seen"));
    support::program(&program, &format!("env >'{}'", seen.display()));
    let save_with = format!("--save-with={}", program.display());

    workspace.expect(0, &["publish", &save_with, "1.md"]).await;
    let seen = fs::read_to_string(seen).unwrap();
    assert!(seen.contains("HOME="), "it was run: {seen}");
    assert!(!seen.contains(workspace.sandbox.token()));
}
