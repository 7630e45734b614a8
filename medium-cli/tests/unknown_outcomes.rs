//! Unknown outcomes: never sent again until the user settles them.
#![cfg(unix)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, Times};
use support::Medium;
use support::workspace::{Workspace, article, articles, entries, entry};

#[tokio::test]
async fn does_not_send_an_unknown_outcome_again() {
    let workspace = Workspace::with_articles(1).await;
    workspace.lose_response().await;
    workspace.expect(7, &["publish", "1.md"]).await;
    let calls = workspace.calls("POST");
    for arguments in [&["publish", "1.md"][..], &["publish", "1.md", "--force"]] {
        let done = workspace.run(arguments).await;
        assert_eq!(
            (done.code, workspace.calls("POST")),
            (7, calls),
            "{}",
            done.stderr
        );
        done.assert_stderr("medium ledger resolve 1.md --published");
    }
    let url = workspace.sandbox.posts()[0].url.clone();
    workspace
        .expect(0, &["ledger", "resolve", "1.md", "--published", &url])
        .await;
    let done = workspace.run(&["publish", "1.md"]).await;
    done.assert_output(0, url.as_str());
    assert_eq!(workspace.sandbox.posts().len(), 1);
}

#[tokio::test]
async fn sends_again_after_a_definite_failure() {
    let workspace = Workspace::with_articles(1).await;
    let fault = Fault::CloudflareChallenge;
    workspace.inject("createPost", fault, Times::Always).await;
    workspace.expect(6, &["publish", "1.md"]).await;
    assert!(workspace.ledger().await.is_empty());
    workspace.sandbox.clear_faults().await;
    workspace.expect(0, &["publish", "1.md"]).await;
    assert_eq!(workspace.sandbox.images().len(), 1);
    let uploads = workspace.sandbox.requests();
    let uploads = uploads
        .iter()
        .filter(|request| request.path == "/v1/images");
    assert_eq!(uploads.count(), 1, "the image was already uploaded");
}

/// The post may exist after each of these responses.
#[tokio::test]
async fn ambiguous_responses_are_unknown_outcomes() {
    for fault in [
        Fault::Status101,
        Fault::Status301,
        Fault::Status302,
        Fault::Status303,
        Fault::Status302CfMitigated,
        Fault::Status502CfMitigated,
        Fault::Status503CfMitigated,
        Fault::Status500Code6002,
        Fault::Status502Code6002,
        Fault::Status408,
        Fault::Status499,
    ] {
        let workspace = Workspace::with_articles(0).await;
        workspace.write("1.md", article("# Part 1\n\nText.\n"));
        workspace.create_post_fails(fault).await;
        workspace.expect(7, &["publish", "1.md"]).await;
        // The fault affects one request, so a repeated one would reach the server.
        assert_eq!(workspace.calls("POST"), 0, "{fault} is not sent again");
        let unknown = entry("1.md", "unknown");
        assert_eq!(workspace.ledger().await, [unknown], "{fault}");
        let done = workspace.run(&["publish", "1.md"]).await;
        assert_eq!((done.code, workspace.calls("POST")), (7, 0), "{fault}");
        assert!(workspace.sandbox.posts().is_empty(), "{fault}");
    }
}

#[tokio::test]
async fn definite_rejections_leave_no_ledger_entry() {
    for (fault, code) in [
        (Fault::Status400Truncated, 6),
        (Fault::Status407, 6),
        (Fault::CloudflareBlock, 6),
        (Fault::Cloudflare429, 6),
        (Fault::Cloudflare503, 6),
        (Fault::Status429, 5),
    ] {
        let workspace = Workspace::with_articles(0).await;
        workspace.write("1.md", article("# Part 1\n\nText.\n"));
        workspace.inject("createPost", fault, Times::Always).await;
        workspace.expect(code, &["publish", "1.md"]).await;
        assert!(workspace.ledger().await.is_empty(), "{fault}");
        workspace.sandbox.clear_faults().await;
        workspace.expect(0, &["publish", "1.md"]).await;
    }
}

