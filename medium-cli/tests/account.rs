//! The command with a token and an API URL, as with Medium.

mod support;

use std::fs;

use medium_sandbox::faults::{Fault, FaultScope, Times};
use medium_sandbox::{PublishStatus, Sandbox};
use support::{Finished, Medium};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and what is in it";

/// Returns the command, logged in at `sandbox`.
fn logged_in(sandbox: &Sandbox) -> Medium {
    Medium::new()
        .env("MEDIUM_TOKEN", sandbox.token())
        .env("MEDIUM_API_URL", sandbox.url())
}

/// Runs the command on another thread, as the sandbox runs on this one.
async fn run(medium: Medium, arguments: &'static [&'static str]) -> Finished {
    tokio::task::spawn_blocking(move || medium.run(arguments))
        .await
        .unwrap()
}

/// Returns a folder with `post.md` and two images in it.
fn folder(article: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("post.md"), article).unwrap();
    fs::write(folder.path().join("a.png"), PNG).unwrap();
    fs::write(folder.path().join("b.gif"), b"GIF89a and what is in it").unwrap();
    folder
}

#[tokio::test]
async fn sends_all_fields_of_the_front_matter() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = folder(
        "---\n\
         title: Walk on\n\
         tags: [Football, Songs]\n\
         canonical_url: https://example.com/walk-on\n\
         license: cc-40-by\n\
         status: unlisted\n\
         published_at: 2024-05-01T18:30:00Z\n\
         ---\n\
         Text, ![a](a.png), ![b](b.gif) and again ![a](a.png).\n",
    );
    let done = run(
        logged_in(&sandbox).in_folder(folder.path()),
        &["publish", "post.md"],
    )
    .await;
    assert_eq!(done.code, 0, "{}", done.stderr);

    let [post] = &sandbox.posts()[..] else {
        panic!("{:?}", sandbox.posts())
    };
    assert_eq!(done.data(), post.url);
    assert_eq!(post.title, "Walk on");
    assert_eq!(post.tags, ["football", "songs"]);
    assert_eq!(
        post.canonical_url.as_deref(),
        Some("https://example.com/walk-on")
    );
    assert_eq!(post.license.as_deref(), Some("cc-40-by"));
    assert_eq!(post.publish_status, PublishStatus::Unlisted);
    assert_eq!(post.published_at, Some(1_714_588_200_000));
    assert!(
        post.content.starts_with("# Walk on\n\nText, ![a](http://"),
        "{}",
        post.content
    );

    let images = sandbox.images();
    assert_eq!(images.len(), 2);
    let types = images.iter().map(|image| image.content_type.as_str());
    assert!(
        types.clone().any(|name| name == "image/png")
            && types.clone().any(|name| name == "image/gif")
    );
    let uploads = sandbox
        .requests()
        .iter()
        .filter(|request| request.path == "/v1/images")
        .count();
    assert_eq!(uploads, 2, "a picture that is used twice is uploaded once");
}

#[tokio::test]
async fn me_sends_one_request() {
    let sandbox = Sandbox::start().await.unwrap();
    let done = run(logged_in(&sandbox), &["me"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test]
async fn rejects_a_wrong_token_before_uploading_images() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = folder("---\nstatus: public\n---\n# T\n\n![a](a.png)");
    let medium = Medium::new()
        .env("MEDIUM_TOKEN", "0ff5e7")
        .env("MEDIUM_API_URL", sandbox.url())
        .in_folder(folder.path());
    let done = run(medium, &["publish", "post.md"]).await;
    assert_eq!(done.code, 3);
    done.assert_stderr("code 6003");
    done.assert_stderr(&format!("{} rejected the token", sandbox.url()));
    assert!(!done.stderr.contains("0ff5e7"), "{}", done.stderr);
    assert!(sandbox.images().is_empty() && sandbox.posts().is_empty());
}

#[tokio::test]
async fn each_failure_has_its_exit_code_and_advice() {
    for (fault, code, advice) in [
        (Fault::Status413, 4, "smaller"),
        (Fault::Status429, 5, "ten posts in 24 hours"),
        (Fault::CloudflareChallenge, 6, "MEDIUM_USER_AGENT"),
        (Fault::CloudflareBlock, 6, "MEDIUM_USER_AGENT"),
        (Fault::Status407, 6, "407"),
        (Fault::Status302, 7, "Look at your stories"),
        (Fault::Status500, 7, "Look at your stories"),
        (Fault::Status504, 7, "Look at your stories"),
        (Fault::CloseAfterRequest, 7, "Look at your stories"),
        (Fault::CloseAfterExecution, 7, "Look at your stories"),
        (Fault::TruncatedBody, 7, "Look at your stories"),
        (Fault::EmptyBody, 7, "Look at your stories"),
    ] {
        let sandbox = Sandbox::start().await.unwrap();
        let create = FaultScope::operation("createPost").unwrap();
        sandbox.inject(create, fault, Times::Always).await;
        let folder = folder("---\nstatus: public\n---\n# T\n\nText.\n");
        let done = run(
            logged_in(&sandbox).in_folder(folder.path()),
            &["publish", "post.md"],
        )
        .await;
        assert_eq!(done.code, code, "{fault}: {}", done.stderr);
        done.assert_stderr(advice);
        assert_eq!(done.stdout, "", "{fault}");
        let posts = usize::from(fault.executes());
        assert_eq!(sandbox.posts().len(), posts, "{fault} is not sent twice");
    }
}

#[tokio::test]
async fn sends_the_token_only_to_its_own_service() {
    let (own, other) = (
        Sandbox::start().await.unwrap(),
        Sandbox::start().await.unwrap(),
    );
    let url = other.url().to_owned();
    let medium = logged_in(&own);
    let work = move || medium.run(&["me", "--api-url", &url]);
    let done = tokio::task::spawn_blocking(work).await.unwrap();
    assert_eq!(done.code, 3, "{}", done.stderr);
    done.assert_stderr("MEDIUM_TOKEN belongs to");
    assert_eq!(other.requests().len(), 0);

    let (url, medium) = (format!("{}/", own.url()), logged_in(&own));
    let work = move || medium.run(&["--api-url", &url, "me"]);
    let done = tokio::task::spawn_blocking(work).await.unwrap();
    assert_eq!(done.code, 0, "{}", done.stderr);
}

#[tokio::test]
async fn a_failed_connection_suggests_checking_the_url() {
    let sandbox = Sandbox::start().await.unwrap();
    let medium = logged_in(&sandbox);
    sandbox.stop().await;
    let done = run(medium, &["me"]).await;
    assert_eq!(done.code, 6);
    done.assert_stderr("MEDIUM_API_URL");
}

#[tokio::test]
async fn publishes_nothing_if_an_upload_fails() {
    let sandbox = Sandbox::start().await.unwrap();
    let upload = FaultScope::operation("uploadImage").unwrap();
    sandbox
        .inject(upload, Fault::Status413, Times::Always)
        .await;
    let folder = folder("---\nstatus: public\n---\n# T\n\n![a](a.png)");
    let done = run(
        logged_in(&sandbox).in_folder(folder.path()),
        &["publish", "post.md"],
    )
    .await;
    assert_eq!(done.code, 4, "{}", done.stderr);
    done.assert_stderr("a.png");
    done.assert_stderr("Nothing was published");
    assert!(sandbox.posts().is_empty());
}
