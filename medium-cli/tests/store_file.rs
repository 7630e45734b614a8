//! The store is one file after every command, so that copying it copies the ledger.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use medium_sandbox::faults::{Fault, Times};
use sqlx::{Connection, SqliteConnection};
use support::workspace::Workspace;
use support::{Finished, signal};

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.home.path().join(".local/share/medium")
}

/// Returns the names of the files in the store's folder; a key is `store.….key`.
fn names(workspace: &Workspace) -> Vec<String> {
    let entries = fs::read_dir(folder(workspace)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| !name.ends_with(".key")).collect();
    names.sort();
    names
}

/// Copies only the file, as a CI job does.
fn copy(file: &Path, to: &Path) -> String {
    fs::copy(file, to).unwrap();
    format!("--store=sqlite:{}", to.display())
}

fn start(workspace: &Workspace, arguments: &[&str]) -> Child {
    let mut command = workspace.medium().command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

async fn wait_for(child: Child) -> Finished {
    let work = move || child.wait_with_output().unwrap();
    Finished::from_output(tokio::task::spawn_blocking(work).await.unwrap())
}

#[tokio::test]
async fn a_copy_of_the_store_prevents_duplicates() {
    let workspace = Workspace::with_articles(8).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let file = folder(&workspace).join("store.db");
    for number in 1..=8 {
        let article = format!("{number}.md");
        workspace.expect(0, &["publish", &article]).await;
        assert_eq!(names(&workspace), ["store.db"]);
    }
    let store = copy(&file, &elsewhere.path().join("copy.db"));
    workspace.expect(0, &[&store, "publish", "."]).await;
    assert_eq!(workspace.sandbox.posts().len(), 8);
}

#[tokio::test]
async fn the_save_program_sees_the_whole_ledger() {
    let workspace = Workspace::with_articles(3).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let (program, copy) = (
        elsewhere.path().join("save"),
        elsewhere.path().join("copy.db"),
    );
    let file = folder(&workspace).join("store.db");
    let script = format!("cp '{}' '{}'", file.display(), copy.display());
    support::program(&program, &script);
    let save_with = format!("--save-with={}", program.display());
    workspace.expect(0, &["publish", &save_with, "."]).await;

    fs::remove_dir_all(folder(&workspace)).unwrap();
    let store = format!("--store=sqlite:{}", copy.display());
    workspace.expect(0, &[&store, "publish", "."]).await;
    assert_eq!(workspace.titles(), ["Part 1", "Part 2", "Part 3"]);
}

#[tokio::test]
async fn a_command_that_fails_leaves_one_file() {
    let workspace = Workspace::with_articles(2).await;
    for (fault, code) in [
        (Fault::CloseAfterExecution, 7),
        (Fault::CloseAfterRequest, 7),
    ] {
        workspace.create_post_fails(fault).await;
        workspace.expect(code, &["publish", "."]).await;
        assert_eq!(names(&workspace), ["store.db"]);
    }
    workspace
        .expect(1, &["ledger", "forget", "id:nothing"])
        .await;
    assert_eq!(names(&workspace), ["store.db"]);
}

#[tokio::test]
async fn after_a_signal_one_file_has_the_unknown_outcome() {
    for (name, code) in [("-INT", 130), ("-TERM", 143)] {
        let workspace = Workspace::with_articles(1).await;
        workspace
            .create_post_fails(Fault::StallAfterExecution)
            .await;
        let publishing = start(&workspace, &["publish", "."]);
        while workspace.sandbox.posts().is_empty() {
            tokio::task::yield_now().await;
        }
        signal(&publishing, name);
        let done = wait_for(publishing).await;
        assert_eq!(done.code, code, "{}", done.stderr);
        done.assert_stderr("medium ledger");
        assert_eq!(names(&workspace), ["store.db"]);
        let open = [("1.md".to_owned(), "started".to_owned())];
        assert_eq!(workspace.ledger().await, open);
    }
}

#[tokio::test]
async fn a_signal_before_sending_leaves_no_open_entry() {
    let workspace = Workspace::with_articles(1).await;
    let fault = Fault::StallAfterExecution;
    workspace.inject("me", fault, Times::Next(1)).await;
    let publishing = start(&workspace, &["publish", "."]);
    while workspace.sandbox.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    signal(&publishing, "-TERM");
    assert_eq!(wait_for(publishing).await.code, 143);
    assert!(workspace.ledger().await.is_empty());
    assert_eq!(names(&workspace), ["store.db"]);
}

/// Logs in with the sandbox's token.
async fn log_in(workspace: &Workspace) {
    let (medium, token) = (workspace.medium(), workspace.sandbox.token().to_owned());
    let login = move || medium.run_with_input(&["login", "--token-stdin"], &token);
    let done = tokio::task::spawn_blocking(login).await.unwrap();
    assert_eq!(done.code, 0, "{}", done.stderr);
}

#[tokio::test]
async fn a_deleted_store_is_an_error() {
    let workspace = Workspace::with_articles(1).await;
    log_in(&workspace).await;
    workspace.expect(0, &["publish", "."]).await;
    let file = folder(&workspace).join("store.db");
    let copy = fs::read(&file).unwrap();
    for lost in ["emptied", "deleted"] {
        match lost {
            "emptied" => fs::write(&file, "").unwrap(),
            _ => fs::remove_file(&file).unwrap(),
        }
        let done = workspace.expect(1, &["publish", "."]).await;
        done.assert_stderr("from a copy");
        assert_eq!(workspace.sandbox.posts().len(), 1, "{lost}");
    }
    fs::write(&file, copy).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    workspace.expect(0, &["publish", "."]).await;
    assert_eq!(workspace.sandbox.posts().len(), 1);
}

/// The key is next to the store, so the encrypted token must also be removed.
#[tokio::test]
async fn logout_removes_all_traces_of_the_login() {
    let workspace = Workspace::with_articles(1).await;
    log_in(&workspace).await;
    workspace.expect(0, &["publish", "."]).await;
    let sealed = sealed_token(&folder(&workspace).join("store.db")).await;
    assert!(is_left(&workspace, &sealed), "must exist before the logout");

    workspace.expect(0, &["logout"]).await;
    assert!(!is_left(&workspace, &sealed));
    assert!(!is_left(&workspace, workspace.sandbox.token().as_bytes()));
    assert_eq!(names(&workspace), ["store.db"]);
    let published = [("1.md".to_owned(), "published".to_owned())];
    assert_eq!(workspace.ledger().await, published, "must keep the ledger");
}

/// Returns a part of the encrypted token in the store.
async fn sealed_token(file: &Path) -> Vec<u8> {
    let address = format!("sqlite:{}", file.display());
    let mut store = SqliteConnection::connect(&address).await.unwrap();
    let sealed: Vec<u8> = sqlx::query_scalar("SELECT sealed FROM medium_tokens")
        .fetch_one(&mut store)
        .await
        .unwrap();
    store.close().await.unwrap();
    let half = sealed.len() / 2;
    sealed[half..half + 16].to_vec()
}

/// Returns whether any file of the store's folder contains these bytes.
fn is_left(workspace: &Workspace, bytes: &[u8]) -> bool {
    let entries = fs::read_dir(folder(workspace)).unwrap();
    let mut files = entries.map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.any(|file| file.windows(bytes.len()).any(|window| window == bytes))
}
