//! Each article is published once, even if a job fails or is repeated.

use std::fs;
use std::process::{Child, Command, Stdio};

use crate::support::project::{Project, git};
use medium_sandbox::PublishStatus;
use medium_sandbox::faults::Fault;

#[tokio::test]
async fn a_repeated_job_publishes_nothing_twice() {
    let project = Project::with_articles(2).await;
    let job = project.job();
    job.expect(0).await;
    let posts = project.sandbox.posts();
    assert_eq!(posts.len(), 2);
    assert!(
        posts
            .iter()
            .all(|post| post.publish_status == PublishStatus::Draft)
    );
    for post in &posts {
        assert!(
            job.outputs().contains(&format!("\n{}\n", post.id)),
            "{}",
            job.outputs()
        );
        assert!(
            job.outputs().contains(&format!("\n{}\n", post.url)),
            "{}",
            job.outputs()
        );
    }

    project.job().expect(0).await;
    project.write(3, "New.");
    project.push();
    project.job().expect(0).await;
    assert_eq!(
        (project.sandbox.posts().len(), project.posts_sent()),
        (3, 3)
    );
}

#[tokio::test]
async fn a_killed_job_leaves_an_unknown_outcome_and_no_second_post() {
    use std::os::unix::process::CommandExt;

    let project = Project::with_articles(1).await;
    project.create_post_fails(Fault::StallAfterExecution).await;
    let job = project.job();
    let mut command = job.command();
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0);
    let mut running = command.spawn().unwrap();
    while project.sandbox.posts().is_empty() {
        tokio::task::yield_now().await;
    }
    kill_with_children(&mut running);

    let done = project.expect(&project.job(), 7, 1).await;
    done.assert_stdout("ledger resolve");

    // The user checks on Medium, and runs the job again to record the URL.
    let url = project.sandbox.posts()[0].url.clone();
    let resolve = project.job().input("INPUT_RESOLVE", "1.md");
    resolve.input("INPUT_PUBLISHED_AT_URL", url).expect(0).await;
    project.expect(&project.job(), 0, 1).await;
}

#[tokio::test]
async fn concurrent_jobs_publish_each_article_once() {
    let project = Project::with_articles(3).await;
    let (one, other) = (project.job(), project.job());
    let _ = tokio::join!(one.finish(), other.finish());
    project.job().expect(0).await;
    assert_eq!(
        (project.sandbox.posts().len(), project.posts_sent()),
        (3, 3)
    );
}

#[tokio::test]
async fn publishes_nothing_if_the_ledger_cannot_be_read_or_saved() {
    let project = Project::with_articles(1).await;
    let hook = project.origin().join("hooks/pre-receive");
    fs::write(&hook, "#!/bin/sh\nexit 1\n").unwrap();
    Command::new("chmod").arg("+x").arg(&hook).status().unwrap();
    project.expect(&project.job(), 1, 0).await;

    // The ledger cannot be read.
    let job = project.job();
    fs::rename(
        project.folder.path().join("origin.git"),
        project.folder.path().join("gone"),
    )
    .unwrap();
    project.expect(&job, 1, 0).await;
}

#[tokio::test]
async fn an_edited_article_is_a_warning() {
    let project = Project::with_articles(2).await;
    project.job().expect(0).await;
    project.write(1, "Better text.");
    project.push();
    let done = project.expect(&project.job(), 0, 2).await;
    done.assert_stdout("::warning::1.md was edited");
}

#[tokio::test]
async fn the_token_is_only_in_its_variable() {
    let project = Project::with_articles(1).await;
    let job = project.job();
    let done = job.finish().await;
    let token = project.sandbox.token();
    for text in [&done.stdout, &done.stderr, &job.outputs()] {
        assert!(!text.contains(token));
    }
    let checkout = job.machine.path().join("checkout");
    git(&checkout, &["fetch", "--quiet", "origin", "medium-ledger"]);
    let ledger = Command::new("git")
        .args(["cat-file", "blob", "FETCH_HEAD:ledger.db"])
        .current_dir(&checkout)
        .output()
        .unwrap();
    assert!(ledger.status.success() && ledger.stdout.starts_with(b"SQLite"));
    let found = ledger
        .stdout
        .windows(token.len())
        .any(|part| part == token.as_bytes());
    assert!(!found, "the token is in the repository");

    let done = project.job().input("MEDIUM_TOKEN", "").finish().await;
    assert_eq!(done.code, 3);
}

/// Kills the script and the command that it runs.
fn kill_with_children(job: &mut Child) {
    let group = format!("-{}", job.id());
    let sent = Command::new("kill").args(["-KILL", "--", &group]).status();
    assert!(sent.unwrap().success());
    job.wait().unwrap();
}
