//! Several articles, and articles in publications.

mod support;

use medium_sandbox::PublishStatus;
use support::Medium;
use support::workspace::{Workspace, articles};

#[tokio::test]
async fn articles_are_published_in_order_and_share_their_images() {
    let workspace = Workspace::with_articles(3).await;
    for name in ["1.gif", "2.gif", "3.gif"] {
        workspace.write(name, b"GIF89a and what is in it");
    }
    let done = workspace
        .expect(0, &["publish", "2.md", "1.md", "3.md"])
        .await;
    let posts = workspace.sandbox.posts();
    let titles: Vec<_> = posts.iter().map(|post| post.title.as_str()).collect();
    assert_eq!(titles, ["Part 2", "Part 1", "Part 3"]);
    let urls: Vec<_> = posts.iter().map(|post| post.url.as_str()).collect();
    assert_eq!(done.stdout.lines().collect::<Vec<_>>(), urls);
    let requests = workspace.sandbox.requests();
    let calls = |path| {
        requests
            .iter()
            .filter(|request| request.path == path)
            .count()
    };
    assert_eq!((calls("/v1/images"), calls("/v1/me")), (1, 1));
}

/// As with `*.md`, where a draft is easily among the files.
#[tokio::test]
async fn a_status_for_several_files_makes_none_more_public() {
    let workspace = Workspace::with_articles(1).await;
    workspace.write(
        "draft.md",
        "---\nstatus: draft\n---\n# Unfinished\n\nText.\n",
    );
    let arguments = ["publish", "1.md", "draft.md", "--status", "public"];
    let done = workspace.expect(0, &arguments).await;
    let posts = workspace.sandbox.posts();
    let statuses: Vec<_> = posts.iter().map(|post| post.publish_status).collect();
    assert_eq!(statuses, [PublishStatus::Public, PublishStatus::Draft]);
    done.assert_stderr("publish this file alone");

    let arguments = ["publish", "draft.md", "--status", "public", "--force"];
    workspace.expect(0, &arguments).await;
    let last = workspace
        .sandbox
        .posts()
        .pop()
        .map(|post| post.publish_status);
    assert_eq!(last, Some(PublishStatus::Public));
}

#[test]
fn an_article_may_come_from_standard_input() {
    let folder = articles(1);
    let medium = Medium::new().in_folder(folder.path());
    let arguments = ["--sandbox", "publish", "-", "--dry-run", "--json=title,cli"];
    let done = medium.run_with_input(&arguments, "# Piped\n\n![a](1.gif)\n");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let list = done.json();
    assert_eq!(list[0]["title"], "Piped");
    assert_eq!(list[0]["cli"]["images"][0]["bytes"], 27);
}

#[test]
fn rejects_options_of_one_article_for_several() {
    let folder = articles(2);
    let medium = Medium::new().in_folder(folder.path());
    medium.expect(2, &["--sandbox", "publish", "1.md", "2.md", "--title", "T"]);
}

#[tokio::test]
async fn an_invalid_article_stops_the_run_before_any_request() {
    let workspace = Workspace::with_articles(2).await;
    let done = workspace
        .expect(1, &["publish", "1.md", "no.md", "2.md", "nor.md"])
        .await;
    for file in ["no.md", "nor.md"] {
        done.assert_stderr(&format!("error: {file}: "));
    }
    assert_eq!(workspace.sandbox.requests().len(), 0);
}

#[tokio::test]
async fn at_the_rate_limit_lists_articles_not_tried() {
    let workspace = Workspace::with_articles(12).await;
    let files: Vec<String> = (1..=12).map(|number| format!("{number}.md")).collect();
    let mut arguments = vec!["publish", "--json=title,cli"];
    arguments.extend(files.iter().map(String::as_str));
    let done = workspace.expect(5, &arguments).await;
    done.assert_stderr("\"file\":\"11.md\"");
    done.assert_stderr("Not tried after that: 12.md");
    let published = done.json();
    assert_eq!(published.as_array().unwrap().len(), 10);
    assert_eq!(published[9]["title"], "Part 10");
    assert_eq!(published[9]["cli"]["path"], "10.md");
    assert_eq!(workspace.sandbox.posts().len(), 10);
}

