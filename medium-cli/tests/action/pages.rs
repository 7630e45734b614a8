//! Pages for Medium's import tool, from a job without a token.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::support::Finished;
use crate::support::project::{Job, Project, script};

/// Returns a repository with a public article, a draft and one without a status.
async fn project() -> Project {
    let project = Project::before_its_first_run(0).await;
    for (name, front) in [
        ("a", "status: public"),
        ("b", "status: draft"),
        ("c", "tags: x"),
    ] {
        let article = format!("---\n{front}\n---\n# Part {name}\n\nText.\n");
        fs::write(project.work().join(format!("{name}.md")), article).unwrap();
    }
    project.push();
    project
}

async fn run(job: &Job) -> Finished {
    let publish = job.command();
    let mut pages = Command::new(script("pages"));
    pages.env_clear().current_dir(job.checkout());
    pages.envs(
        publish
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let output = tokio::task::spawn_blocking(move || pages.output());
    Finished::from_output(output.await.unwrap().unwrap())
}

#[tokio::test]
async fn writes_pages_for_public_articles_and_sends_nothing() {
    let project = project().await;
    let job = project.job().input("INPUT_IMPORT_TO", "site");
    let job = job.input("INPUT_IMPORT_URL", "https://me.example/blog");
    let done = run(&job).await;
    assert_eq!(done.code, 0, "{} {}", done.stdout, done.stderr);
    let page = job.checkout().join("site/a/index.html");
    assert!(
        fs::read_to_string(page)
            .unwrap()
            .contains("<h1>Part a</h1>")
    );
    for other in ["b", "c"] {
        assert!(!job.checkout().join("site").join(other).exists(), "{other}");
    }
    let outputs = job.outputs();
    assert!(outputs.starts_with("page<<end-"), "{outputs}");
    assert!(
        outputs.contains("\nhttps://me.example/blog/a/\nend-"),
        "{outputs}"
    );
    assert!(project.sandbox.requests().is_empty(), "the token was used");
    assert!(project.at("refs/heads/medium-ledger").is_none());
}

#[tokio::test]
async fn rejects_conflicting_inputs() {
    let project = project().await;
    let to = || project.job().input("INPUT_IMPORT_TO", "site");
    let done = run(&to()).await;
    assert_eq!(done.code, 2, "{}", done.stdout);
    done.assert_stdout("::error::import-to needs import-url");
    let job = to().input("INPUT_IMPORT_URL", "https://me.example");
    let done = run(&job.input("INPUT_ONLY_CHANGED", "true")).await;
    assert_eq!(done.code, 2, "{}", done.stdout);
    done.assert_stdout("only-changed can't be used");
}

#[tokio::test]
async fn rejects_links_out_of_the_repository() {
    let project = project().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("secret.md");
    fs::write(&secret, "---\nstatus: public\n---\n# Secret\n\nText.\n").unwrap();
    symlink(&secret, project.work().join("link.md")).unwrap();
    project.push();
    let job = project.job().input("INPUT_IMPORT_TO", "site");
    let job = job.input("INPUT_IMPORT_URL", "https://me.example");
    let done = run(&job.input("INPUT_PATHS", "link.md")).await;
    assert_eq!(done.code, 2, "{}", done.stdout);
    done.assert_stdout("leads out of the repository");
}
