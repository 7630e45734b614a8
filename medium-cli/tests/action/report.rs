//! Annotations and summary of a job.

use std::fs;

use medium_sandbox::faults::Fault;

use crate::support::project::{Job, Project};

fn summary(job: &Job) -> String {
    fs::read_to_string(job.machine.path().join("summary")).unwrap_or_default()
}

fn with_summary(job: Job) -> Job {
    let summary = job.machine.path().join("summary");
    job.input("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())
}

#[tokio::test]
async fn the_summary_has_a_row_for_each_article() {
    let project = Project::with_articles(1).await;
    project.write(2, "Text.");
    fs::rename(
        project.work().join("2.md"),
        project.work().join("a | `b`.md"),
    )
    .unwrap();
    project.push();
    let job = with_summary(project.job());
    job.expect(0).await;
    let urls: Vec<_> = project
        .sandbox
        .posts()
        .into_iter()
        .map(|post| post.url)
        .collect();
    let expected = format!(
        "| article | status | URL |\n|---|---|---|\n| `1.md` | `draft` | `{}` |\n| `a \\| 'b'.md` | `draft` | `{}` |\n",
        urls[0], urls[1]
    );
    assert_eq!(summary(&job), expected);

    let job = with_summary(project.job());
    job.finish().await;
    let row = format!("| `1.md` | `there already` | `{}` |", urls[0]);
    assert!(summary(&job).contains(&row), "{}", summary(&job));
}

#[tokio::test]
async fn errors_in_an_article_are_annotations_with_their_line() {
    let project = Project::with_articles(0).await;
    let text = "---\ntags: a\nstatus: bogus\n---\n# Songs\n\nText.\n";
    fs::write(project.work().join("a, b.md"), text).unwrap();
    project.push();
    let done = project.expect(&project.job(), 1, 0).await;
    let annotation = "::error file=a%2C b.md,line=3,col=9::status: `bogus`";
    done.assert_stdout(annotation);
}

#[tokio::test]
async fn warnings_about_an_article_are_annotations() {
    let project = Project::with_articles(0).await;
    let text = "---\ntags: [a, b, c, d]\n---\n# Songs\n\nText.\n";
    fs::write(project.work().join("songs.md"), text).unwrap();
    project.push();
    let done = project.job().expect(0).await;
    let annotation =
        "::warning file=songs.md,line=2,col=7::4 tags; Medium's API uses the first 3: a, b, c\n";
    let found = done.stdout.matches(annotation).count();
    assert_eq!(found, 1, "{}", done.stdout);
}

#[tokio::test]
async fn the_summary_reports_a_failed_run() {
    let project = Project::with_articles(1).await;
    project.create_post_fails(Fault::Status500).await;
    let job = with_summary(project.job());
    job.expect(7).await;
    let expected = "The run failed (exit code 7)";
    assert!(summary(&job).contains(expected), "{}", summary(&job));
}
