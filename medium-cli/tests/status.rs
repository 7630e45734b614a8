//! The status of articles: without one, nothing is published.

mod support;

use std::fs;

use medium_sandbox::PublishStatus;
use support::workspace::Workspace;

async fn workspace(article: &str) -> Workspace {
    let workspace = Workspace::with_articles(0).await;
    workspace.write("post.md", article);
    workspace
}

#[tokio::test]
async fn a_script_does_not_publish_without_a_status() {
    let workspace = workspace("# Walk on\n\nText.\n").await;
    let done = workspace.expect(2, &["publish", "post.md"]).await;
    for text in ["post.md: no status", "--status", "MEDIUM_DEFAULT_STATUS"] {
        done.assert_stderr(text);
    }
    assert!(workspace.sandbox.requests().is_empty());
}

#[tokio::test]
async fn the_default_status_applies_to_articles_without_one() {
    for (article, default, expected) in [
        ("# T\n\nText.\n", "draft", PublishStatus::Draft),
        ("# T\n\nText.\n", "Unlisted", PublishStatus::Unlisted),
        (
            "---\ndraft: true\n---\n# T\n\nText.\n",
            "public",
            PublishStatus::Draft,
        ),
    ] {
        let workspace = workspace(article).await;
        let medium = workspace.medium().env("MEDIUM_DEFAULT_STATUS", default);
        workspace
            .expect_as(0, medium, &["publish", "post.md"])
            .await;
        assert_eq!(workspace.sandbox.posts()[0].publish_status, expected);
    }
    let workspace = workspace("# T\n\nText.\n").await;
    let medium = workspace.medium().env("MEDIUM_DEFAULT_STATUS", "everybody");
    let done = workspace
        .expect_as(2, medium, &["publish", "post.md"])
        .await;
    done.assert_stderr("MEDIUM_DEFAULT_STATUS: `everybody`");
}

#[tokio::test]
async fn the_status_option_overrides_a_file_with_a_warning() {
    let workspace = workspace("---\nprivate: true\n---\n# T\n\nText.\n").await;
    let done = workspace
        .expect(0, &["publish", "post.md", "--status", "public"])
        .await;
    done.assert_stderr("says draft; --status public overrides it");
    assert_eq!(
        workspace.sandbox.posts()[0].publish_status,
        PublishStatus::Public
    );
}

#[tokio::test]
async fn rejects_a_misspelled_status_key() {
    let workspace = workspace("---\nstatuss: draft\n---\n# T\n\nText.\n").await;
    let arguments = ["publish", "post.md", "--status", "public"];
    let done = workspace.expect(1, &arguments).await;
    done.assert_stderr("`statuss`");
    done.assert_stderr("`status`");
    assert!(workspace.sandbox.requests().is_empty());
    workspace
        .expect(0, &[&arguments[..], &["--allow-similar-keys"]].concat())
        .await;
}

#[tokio::test]
async fn a_draft_cannot_be_made_public_by_the_api() {
    let workspace = workspace("---\nstatus: draft\n---\n# T\n\nText.\n").await;
    let url = workspace
        .run(&["publish", "post.md"])
        .await
        .data()
        .to_owned();
    let arguments = ["publish", "post.md", "--status", "public"];
    let done = workspace.expect(1, &arguments).await;
    for text in ["sent as a draft on", &url, "click Publish"] {
        done.assert_stderr(text);
    }
    let done = workspace
        .run(&[&arguments[..], &["--dry-run", "--jq", ".[].cli.conflict"]].concat())
        .await;
    done.assert_output(0, "post_less_public");
    // If the post is more public than the article's status, there is nothing to do.
    let done = workspace.run(&["publish", "post.md"]).await;
    done.assert_output(0, url.as_str());
    assert_eq!(workspace.sandbox.posts().len(), 1);
}

#[test]
fn in_the_sandbox_an_edited_article_is_published_again() {
    let folder = tempfile::tempdir().unwrap();
    let medium = support::Medium::new().in_folder(folder.path());
    for text in ["one", "two"] {
        let article = format!("---\nstatus: draft\n---\n# T\n\n{text}\n");
        fs::write(folder.path().join("post.md"), article).unwrap();
        let done = medium.expect(0, &["--sandbox", "publish", "post.md"]);
        assert_eq!(
            done.stderr
                .contains("differs from what was published (text)"),
            text == "two",
            "{}",
            done.stderr
        );
    }
    let done = medium.run(&["--sandbox", "publish", "post.md"]);
    done.assert_stderr("already sent as a draft");
}

#[tokio::test]
async fn accepts_a_future_date_for_drafts_only() {
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(3);
    for (date, status, code) in [
        ("2099-05-01".to_owned(), "public", 1),
        ("2099-05-01".to_owned(), "unlisted", 1),
        ("2099-05-01".to_owned(), "draft", 0),
        (soon.to_string(), "public", 0),
    ] {
        let workspace = workspace(&format!("---\ndate: {date}\n---\n# T\n\nText.\n")).await;
        workspace
            .expect(code, &["publish", "post.md", "--status", status])
            .await;
        let posts = workspace.sandbox.posts();
        assert_eq!(posts.len(), usize::from(code == 0));
        // The same date later is not an edit.
        workspace
            .expect(code, &["publish", "post.md", "--status", status])
            .await;
        assert_eq!(workspace.sandbox.posts().len(), posts.len());
    }
}

#[tokio::test]
async fn dates_use_the_local_time_zone_unless_the_article_sets_one() {
    for (zone, expected) in [
        ("", 1_714_554_000_000),
        ("timezone: UTC\n", 1_714_586_400_000),
    ] {
        let workspace = workspace(&format!(
            "---\nstatus: public\ndate: 2024-05-01 18:00\n{zone}---\n# T\n\nText.\n"
        ))
        .await;
        let medium = workspace.medium().env("TZ", "Asia/Tokyo");
        workspace
            .expect_as(0, medium, &["publish", "post.md"])
            .await;
        assert_eq!(workspace.sandbox.posts()[0].published_at, Some(expected));
    }
}
