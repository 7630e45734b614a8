//! The ledger's branch and its marker: a missing, reverted or invalid ledger stops the job.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::Finished;
use crate::support::project::{Project, git};

const BRANCH: &str = "refs/heads/medium-ledger";
const MARKER: &str = "refs/medium/ledger/medium-ledger";

#[tokio::test]
async fn publishes_nothing_without_a_ledger_unless_it_is_the_first_run() {
    let project = Project::before_its_first_run(2).await;
    let done = project.run().await;
    assert_rejected(&project, &done, 2, 0, "first-run");

    project.expect(&project.first_job(), 0, 2).await;
    assert_eq!(project.at(BRANCH), project.at(MARKER));

    project.expect(&project.job(), 0, 2).await;
    // Warns about a permanent `first-run: true`.
    let done = project.expect(&project.first_job(), 0, 2).await;
    let warning = "::warning::first-run is not needed any more";
    done.assert_stdout(warning);
}

#[tokio::test]
async fn a_first_run_in_a_public_repository_warns_that_the_ledger_is_public() {
    for (visibility, expected) in [("public", true), ("", true), ("private", false)] {
        let project = Project::before_its_first_run(0).await;
        project.write_article("one.md", "# One\n\nText.\n");
        project.push();
        let job = project.first_job().input("INPUT_VISIBILITY", visibility);
        let done = job.expect(0).await;
        let notice = "::notice::The branch medium-ledger contains the URLs";
        assert_eq!(done.stdout.contains(notice), expected, "{visibility}");
    }
}

#[tokio::test]
async fn detects_a_deleted_ledger_and_prints_how_to_restore_it() {
    let project = Project::with_articles(1).await;
    project.job().expect(0).await;
    let ledger = project.at(BRANCH);
    git(&project.origin(), &["update-ref", "-d", BRANCH]);

    let done = project.run().await;
    assert_rejected(&project, &done, 1, 1, "was deleted");
    restore(&project, &done);
    assert_eq!(project.at(BRANCH), ledger);
    project.expect(&project.job(), 0, 1).await;
}

#[tokio::test]
async fn a_new_ledger_keeps_the_old_one_in_history() {
    let project = Project::with_articles(1).await;
    project.job().expect(0).await;
    let old = project.at(BRANCH).unwrap();
    git(&project.origin(), &["update-ref", "-d", BRANCH]);

    project.expect(&project.first_job(), 0, 2).await;
    let history = git(&project.origin(), &["rev-list", BRANCH]);
    assert!(history.contains(&old), "{history}");
}

#[tokio::test]
async fn detects_a_reverted_ledger_and_prints_how_to_restore_it() {
    let project = Project::with_articles(1).await;
    project.job().expect(0).await;
    let old = project.at(BRANCH).unwrap();
    project.write(2, "New.");
    project.push();
    project.job().expect(0).await;
    let ledger = project.at(BRANCH);
    git(&project.origin(), &["update-ref", BRANCH, &old]);

    // `first-run` does not help either.
    for job in [project.job(), project.first_job()] {
        let done = job.finish().await;
        assert_rejected(&project, &done, 1, 2, "was reset");
    }
    let done = project.run().await;
    restore(&project, &done);
    assert_eq!(project.at(BRANCH), ledger);
    project.expect(&project.job(), 0, 2).await;
}

/// Forks and imported copies have the branches, but not the marker.
#[tokio::test]
async fn a_forks_ledger_requires_confirmation() {
    let project = Project::with_articles(1).await;
    project.job().expect(0).await;
    git(&project.origin(), &["update-ref", "-d", MARKER]);

    let done = project.run().await;
    assert_rejected(&project, &done, 1, 1, "a fork or a copy");
    project.expect(&project.first_job(), 0, 1).await;
    project.expect(&project.job(), 0, 1).await;
}