#[tokio::test]
async fn killing_a_run_while_sending_is_an_unknown_outcome() {
    let workspace = Workspace::with_articles(2).await;
    workspace
        .create_post_fails(Fault::StallAfterExecution)
        .await;
    let mut command = workspace.medium().command(&["publish", "."]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut killed = command.spawn().unwrap();
    while workspace.sandbox.posts().is_empty() {
        tokio::task::yield_now().await;
    }
    kill(&mut killed);
    assert_eq!(workspace.ledger().await, [entry("1.md", "started")]);
    workspace.expect(7, &["publish", "."]).await;
    assert_eq!(
        workspace.titles(),
        ["Part 1", "Part 2"],
        "must publish the other article"
    );
    workspace
        .expect(0, &["ledger", "resolve", "1.md", "--not-published"])
        .await;
}

#[test]
fn killing_the_sandbox_creates_no_duplicates() {
    for lines in 1..=4 {
        let folder = articles(4);
        let medium = Medium::new().in_folder(folder.path());
        let mut command = medium.command(&["--sandbox", "publish", "."]);
        let mut running = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let printed = BufReader::new(running.stdout.take().unwrap());
        let seen = printed.lines().take(lines).flatten().count();
        kill(&mut running);
        assert_eq!(seen, lines);

        let done = medium.run(&["--sandbox", "publish", "."]);
        let list = entries(&medium.run(&["--sandbox", "ledger", "--json"]));
        let open: Vec<_> = list
            .iter()
            .filter(|(_, state)| state != "published")
            .collect();
        assert_eq!(
            done.code,
            if open.is_empty() { 0 } else { 7 },
            "{}",
            done.stderr
        );
        for (article, _) in open {
            let (there, _) = in_the_sandbox(&medium);
            let number = article.trim_end_matches(".md");
            let found = there
                .iter()
                .find(|(title, _)| *title == format!("Part {number}"));
            let mut arguments = vec!["--sandbox", "ledger", "resolve", article];
            match found {
                Some((_, url)) => arguments.extend(["--published", url]),
                None => arguments.push("--not-published"),
            }
            medium.expect(0, &arguments);
        }
        medium.expect(0, &["--sandbox", "publish", "."]);
        let (posts, images) = in_the_sandbox(&medium);
        let mut titles: Vec<_> = posts.into_iter().map(|(title, _)| title).collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Part 1", "Part 2", "Part 3", "Part 4"]);
        assert_eq!(images, 4);
    }
}

#[tokio::test]
async fn the_advised_command_settles_a_deleted_file() {
    let workspace = Workspace::with_articles(1).await;
    workspace.lose_response().await;
    let folder = workspace.folder.path().join("posts/new");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("it's new.md");
    fs::write(&file, article("# New\n\nText.\n")).unwrap();
    let done = workspace.expect(7, &["publish", "posts"]).await;
    let name = format!("file:{}", file.canonicalize().unwrap().display());
    let advice = r"medium ledger resolve 'posts/new/it'\''s new.md' --published URL";
    done.assert_stderr(advice);
    fs::remove_file(file).unwrap();
    let done = workspace
        .run(&[
            "ledger",
            "resolve",
            "posts/new/it's new.md",
            "--not-published",
        ])
        .await;
    done.assert_stderr("medium ledger list");
    assert_eq!(done.code, 1);
    workspace
        .expect(0, &["ledger", "resolve", &name, "--not-published"])
        .await;
}

#[tokio::test]
async fn without_a_ledger_the_advice_does_not_mention_it() {
    let workspace = Workspace::with_articles(1).await;
    workspace.lose_response().await;
    let done = workspace
        .expect(7, &["publish", "--no-ledger", "1.md"])
        .await;
    assert!(!done.stderr.contains("medium ledger"), "{}", done.stderr);
}

#[tokio::test]
async fn an_article_from_standard_input_is_settled_by_the_same_text() {
    let workspace = Workspace::with_articles(0).await;
    let (medium, text) = (
        workspace.medium(),
        "---\nstatus: public\n---\n# From a pipe\n\nText.\n",
    );
    let work = move || {
        let done = medium.run_with_input(&["publish", "-"], text);
        assert_eq!(done.code, 0, "{}", done.stderr);
        medium.run_with_input(&["ledger", "forget", "-"], text)
    };
    let done = tokio::task::spawn_blocking(work).await.unwrap();
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(workspace.ledger().await.is_empty());
}

/// Returns the title and URL of each post, and the number of images.
fn in_the_sandbox(medium: &Medium) -> (Vec<(String, String)>, usize) {
    let state = medium
        .home
        .path()
        .join(".local/share/medium/sandbox/state.db");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::builder().state_file(state).start().await.unwrap();
        let posts = sandbox.posts().into_iter();
        let posts = posts.map(|post| (post.title, post.url)).collect();
        let images = sandbox.images().len();
        sandbox.stop().await;
        (posts, images)
    })
}

fn kill(command: &mut Child) {
    // SIGKILL, so that the command can't clean up.
    command.kill().unwrap();
    command.wait().unwrap();
}
