//! The ledger without the API: recording manual posts, and checking unknown outcomes in public feeds.

mod support;

use medium_sandbox::faults::{Fault, Times};
use support::Medium;
use support::workspace::{Workspace, article, entry};

#[tokio::test]
async fn finds_an_unknown_outcome_in_the_feed_but_settles_nothing_in_a_script() {
    let workspace = Workspace::with_articles(2).await;
    workspace.lose_response().await;
    let done = workspace.expect(7, &["publish", "1.md"]).await;
    done.assert_stderr("medium ledger check");
    let done = workspace.run(&["ledger", "check", "--json"]).await;
    let list = done.json();
    let found = &list[0]["matches"][0];
    assert_eq!(found["url"], workspace.sandbox.posts()[0].url);
    for same in ["sameTitle", "sameTime", "sameOpening"] {
        // The article has only an image, so there is no text to compare.
        let expected = same != "sameOpening";
        assert_eq!(found[same].as_bool().unwrap_or(false), expected, "{same}");
    }
    assert_eq!(list[0]["resolved"], false);
    let resolve = format!("--published {}", workspace.sandbox.posts()[0].url);
    done.assert_stderr(&resolve);
    assert_eq!(workspace.ledger().await, [entry("1.md", "unknown")]);
}

/// Publishes an article in a publication, and loses the response.
async fn lose_publication_response(workspace: &Workspace) {
    workspace.write("a.md", article("# Bells\n\nThey *ring*, and ring again.\n"));
    let fault = Fault::CloseAfterExecution;
    workspace
        .inject("createPublicationPost", fault, Times::Next(1))
        .await;
    let publish = ["publish", "a.md", "--to", "sandbox-weekly"];
    workspace.expect(7, &publish).await;
}

#[tokio::test]
async fn searches_the_feed_of_the_publication() {
    let workspace = Workspace::with_articles(0).await;
    lose_publication_response(&workspace).await;
    let done = workspace.run(&["ledger", "check", "--json"]).await;
    let list = done.json();
    let found = &list[0]["matches"][0];
    assert_eq!(found["url"], workspace.sandbox.posts()[0].url);
    assert_eq!(found["sameOpening"], true);
    assert!(
        list[0]["target"]
            .as_str()
            .unwrap()
            .starts_with("publication:")
    );
}

#[tokio::test]
async fn continues_after_a_feed_that_cannot_be_read() {
    let workspace = Workspace::with_articles(1).await;
    workspace.lose_response().await;
    workspace.expect(7, &["publish", "1.md"]).await;
    lose_publication_response(&workspace).await;
    // The newest entry comes first. Its publication's feed needs a list that fails.
    let fault = Fault::CloudflareChallenge;
    workspace.inject("publications", fault, Times::Always).await;
    let done = workspace.expect(6, &["ledger", "check", "--json"]).await;
    let list = done.json();
    let problem = list[0]["problem"].as_str().unwrap();
    done.assert_stderr(problem);
    assert_eq!(list[0]["matches"], serde_json::json!([]));
    assert_eq!(
        list[1]["matches"][0]["url"],
        workspace.sandbox.posts()[0].url
    );
    assert!(list[1].get("problem").is_none());
}

#[tokio::test]
async fn a_post_missing_in_the_feed_may_still_exist() {
    let workspace = Workspace::with_articles(2).await;
    workspace.lose_response().await;
    workspace
        .expect(7, &["publish", "1.md", "--status", "draft"])
        .await;
    // The second post did not arrive, which the command can't know.
    workspace.create_post_fails(Fault::Status302).await;
    workspace.expect(7, &["publish", "2.md"]).await;
    let done = workspace.expect(0, &["ledger", "check"]).await;
    for expected in ["its status is draft", "may still be on Medium"] {
        done.assert_stderr(expected);
    }
    let unknown = |name| entry(name, "unknown");
    assert_eq!(workspace.ledger().await, [unknown("2.md"), unknown("1.md")]);
    let done = workspace.run(&["publish", "1.md"]).await;
    assert_eq!(done.code, 7, "publishing settled the outcome");
}

