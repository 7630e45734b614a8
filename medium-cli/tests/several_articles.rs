//! Several articles, and articles in publications.

mod support;

use std::fs;

use medium_sandbox::{PublishStatus, Sandbox};
use support::{Finished, Medium};

/// The command, logged in at `sandbox`, in `folder`.
async fn run(sandbox: &Sandbox, folder: &tempfile::TempDir, arguments: &[&str]) -> Finished {
    let medium = Medium::new()
        .env("MEDIUM_TOKEN", sandbox.token())
        .env("MEDIUM_API_URL", sandbox.url())
        .in_folder(folder.path());
    let arguments: Vec<String> = arguments
        .iter()
        .map(|argument| (*argument).to_owned())
        .collect();
    let work = move || medium.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    tokio::task::spawn_blocking(work).await.unwrap()
}

/// Articles `1.md`, `2.md`, …, which share an image.
fn articles(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.gif"), b"GIF89a and what is in it").unwrap();
    for number in 1..=count {
        let article = format!("---\nstatus: public\n---\n# Part {number}\n\n![a](a.gif)\n");
        fs::write(folder.path().join(format!("{number}.md")), article).unwrap();
    }
    folder
}

fn calls(sandbox: &Sandbox, path: &str) -> usize {
    let requests = sandbox.requests();
    requests
        .iter()
        .filter(|request| request.path == path)
        .count()
}

#[tokio::test]
async fn articles_are_published_in_order_and_share_their_images() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = articles(3);
    let done = run(&sandbox, &folder, &["publish", "2.md", "1.md", "3.md"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let posts = sandbox.posts();
    let titles: Vec<_> = posts.iter().map(|post| post.title.as_str()).collect();
    assert_eq!(titles, ["Part 2", "Part 1", "Part 3"]);
    let urls: Vec<_> = posts.iter().map(|post| post.url.as_str()).collect();
    assert_eq!(done.stdout.lines().collect::<Vec<_>>(), urls);
    assert_eq!(
        (calls(&sandbox, "/v1/images"), calls(&sandbox, "/v1/me")),
        (1, 1)
    );
}

/// As with `*.md`, where a draft is easily among the files.
#[tokio::test]
async fn a_status_for_several_files_makes_none_more_public() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = articles(1);
    fs::write(
        folder.path().join("draft.md"),
        "---\nstatus: draft\n---\n# Unfinished\n\nText.\n",
    )
    .unwrap();
    let arguments = ["publish", "1.md", "draft.md", "--status", "public"];
    let done = run(&sandbox, &folder, &arguments).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let statuses: Vec<_> = sandbox
        .posts()
        .iter()
        .map(|post| post.publish_status)
        .collect();
    assert_eq!(statuses, [PublishStatus::Public, PublishStatus::Draft]);
    done.assert_stderr("publish this file alone");

    // Alone, the file is meant.
    let arguments = ["publish", "draft.md", "--status", "public", "--force"];
    let done = run(&sandbox, &folder, &arguments).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let last = sandbox.posts().pop().map(|post| post.publish_status);
    assert_eq!(last, Some(PublishStatus::Public));
}

#[test]
fn an_article_may_come_from_standard_input() {
    let folder = articles(0);
    let medium = Medium::new().in_folder(folder.path());
    let arguments = ["--sandbox", "publish", "-", "--dry-run", "--json=title,cli"];
    let done = medium.run_with_input(&arguments, "# Piped\n\n![a](a.gif)\n");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let shown = done.json();
    assert_eq!(shown[0]["title"], "Piped");
    assert_eq!(shown[0]["cli"]["images"][0]["bytes"], 24);
}

#[test]
fn rejects_options_of_one_article_for_several() {
    let folder = articles(2);
    let medium = Medium::new().in_folder(folder.path());
    medium.expect(2, &["--sandbox", "publish", "1.md", "2.md", "--title", "T"]);
}

#[tokio::test]
async fn an_invalid_article_stops_the_run_before_any_request() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = articles(2);
    let done = run(
        &sandbox,
        &folder,
        &["publish", "1.md", "no.md", "2.md", "nor.md"],
    )
    .await;
    assert_eq!(done.code, 1);
    for file in ["no.md", "nor.md"] {
        done.assert_stderr(&format!("error: {file}: "));
    }
    assert_eq!(sandbox.requests().len(), 0);
}