#[tokio::test]
async fn rejects_a_branch_with_other_files() {
    let project = Project::with_articles(1).await;
    project.job().expect(0).await;
    let work = project.work();
    git(&work, &["fetch", "--quiet", "origin", BRANCH]);
    let branches = [
        ("main", git(&work, &["rev-parse", "HEAD^{tree}"])),
        (
            "with-another-file",
            tree_of(&work, &["100644 ledger.db", "100644 README.md"]),
        ),
        ("executable", tree_of(&work, &["100755 ledger.db"])),
        ("link", tree_of(&work, &["120000 ledger.db"])),
        (
            "with-a-log",
            tree_of(&work, &["100644 ledger.db", "100644 ledger.db-wal"]),
        ),
        ("empty", tree_of(&work, &[])),
    ];
    for (branch, tree) in branches {
        let reference = format!("refs/heads/{branch}");
        if branch != "main" {
            let commit = git(&work, &["commit-tree", &tree, "-m", "Something else"]);
            let push = format!("{commit}:{reference}");
            git(&work, &["push", "--quiet", "origin", &push]);
        }
        let before = project.at(&reference);
        for job in [project.job(), project.first_job()] {
            let done = job.input("MEDIUM_LEDGER_BRANCH", branch).finish().await;
            assert_rejected(&project, &done, 2, 1, "left alone");
            assert_eq!(project.at(&reference), before, "{branch}");
        }
    }
}

#[tokio::test]
async fn rejects_an_invalid_branch_name() {
    let project = Project::with_articles(1).await;
    for name in [
        "../heads/main",
        "a..b",
        "a b",
        "a:b",
        "/",
        "a\n::error::b",
        "x.lock",
    ] {
        let job = project.first_job().input("MEDIUM_LEDGER_BRANCH", name);
        let done = job.finish().await;
        assert_rejected(&project, &done, 2, 0, "is not a valid branch name");
    }
}

/// With attributes, git could change the database: convert its line breaks or run it through a filter.
#[tokio::test]
async fn gitattributes_do_not_change_the_ledger() {
    let project = Project::with_articles(0).await;
    let work = project.work();
    fs::write(work.join(".gitattributes"), "* filter=lfs text eol=lf\n").unwrap();
    // The ledger identifies an article by its path, so the database contains these bytes.
    project.write_article("one\r\ntwo.md", "# One\n\nText.\n");
    project.push();
    let job = project.job();
    for (name, value) in [("clean", "sed s/SQLite/LFS/"), ("required", "true")] {
        let key = format!("filter.lfs.{name}");
        git(&job.checkout(), &["config", &key, value]);
    }
    project.expect(&job, 0, 1).await;

    let database = ledger_file(&project);
    assert!(database.starts_with(b"SQLite"));
    let name = b"one\r\ntwo.md";
    assert!(database.windows(name.len()).any(|bytes| bytes == name));
    project.expect(&project.job(), 0, 1).await;
}

/// Asserts that the job sent nothing more and that an annotation says why.
#[track_caller]
fn assert_rejected(project: &Project, done: &Finished, code: i32, sent: usize, why: &str) {
    let output = &done.stdout;
    assert_eq!((done.code, project.posts_sent()), (code, sent), "{output}");
    let mut errors = output.lines().filter(|line| line.starts_with("::error::"));
    assert!(errors.any(|error| error.contains(why)), "{output}");
}

/// Runs the commands of an annotation that contains `To restore …: COMMANDS. …`.
fn restore(project: &Project, done: &Finished) {
    let (_, commands) = done.stdout.split_once("To restore ").unwrap();
    let (_, commands) = commands.split_once(": ").unwrap();
    let (commands, _) = commands.split_once(". ").unwrap();
    let mut shell = Command::new("sh");
    let status = shell.args(["-c", commands]).current_dir(project.work());
    assert!(status.status().unwrap().success(), "{commands}");
}

/// Creates a tree. Each entry (`MODE NAME`) has the database fetched last as its content.
fn tree_of(work: &Path, entries: &[&str]) -> String {
    let database = git(work, &["rev-parse", "FETCH_HEAD:ledger.db"]);
    let index = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(work);
        command.env("GIT_INDEX_FILE", index.path().join("index"));
        let done = command.output().unwrap();
        assert!(done.status.success(), "{done:?}");
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    };
    for entry in entries {
        let (mode, name) = entry.split_once(' ').unwrap();
        let entry = format!("{mode},{database},{name}");
        git(&["update-index", "--add", "--cacheinfo", &entry]);
    }
    git(&["write-tree"])
}

/// Returns the database on the ledger's branch. Empty if there is no such branch.
fn ledger_file(project: &Project) -> Vec<u8> {
    let object = format!("{BRANCH}:ledger.db");
    let mut command = Command::new("git");
    command.args(["cat-file", "blob", &object]);
    command
        .current_dir(project.origin())
        .output()
        .unwrap()
        .stdout
}
