//! The command with a token, against an API URL.

mod support;

use medium_sandbox::faults::{Fault, Times};
use medium_sandbox::{PublishStatus, Sandbox};
use support::workspace::Workspace;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and what is in it";

/// Returns a workspace with `post.md` and two images.
async fn workspace(article: &str) -> Workspace {
    let workspace = Workspace::with_articles(0).await;
    workspace.write("post.md", article);
    workspace.write("a.png", PNG);
    workspace.write("b.gif", b"GIF89a and what is in it");
    workspace
}

#[tokio::test]
async fn sends_all_fields_of_the_front_matter() {
    let workspace = workspace(
        "---\n\
         title: Walk on\n\
         tags: [Football, Songs]\n\
         canonical_url: https://example.com/walk-on\n\
         license: cc-40-by\n\
         status: unlisted\n\
         published_at: 2024-05-01T18:30:00Z\n\
         ---\n\
         Text, ![a](a.png), ![b](b.gif) and again ![a](a.png).\n",
    )
    .await;
    let done = workspace.expect(0, &["publish", "post.md"]).await;
    let sandbox = &workspace.sandbox;
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
    let workspace = Workspace::with_articles(0).await;
    workspace.expect(0, &["me"]).await;
    assert_eq!(workspace.sandbox.requests().len(), 1);
}

#[tokio::test]
async fn rejects_a_wrong_token_before_uploading_images() {
    let workspace = workspace("---\nstatus: public\n---\n# T\n\n![a](a.png)").await;
    let sandbox = &workspace.sandbox;
    let medium = workspace.medium().env("MEDIUM_TOKEN", "0ff5e7");
    let done = workspace
        .expect_as(3, medium, &["publish", "post.md"])
        .await;
    done.assert_stderr(&format!("{} rejected the token (code 6003)", sandbox.url()));
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
        let workspace = workspace("---\nstatus: public\n---\n# T\n\nText.\n").await;
        workspace.inject("createPost", fault, Times::Always).await;
        let done = workspace.expect(code, &["publish", "post.md"]).await;
        done.assert_stderr(advice);
        assert_eq!(done.stdout, "", "{fault}");
        let posts = usize::from(fault.executes());
        let sent = workspace.sandbox.posts().len();
        assert_eq!(sent, posts, "{fault} is not sent twice");
    }
}

#[tokio::test]
async fn sends_the_token_only_to_its_own_service() {
    let own = Workspace::with_articles(0).await;
    let other = Sandbox::start().await.unwrap();
    let done = own.expect(3, &["me", "--api-url", other.url()]).await;
    done.assert_stderr("MEDIUM_TOKEN belongs to");
    assert_eq!(other.requests().len(), 0);
    let url = format!("{}/", own.sandbox.url());
    own.expect(0, &["--api-url", &url, "me"]).await;
}

#[tokio::test]
async fn a_failed_connection_suggests_checking_the_url() {
    let workspace = Workspace::with_articles(0).await;
    let url = "http://127.0.0.1:1";
    let medium = workspace.medium().env("MEDIUM_API_URL", url);
    let done = workspace.expect_as(6, medium, &["me"]).await;
    done.assert_stderr(&format!("can't reach {url}: "));
    done.assert_stderr("MEDIUM_API_URL, which sets this URL");
}

#[tokio::test]
async fn publishes_nothing_if_an_upload_fails() {
    let workspace = workspace("---\nstatus: public\n---\n# T\n\n![a](a.png)").await;
    workspace
        .inject("uploadImage", Fault::Status413, Times::Always)
        .await;
    let done = workspace.expect(4, &["publish", "post.md"]).await;
    done.assert_stderr("a.png");
    done.assert_stderr("Nothing was published");
    assert!(workspace.sandbox.posts().is_empty());
}