#[tokio::test]
async fn finds_a_publication_by_id_name_and_url() {
    let workspace = Workspace::with_articles(1).await;
    let weekly = workspace.sandbox.publications()[0].clone();
    let page = format!(
        "{}/{}/?source=user_menu",
        workspace.sandbox.url(),
        weekly.slug
    );
    for name in [
        weekly.id.as_str(),
        "sandbox WEEKLY",
        "sandbox-weekly",
        &page,
    ] {
        let arguments = ["publish", "--no-ledger", "1.md", "--to", name];
        workspace.expect(0, &arguments).await;
    }
    let posts = workspace.sandbox.posts();
    assert_eq!(posts.len(), 4);
    assert!(
        posts
            .iter()
            .all(|post| post.publication_id.as_deref() == Some(weekly.id.as_str()))
    );
}

#[tokio::test]
async fn does_not_send_what_the_role_forbids() {
    let workspace = Workspace::with_articles(1).await;
    for (publication, status, code) in [
        ("the-test-bench", "public", 4),
        ("the-test-bench", "unlisted", 4),
        ("field-notes", "draft", 4),
        ("nowhere", "draft", 1),
    ] {
        let arguments = ["publish", "1.md", "--to", publication, "--status", status];
        workspace.expect(code, &arguments).await;
    }
    assert_eq!(
        (
            workspace.sandbox.posts().len(),
            workspace.sandbox.images().len()
        ),
        (0, 0)
    );
    let arguments = [
        "publish",
        "1.md",
        "--to",
        "the-test-bench",
        "--status",
        "draft",
    ];
    workspace.expect(0, &arguments).await;
    assert_eq!(
        workspace.sandbox.posts()[0].publish_status,
        PublishStatus::Draft
    );
}

#[tokio::test]
async fn options_override_the_front_matter() {
    let workspace = Workspace::with_articles(0).await;
    let article = "---\ntitle: A\ntags: [a]\nstatus: public\nlicense: cc-40-by\n---\nText\n";
    workspace.write("a.md", article);
    let options = "--title B --tag b --tag c --status draft --license public-domain --notify \
                   --canonical-url https://example.com/b --published-at 2024-05-01";
    let mut arguments = vec!["publish", "a.md"];
    arguments.extend(options.split_whitespace());
    workspace.expect(0, &arguments).await;
    let post = workspace.sandbox.posts().remove(0);
    assert_eq!(
        (post.title.as_str(), post.content.as_str()),
        ("B", "# B\n\nText\n")
    );
    assert_eq!(post.tags, ["b", "c"]);
    assert_eq!(post.publish_status, PublishStatus::Draft);
    assert_eq!(post.license.as_deref(), Some("public-domain"));
    assert_eq!(post.canonical_url.as_deref(), Some("https://example.com/b"));
    assert_eq!(post.notify_followers, Some(true));
}

#[tokio::test]
async fn a_dry_run_only_reads_and_shows_the_request() {
    let workspace = Workspace::with_articles(1).await;
    let arguments = [
        "publish",
        "1.md",
        "--dry-run",
        "--json",
        "--to",
        "sandbox-weekly",
    ];
    let done = workspace.expect(0, &arguments).await;
    let list = done.json();
    assert_eq!(list[0]["title"], "Part 1");
    assert_eq!(list[0]["contentFormat"], "markdown");
    assert_eq!(list[0]["cli"]["publication"]["name"], "Sandbox Weekly");
    assert_eq!(list[0]["cli"]["images"][0]["bytes"], 27);
    assert!(
        workspace
            .sandbox
            .requests()
            .iter()
            .all(|request| request.method == "GET")
    );
}
