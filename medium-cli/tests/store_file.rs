//! The store is one file, whatever ends a command: whoever copies it has the ledger.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use medium_sandbox::faults::{Fault, Target, Times};
use support::desk::{Desk, titles};
use support::{Finished, signal};

fn folder(desk: &Desk) -> PathBuf {
    desk.home.path().join(".local/share/medium")
}

/// Names of what is in the store's folder; a key is `store.….key`.
fn names(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(folder(desk)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| !name.ends_with(".key")).collect();
    names.sort();
    names
}

/// Copies the file alone, as a job of continuous integration keeps it.
fn copied(file: &Path, to: &Path) -> String {
    fs::copy(file, to).unwrap();
    format!("--store=sqlite:{}", to.display())
}

fn started(desk: &Desk, arguments: &[&str]) -> Child {
    let mut command = desk.medium().command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

async fn ended(child: Child) -> Finished {
    let work = move || child.wait_with_output().unwrap();
    Finished::of(tokio::task::spawn_blocking(work).await.unwrap())
}

#[tokio::test]
async fn who_copies_the_file_publishes_nothing_twice() {
    let desk = Desk::with_articles(8).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let file = folder(&desk).join("store.db");
    for number in 1..=8 {
        let article = format!("{number}.md");
        let done = desk.run(&["publish", &article]).await;
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert_eq!(names(&desk), ["store.db"]);
    }
    let store = copied(&file, &elsewhere.path().join("copy.db"));
    let done = desk.run(&[&store, "publish", "."]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(desk.sandbox.posts().len(), 8);
}

#[tokio::test]
async fn what_keeps_the_ledger_gets_all_of_it() {
    let desk = Desk::with_articles(3).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let (program, copy) = (
        elsewhere.path().join("save"),
        elsewhere.path().join("copy.db"),
    );
    let file = folder(&desk).join("store.db");
    let script = format!("#!/bin/sh\ncp '{}' '{}'\n", file.display(), copy.display());
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let save_with = format!("--save-with={}", program.display());
    let done = desk.run(&["publish", &save_with, "."]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);

    fs::remove_dir_all(folder(&desk)).unwrap();
    let store = format!("--store=sqlite:{}", copy.display());
    let done = desk.run(&[&store, "publish", "."]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(
        titles(&desk.sandbox.posts()),
        ["Part 1", "Part 2", "Part 3"]
    );
}

#[tokio::test]
async fn a_command_that_fails_leaves_one_file() {
    let desk = Desk::with_articles(2).await;
    for (fault, code) in [
        (Fault::CloseAfterExecution, 7),
        (Fault::CloseAfterRequest, 7),
    ] {
        desk.create_post_fails(fault).await;
        let done = desk.run(&["publish", "."]).await;
        assert_eq!(done.code, code, "{}", done.stderr);
        assert_eq!(names(&desk), ["store.db"]);
    }
    let done = desk.run(&["ledger", "forget", "id:nothing"]).await;
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert_eq!(names(&desk), ["store.db"]);
}

#[tokio::test]
async fn a_signal_leaves_one_file_and_the_outcome_is_not_forgotten() {
    for (name, code) in [("-INT", 130), ("-TERM", 143)] {
        let desk = Desk::with_articles(1).await;
        desk.create_post_fails(Fault::StallAfterExecution).await;
        let publishing = started(&desk, &["publish", "."]);
        while desk.sandbox.posts().is_empty() {
            tokio::task::yield_now().await;
        }
        signal(&publishing, name);
        let done = ended(publishing).await;
        assert_eq!(done.code, code, "{}", done.stderr);
        assert!(done.stderr.contains("medium ledger"), "{}", done.stderr);
        assert_eq!(names(&desk), ["store.db"]);
        let open = [("1.md".to_owned(), "started".to_owned())];
        assert_eq!(desk.ledger().await, open);
    }
}

#[tokio::test]
async fn a_signal_before_anything_was_sent_leaves_nothing_open() {
    let desk = Desk::with_articles(1).await;
    let target = Target::operation("me").unwrap();
    desk.sandbox
        .inject(target, Fault::StallAfterExecution, Times::Next(1))
        .await;
    let publishing = started(&desk, &["publish", "."]);
    while desk.sandbox.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    signal(&publishing, "-TERM");
    assert_eq!(ended(publishing).await.code, 143);
    assert!(desk.ledger().await.is_empty());
    assert_eq!(names(&desk), ["store.db"]);
}

#[tokio::test]
async fn an_emptied_store_is_not_taken_for_new() {
    let desk = Desk::with_articles(1).await;
    let (medium, token) = (desk.medium(), desk.sandbox.token().to_owned());
    let login = move || medium.run_with_input(&["login", "--token-stdin"], &token);
    let done = tokio::task::spawn_blocking(login).await.unwrap();
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(desk.run(&["publish", "."]).await.code, 0);
    let file = folder(&desk).join("store.db");
    fs::write(&file, "").unwrap();
    let done = desk.run(&["publish", "."]).await;
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("from a copy"), "{}", done.stderr);
    assert_eq!(desk.sandbox.posts().len(), 1);
}
