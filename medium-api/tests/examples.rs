//! Runs each example against the sandbox, and checks its output.
#![allow(missing_docs)]

mod support;

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultScope, Times};
use support::{consent, http, sandbox};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use url::Url;

/// Returns the program of an example, which `cargo test` also builds, but
/// `cargo test --test examples` does not.
fn program(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let folder = tests.parent().and_then(|deps| deps.parent());
    let program = folder.unwrap().join("examples").join(name);
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    let source = format!("{}/examples/{name}.rs", env!("CARGO_MANIFEST_DIR"));
    let changed = |path: &Path| path.metadata().and_then(|file| file.modified()).ok();
    assert!(
        changed(&program) >= changed(Path::new(&source)),
        "{} is not built, or older than its source: cargo build -p medium-api --examples",
        program.display()
    );
    program
}

/// Returns an example's command, whose environment is only what a sandbox prints.
fn example(name: &str, sandbox: &Sandbox) -> Command {
    let mut command = Command::new(program(name));
    command
        .env_clear()
        .env("MEDIUM_API_URL", sandbox.url())
        .env("MEDIUM_TOKEN", sandbox.token())
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

/// Runs an example and returns its output, which must not contain the token.
async fn run_command(mut command: Command, sandbox: &Sandbox) -> String {
    let output = command.output().await.unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "it failed:\n{text}");
    assert!(!text.contains(sandbox.token()), "{text}");
    text
}

async fn run(name: &str, sandbox: &Sandbox) -> String {
    run_command(example(name, sandbox), sandbox).await
}

#[track_caller]
fn assert_contains(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "missing: {line}\n{text}");
    }
}

#[tokio::test]
async fn publish_saves_drafts() {
    let sandbox = sandbox().await;
    let text = run("publish", &sandbox).await;
    assert_contains(
        &text,
        &["Writing as Demo Author (@demo)", "Saved on the profile: "],
    );
    assert_contains(&text, &["Saved in ", "Not saved in ", "rejected with 403"]);
    assert_eq!(sandbox.posts().len(), text.matches("Saved").count());
    let is_draft = |post: &medium_sandbox::Post| {
        matches!(post.publish_status, medium_sandbox::PublishStatus::Draft)
    };
    assert!(sandbox.posts().iter().all(is_draft));
}

#[tokio::test]
async fn upload_sends_a_file_and_shows_it_in_a_draft() {
    let sandbox = sandbox().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dot.gif");
    std::fs::write(&file, b"GIF89a\x01\x00\x01\x00").unwrap();
    let mut command = example("upload", &sandbox);
    command.arg(&file);
    let text = run_command(command, &sandbox).await;
    assert_contains(&text, &["10 bytes sent", "Uploaded: ", "Saved: "]);
    assert!(!text.contains("Warning"), "{text}");
    assert_eq!((sandbox.images().len(), sandbox.posts().len()), (1, 1));
}

#[tokio::test]
async fn oauth_login_waits_for_the_browser_and_calls_with_its_token() {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = port.local_addr().unwrap();
    let callback = format!("http://{address}/callback");
    let sandbox = Sandbox::builder()
        .redirect_uri(&callback)
        .start()
        .await
        .unwrap();
    let application = sandbox.application();
    let mut command = example("oauth_login", &sandbox);
    command
        .env("MEDIUM_CLIENT_ID", &application.client_id)
        .env("MEDIUM_CLIENT_SECRET", &application.client_secret)
        .env("MEDIUM_REDIRECT_URI", &callback)
        .stdout(Stdio::piped());
    drop(port);
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    let login = line.strip_prefix("Open ").unwrap();
    let login = Url::parse(login).unwrap();
    let back = consent::decide(&login, "allow").await;
    assert_eq!(http::get(&back).await.status, 200);
    let line = lines.next_line().await.unwrap();
    assert_eq!(line.as_deref(), Some("Logged in as Demo Author"));
    assert!(child.wait().await.unwrap().success());
}

#[tokio::test]
async fn retry_and_errors_says_what_to_do() {
    let create = FaultScope::operation("createPost").unwrap();
    for (scope, fault, times, lines) in [
        // A read is repeated until it succeeds.
        (
            FaultScope::ANY,
            Fault::Status503,
            Times::Next(2),
            &["Saved: "][..],
        ),
        (
            create.clone(),
            Fault::Status429Seconds,
            Times::Always,
            &["Failed: createPost: ", "Run this again in "],
        ),
        (
            create.clone(),
            Fault::CloseAfterExecution,
            Times::Always,
            &["Check on Medium whether it was saved.", "Caused by: "],
        ),
        (
            create,
            Fault::Status400Truncated,
            Times::Always,
            &["Correct the request."],
        ),
    ] {
        let sandbox = sandbox().await;
        sandbox.inject(scope, fault, times).await;
        assert_contains(&run("retry_and_errors", &sandbox).await, lines);
    }
    let sandbox = sandbox().await;
    let mut command = example("retry_and_errors", &sandbox);
    command.env("MEDIUM_TOKEN", "revoked");
    let text = run_command(command, &sandbox).await;
    assert_contains(&text, &["Failed: me: ", "Get a new token."]);
}

#[tokio::test]
async fn blocking_publishes_without_async() {
    let sandbox = sandbox().await;
    let text = run("blocking", &sandbox).await;
    assert_contains(&text, &["Writing as Demo Author", "Saved (201 Created): "]);
    assert_eq!((sandbox.images().len(), sandbox.posts().len()), (1, 1));
}

#[tokio::test]
async fn tracing_prints_spans_and_metrics() {
    let sandbox = sandbox().await;
    let me = FaultScope::operation("me").unwrap();
    sandbox.inject(me, Fault::Status503, Times::Next(1)).await;
    let text = run("tracing", &sandbox).await;
    let fields = [
        "otel.name=\"GET /v1/me\"",
        "otel.name=\"publications\"",
        "url.template=\"/v1/users/{userId}/publications\"",
        "http.response.status_code=503",
        "http.request.resend_count=1",
        "error.type=\"unavailable\"",
    ];
    // The formatter writes a field's text with its quotes, or without.
    let plain = text.replace('"', "");
    for field in fields {
        assert_contains(&plain, &[&field.replace('"', "")]);
    }
    assert_contains(
        &text,
        &[
            "metrics: me ok attempts=2 ",
            "metrics: publications ok attempts=1 ",
        ],
    );
}

#[tokio::test]
async fn custom_http_client_uses_three_configurations() {
    let sandbox = sandbox().await;
    let text = run("custom_http_client", &sandbox).await;
    for (line, times) in [
        ("with builder settings", 1),
        ("with shared connections", 2),
        ("with our own HTTP client", 1),
    ] {
        assert_eq!(text.matches(line).count(), times, "{text}");
    }
}
