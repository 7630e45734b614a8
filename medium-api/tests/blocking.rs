//! The blocking client, against the sandbox, and `Client::from_env`.
#![allow(missing_docs)]

use medium_api::runtime::testing::{RecordedResponse, Replay};
use medium_api::types::{NewImage, NewPost, PublishStatus};
use medium_api::{Client, Error, blocking, operations};
use medium_sandbox::Sandbox;

/// Returns a sandbox and the runtime that it runs on.
fn sandbox() -> (tokio::runtime::Runtime, Sandbox) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let sandbox = runtime.block_on(Sandbox::start()).unwrap();
    (runtime, sandbox)
}

fn client(sandbox: &Sandbox) -> blocking::Client {
    let client = Client::builder()
        .token(sandbox.token())
        .api_url(sandbox.url())
        .build();
    blocking::Client::from(client.unwrap())
}

#[test]
fn publishes_a_post_with_an_image() {
    let (_runtime, sandbox) = sandbox();
    let medium = client(&sandbox);
    let me = medium.me().send().unwrap();
    let image = NewImage::from_bytes("dot.gif", b"GIF89a\x01\x00\x01\x00".as_slice());
    let upload = medium.upload(image).unwrap();
    assert_eq!(upload.warning, None);
    assert_eq!(upload.md5, upload.image.md5);
    let image = upload.image;
    let post = NewPost::markdown("Bells", format!("# Bells\n\n![]({})", image.url))
        .publish_status(PublishStatus::Draft);
    let post = medium.create_post(&me.id, &post).send().unwrap();
    assert_eq!(post.title, "Bells");
    assert_eq!(sandbox.posts().len(), 1);
}

#[test]
fn clones_work_on_several_threads() {
    let (_runtime, sandbox) = sandbox();
    let medium = client(&sandbox);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            let medium = medium.clone();
            scope.spawn(move || medium.me().send().unwrap());
        }
    });
}

#[tokio::test]
async fn rejects_calls_in_asynchronous_code() {
    let sandbox = Sandbox::start().await.unwrap();
    let rejected = client(&sandbox).me().send().unwrap_err();
    assert!(matches!(rejected, Error::Input { .. }), "{rejected}");
    assert!(sandbox.requests().is_empty());
}

#[test]
fn recorded_responses_need_no_server() {
    let replay = Replay::new();
    let user = r#"{"data": {"id": "1", "username": "robin", "name": "Robin",
        "url": "https://medium.com/@robin"}}"#;
    replay.on(&operations::ME, RecordedResponse::json(200, user));
    replay.on(
        &operations::CREATE_POST,
        RecordedResponse::connection_lost(),
    );
    let client = Client::builder().replay(&replay).token("0f").build();
    let medium = blocking::Client::from(client.unwrap());
    let me = medium.me().send().unwrap();
    assert_eq!(me.username, "robin");
    let post = NewPost::markdown("Bells", "# Bells").tags(["bells"]);
    let error = medium.create_post(&me.id, &post).send();
    assert!(error.unwrap_err().is_unknown_outcome());

    let sent = replay.requests_of(&operations::CREATE_POST);
    let sent: serde_json::Value = sent[0].json().unwrap();
    assert_eq!(sent["tags"][0], "bells");
    replay.assert_finished();
}

const CHILD: &str = "MEDIUM_API_TEST_CHILD";

/// Prints the results of a client from the environment.
fn run_child() {
    let client = Client::from_env();
    if let Ok(client) = &client {
        let callback = "https://app.example/callback".parse().unwrap();
        let page = client.authorize("id", &[], "state", &callback).url();
        println!("page: {}", page.unwrap());
    }
    let medium = client.map(blocking::Client::from);
    match medium.and_then(|medium| medium.me().send()) {
        Ok(me) => println!("me: {}", me.username),
        Err(error) => println!("error: {error}"),
    }
}

/// The environment is per process, so the test runs itself again as a child.
#[test]
fn from_env_reads_the_token_and_the_servers() {
    if std::env::var_os(CHILD).is_some() {
        return run_child();
    }
    let (_runtime, sandbox) = sandbox();
    let run = |token: Option<&str>| {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap());
        child
            .args([
                "--exact",
                "from_env_reads_the_token_and_the_servers",
                "--nocapture",
            ])
            .env(CHILD, "1")
            .env("MEDIUM_API_URL", sandbox.url())
            .env_remove("MEDIUM_AUTHORIZE_URL")
            .env_remove("MEDIUM_TOKEN");
        if let Some(token) = token {
            child.env("MEDIUM_TOKEN", token);
        }
        String::from_utf8_lossy(&child.output().unwrap().stdout).into_owned()
    };
    let output = run(Some(sandbox.token()));
    assert!(output.contains("me: "), "{output}");
    // Its login page is also there, not at Medium.
    let page = format!("page: {}/m/oauth", sandbox.url());
    assert!(output.contains(&page), "{output}");
    let output = run(None);
    assert!(output.contains("MEDIUM_TOKEN is not set"), "{output}");
}
