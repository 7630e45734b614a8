//! `--save-with`: a ledger that is kept elsewhere, by a program that may fail.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use support::desk::{Desk, titles};

#[tokio::test]
async fn where_the_outcome_is_not_kept_the_command_fails_and_sends_nothing_more() {
    let desk = Desk::with_articles(2).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let (program, once) = (elsewhere.path().join("save"), elsewhere.path().join("once"));
    // It keeps the ledger before the first post, and never after.
    let script = format!("#!/bin/sh\nmkdir '{}'\n", once.display());
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let save_with = format!("--save-with={}", program.display());

    let done = desk.run(&["publish", &save_with, "1.md"]).await;
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(
        done.stderr.contains("not saved in the ledger"),
        "{}",
        done.stderr
    );
    assert!(done.stdout.contains("/part-1-"), "{}", done.stdout);

    let done = desk.run(&["publish", &save_with, "."]).await;
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(
        done.stderr.contains("Nothing more was sent"),
        "{}",
        done.stderr
    );
    assert_eq!(titles(&desk.sandbox.posts()), ["Part 1"]);

    let done = desk.run(&["publish", "."]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(titles(&desk.sandbox.posts()), ["Part 1", "Part 2"]);
}

#[tokio::test]
async fn the_program_that_keeps_the_ledger_is_not_told_the_token() {
    let desk = Desk::with_articles(1).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let (program, seen) = (elsewhere.path().join("save"), elsewhere.path().join("seen"));
    fs::write(&program, format!("#!/bin/sh\nenv >'{}'\n", seen.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let save_with = format!("--save-with={}", program.display());

    let done = desk.run(&["publish", &save_with, "1.md"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let seen = fs::read_to_string(seen).unwrap();
    assert!(seen.contains("HOME="), "it was run: {seen}");
    assert!(!seen.contains(desk.sandbox.token()));
}