#[tokio::test]
async fn at_the_rate_limit_lists_articles_not_tried() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = articles(12);
    let files: Vec<String> = (1..=12).map(|number| format!("{number}.md")).collect();
    let mut arguments = vec!["publish", "--json=title,cli"];
    arguments.extend(files.iter().map(String::as_str));
    let done = run(&sandbox, &folder, &arguments).await;
    assert_eq!(done.code, 5, "{}", done.stderr);
    done.assert_stderr("\"file\":\"11.md\"");
    done.assert_stderr("Not tried after that: 12.md");
    let published = done.json();
    assert_eq!(published.as_array().unwrap().len(), 10);
    assert_eq!(published[9]["title"], "Part 10");
    assert_eq!(published[9]["cli"]["path"], "10.md");
    assert_eq!(sandbox.posts().len(), 10);
}

#[tokio::test]
async fn finds_a_publication_by_id_name_and_url() {
    let sandbox = Sandbox::start().await.unwrap();
    let weekly = sandbox.publications()[0].clone();
    let folder = articles(1);
    let page = format!("{}/{}/?source=user_menu", sandbox.url(), weekly.slug);
    for name in [
        weekly.id.as_str(),
        "sandbox WEEKLY",
        "sandbox-weekly",
        &page,
    ] {
        let done = run(&sandbox, &folder, &["publish", "1.md", "--to", name]).await;
        assert_eq!(done.code, 0, "{name}: {}", done.stderr);
    }
    let posts = sandbox.posts();
    assert_eq!(posts.len(), 4);
    assert!(
        posts
            .iter()
            .all(|post| post.publication_id.as_deref() == Some(weekly.id.as_str()))
    );
}

#[tokio::test]
async fn does_not_send_what_the_role_forbids() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = articles(1);
    for (publication, status, code) in [
        ("the-test-bench", "public", 4),
        ("the-test-bench", "unlisted", 4),
        ("field-notes", "draft", 4),
        ("nowhere", "draft", 1),
    ] {
        let arguments = ["publish", "1.md", "--to", publication, "--status", status];
        let done = run(&sandbox, &folder, &arguments).await;
        assert_eq!(done.code, code, "{publication}: {}", done.stderr);
    }
    assert_eq!((sandbox.posts().len(), sandbox.images().len()), (0, 0));
    let arguments = [
        "publish",
        "1.md",
        "--to",
        "the-test-bench",
        "--status",
        "draft",
    ];
    let done = run(&sandbox, &folder, &arguments).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(sandbox.posts()[0].publish_status, PublishStatus::Draft);
}

#[tokio::test]
async fn options_override_the_front_matter() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let article = "---\ntitle: A\ntags: [a]\nstatus: public\nlicense: cc-40-by\n---\nText\n";
    fs::write(folder.path().join("a.md"), article).unwrap();
    let options = "--title B --tag b --tag c --status draft --license public-domain --notify \
                   --canonical-url https://example.com/b --published-at 2024-05-01";
    let mut arguments = vec!["publish", "a.md"];
    arguments.extend(options.split_whitespace());
    let done = run(&sandbox, &folder, &arguments).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let post = sandbox.posts().remove(0);
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
    let sandbox = Sandbox::start().await.unwrap();
    let folder = articles(1);
    let arguments = [
        "publish",
        "1.md",
        "--dry-run",
        "--json",
        "--to",
        "sandbox-weekly",
    ];
    let done = run(&sandbox, &folder, &arguments).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let shown = done.json();
    assert_eq!(shown[0]["title"], "Part 1");
    assert_eq!(shown[0]["contentFormat"], "markdown");
    assert_eq!(shown[0]["cli"]["publication"]["name"], "Sandbox Weekly");
    assert_eq!(shown[0]["cli"]["images"][0]["bytes"], 24);
    assert!(
        sandbox
            .requests()
            .iter()
            .all(|request| request.method == "GET")
    );
}
