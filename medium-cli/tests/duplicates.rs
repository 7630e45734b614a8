//! Publishing each article once, across runs.
#![cfg(unix)]

mod support;

use std::fs;
use std::time::Duration;

use support::workspace::{Workspace, article, entries, titles};

#[tokio::test]
async fn continues_after_the_rate_limit() {
    let workspace = Workspace::with_articles(12).await;
    workspace.expect(5, &["publish", "."]).await;
    assert_eq!(workspace.sandbox.posts().len(), 10);
    workspace
        .sandbox
        .clock()
        .advance(Duration::from_secs(24 * 60 * 60));
    let done = workspace.expect(0, &["publish", "."]).await;
    assert_eq!(done.stdout.lines().count(), 12, "prints every URL");
    assert_eq!(workspace.sandbox.posts().len(), 12);
    let calls = workspace.calls("POST");
    let done = workspace.run(&["publish", "."]).await;
    assert_eq!(
        (done.code, workspace.calls("POST")),
        (0, calls),
        "{}",
        done.stderr
    );
}

#[tokio::test]
async fn two_runs_at_once_publish_each_article_once() {
    let workspace = Workspace::with_articles(5).await;
    two_at_once(&workspace, &[]).await;
    // All are already published.
    two_at_once(&workspace, &[]).await;
}

#[tokio::test]
async fn two_runs_with_a_shared_ledger_publish_each_article_once() {
    let Some(schema) = support::postgres::Schema::new().await else {
        return;
    };
    let workspace = Workspace::with_articles(5).await;
    two_at_once(&workspace, &["--store", &schema.url]).await;
    schema.drop_schema().await;
}

/// Both succeed and print every URL.
async fn two_at_once(workspace: &Workspace, more: &[&str]) {
    let arguments = [&["publish", "."], more].concat();
    let (one, other) = tokio::join!(workspace.run(&arguments), workspace.run(&arguments));
    for done in [&one, &other] {
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert_eq!(done.stdout.lines().count(), 5, "{}", done.stdout);
    }
    let posts = workspace.sandbox.posts();
    assert_eq!(
        titles(&posts),
        ["Part 1", "Part 2", "Part 3", "Part 4", "Part 5"]
    );
    let list = workspace.run(&[&["ledger", "--json"], more].concat()).await;
    assert!(entries(&list).iter().all(|(_, state)| state == "published"));
}

#[tokio::test]
async fn an_edited_article_does_not_stop_the_others() {
    let workspace = Workspace::with_articles(1).await;
    workspace.expect(0, &["publish", "."]).await;
    workspace.write("1.md", article("# Part 1\n\nBetter.\n"));
    workspace.write("2.md", article("# Part 2\n\nNew.\n"));
    let done = workspace.expect(1, &["publish", "."]).await;
    done.assert_stderr("edited since (images, text)");
    assert_eq!(workspace.titles(), ["Part 1", "Part 2"]);
}

#[tokio::test]
async fn an_id_identifies_an_article_after_its_file_is_renamed() {
    let workspace = Workspace::with_articles(0).await;
    let article = "---\nid: the-kop\nstatus: public\n---\n# The Kop\n\nText.\n";
    workspace.write("a.md", article);
    workspace.write("b.md", article);
    workspace.expect(0, &["publish", "a.md", "b.md"]).await;
    assert_eq!(workspace.sandbox.posts().len(), 1);
    assert_eq!(
        workspace.ledger().await,
        [("id:the-kop".to_owned(), "published".to_owned())]
    );
}

#[tokio::test]
async fn the_sandbox_has_its_own_ledger() {
    let workspace = Workspace::with_articles(1).await;
    let store = workspace.folder.path().join("store.db");
    let store = format!("--store=sqlite:{}", store.display());
    workspace
        .expect(0, &["--sandbox", &store, "publish", "1.md"])
        .await;
    workspace.expect(0, &[&store, "publish", "1.md"]).await;
    assert_eq!(
        (
            workspace.sandbox.posts().len(),
            workspace.sandbox.images().len()
        ),
        (1, 1)
    );
}

#[tokio::test]
async fn ci_without_a_store_publishes_only_drafts() {
    let workspace = Workspace::with_articles(1).await;
    let ci = || workspace.medium().env("CI", "true");
    let done = workspace.expect_as(2, ci(), &["publish", "1.md"]).await;
    done.assert_stderr("--no-ledger");
    assert!(workspace.sandbox.requests().is_empty());
    for (number, arguments) in [
        &["publish", "1.md", "--status", "draft"][..],
        &["publish", "1.md", "--no-ledger"],
        &["publish", "1.md", "--store", "sqlite:kept.db"],
        &["publish", "1.md", "--store", "sqlite:kept.db"],
    ]
    .into_iter()
    .enumerate()
    {
        workspace.expect_as(0, ci(), arguments).await;
        // The last one is already published.
        assert_eq!(workspace.sandbox.posts().len(), (number + 1).min(3));
    }
}

#[tokio::test]
async fn a_dry_run_creates_no_store() {
    let workspace = Workspace::with_articles(1).await;
    workspace.expect(0, &["publish", "1.md", "--dry-run"]).await;
    assert_eq!(fs::read_dir(workspace.home.path()).unwrap().count(), 0);
    assert_eq!(workspace.calls("POST"), 0);
}

#[tokio::test]
async fn rejects_a_store_that_other_users_can_read() {
    use std::os::unix::fs::PermissionsExt;

    let workspace = Workspace::with_articles(1).await;
    workspace.expect(0, &["publish", "1.md"]).await;
    let store = workspace.home.path().join(".local/share/medium/store.db");
    assert!(store.exists());
    fs::set_permissions(&store, fs::Permissions::from_mode(0o644)).unwrap();
    let done = workspace.expect(1, &["publish", "1.md"]).await;
    done.assert_stderr("chmod 600");
}

#[tokio::test]
async fn a_file_named_twice_is_one_article() {
    let workspace = Workspace::with_articles(1).await;
    let arguments = ["publish", "--force", "1.md", "./1.md", "."];
    workspace.expect(0, &arguments).await;
    assert_eq!(workspace.titles(), ["Part 1"]);
}