#[tokio::test]
async fn does_not_publish_a_recorded_article_again() {
    let workspace = Workspace::with_articles(1).await;
    let url = format!("{}/@demo/part-1-0123456789ab", workspace.sandbox.url());
    let without_login = || {
        Medium::new()
            .env("MEDIUM_API_URL", workspace.sandbox.url())
            .env("HOME", workspace.home.path().to_string_lossy())
            .in_folder(workspace.folder.path())
    };
    let record = ["ledger", "record", "1.md", &url];
    workspace.expect_as(0, without_login(), &record).await;
    let list = workspace
        .run_as(without_login(), &["ledger", "--json"])
        .await;
    let entries = support::workspace::entries(&list);
    assert_eq!(entries, [("1.md".to_owned(), "published".to_owned())]);
    workspace.expect_as(1, without_login(), &record).await;

    let done = workspace.run(&["publish", "1.md"]).await;
    done.assert_output(0, url.as_str());
    assert!(
        workspace.sandbox.posts().is_empty(),
        "the article was published again"
    );
    workspace.expect(0, &["ledger", "forget", "1.md"]).await;
    workspace.expect(0, &["publish", "1.md"]).await;
    assert_eq!(workspace.sandbox.posts().len(), 1);
}

#[tokio::test]
async fn recording_settles_an_unknown_outcome() {
    let workspace = Workspace::with_articles(1).await;
    workspace.lose_response().await;
    workspace.expect(7, &["publish", "1.md"]).await;
    let url = workspace.sandbox.posts()[0].url.clone();
    workspace
        .expect(0, &["ledger", "record", "1.md", &url])
        .await;
    assert_eq!(
        workspace.ledger().await,
        [("1.md".to_owned(), "published".to_owned())]
    );
}

#[tokio::test]
async fn records_only_urls_of_posts() {
    let workspace = Workspace::with_articles(1).await;
    for (url, expected) in [
        ("http://medium.com/@demo/a-0123456789ab", "not an https URL"),
        ("javascript:alert(1)", "not an https URL"),
        (
            "https://medium.com/p/0123456789ab/edit",
            "the URL of the editor",
        ),
        ("https://medium.com/@demo", "does not end with the id"),
        ("https://blog.example.com/a-0123456789ab", "--custom-domain"),
    ] {
        let done = workspace
            .expect(1, &["ledger", "record", "1.md", url])
            .await;
        done.assert_stderr(expected);
    }
    let own = [
        "ledger",
        "record",
        "1.md",
        "https://blog.example.com/a-0123456789ab",
        "--custom-domain",
    ];
    workspace.expect(0, &own).await;
}

#[test]
fn records_an_article_that_needs_lossy() {
    let folder = tempfile::tempdir().unwrap();
    let text = "---\ntitle: Bells\nstatuss: x\n---\nText\n\n{{< unknown x >}}\n";
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    let medium = Medium::new().in_folder(folder.path());
    let url = "https://medium.com/p/0123456789ab";
    medium.expect(0, &["ledger", "record", "a.md", url]);
    let options = ["--lossy", "--allow-similar-keys", "--no-open"];
    let done = medium.run(&[&["handoff", "a.md"][..], &options].concat());
    done.assert_stderr("already published");
    done.assert_output(0, "");

    let done = medium.expect(2, &["ledger", "record", "path:a.md", url]);
    done.assert_stderr("the article's file");
}

#[test]
fn does_not_claim_known_outcomes_without_a_login() {
    let medium = Medium::new();
    let check = || medium.run(&["ledger", "check", "--json"]);
    let done = check();
    done.assert_output(0, "[]");
    let url = "https://medium.com/p/0123456789ab";
    let article = "examples/liverpool-fc/article.md";
    medium.expect(0, &["ledger", "record", article, url]);
    let done = check();
    done.assert_output(3, "");
}
