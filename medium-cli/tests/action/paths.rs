//! Selection of articles: all in the repository, or only those that a push changed.

use std::fs;
use std::os::unix::fs::symlink;

use crate::support::project::{Project, git};

#[tokio::test]
async fn only_changed_publishes_the_files_of_the_push() {
    let project = Project::with_articles(2).await;
    let before = project.head();
    project.write(3, "New.");
    project.push();
    let job = || project.job().input("INPUT_ONLY_CHANGED", "true");
    job().input("INPUT_BEFORE", &before).expect(0).await;
    let posts = project.sandbox.posts();
    assert_eq!(
        posts
            .iter()
            .map(|post| post.title.as_str())
            .collect::<Vec<_>>(),
        ["Part 3"]
    );

    job().input("INPUT_BEFORE", project.head()).expect(0).await;
    let done = job().finish().await;
    assert_eq!(done.code, 2, "an event without a previous commit");
    assert_eq!(project.posts_sent(), 1);
}

#[tokio::test]
async fn skips_changed_files_that_folders_exclude() {
    let project = Project::with_articles(0).await;
    let before = project.head();
    let work = project.work();
    project.write_article(".github/template.md", "# Describe it\n\nText.\n");
    fs::write(work.join("elsewhere.txt"), "# Elsewhere\n").unwrap();
    fs::write(work.join("README.md"), "---\ntags: a\n---\n# Read me\n").unwrap();
    fs::write(work.join("notes.md"), "# Notes\n").unwrap();
    symlink("elsewhere.txt", work.join("link.md")).unwrap();
    project.write(1, "New.");
    project.push();
    let job = || project.job().input("INPUT_ONLY_CHANGED", "true");
    let job = || job().input("INPUT_BEFORE", &before);
    project.expect(&job(), 0, 1).await;
    project
        .expect(&job().input("INPUT_PATHS", ".github"), 0, 2)
        .await;
}

#[tokio::test]
async fn file_names_can_contain_line_breaks() {
    let project = Project::with_articles(0).await;
    for text in ["# Two\n\nText.\n", "# Two\n\nBetter.\n"] {
        project.write_article("-two\nlines.md", text);
        project.push();
        let done = project.expect(&project.job(), 0, 1).await;
        let warned = done
            .stdout
            .contains("::warning::-two%0Alines.md was edited");
        assert_eq!(warned, text.contains("Better"), "{}", done.stdout);
    }
}

#[tokio::test]
async fn fails_if_the_previous_commit_is_missing() {
    let project = Project::with_articles(1).await;
    let job = |before: &str| {
        let job = project.job().input("INPUT_ONLY_CHANGED", "true");
        job.input("INPUT_BEFORE", before)
    };
    // A forced push removed it.
    let done = project.expect(&job(&"c0de".repeat(10)), 1, 0).await;
    let annotation = "::error::only-changed: the previous commit, c0de";
    done.assert_stdout(annotation);
    // The branch is new.
    let done = project.expect(&job(&"0".repeat(40)), 2, 0).await;
    let annotation = "::error::only-changed: the branch is new";
    done.assert_stdout(annotation);
}

#[tokio::test]
async fn fetches_the_previous_commit_into_a_shallow_clone() {
    let project = Project::with_articles(1).await;
    let before = project.head();
    project.write(2, "New.");
    project.push();
    let job = project.job().input("INPUT_ONLY_CHANGED", "true");
    let job = job.input("INPUT_BEFORE", &before);
    let known = git(&job.checkout(), &["rev-list", "--all"]);
    assert!(!known.contains(&before), "the clone is not shallow");
    project.expect(&job, 0, 1).await;
}

#[tokio::test]
async fn rejects_links_out_of_the_repository() {
    let project = Project::with_articles(1).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("secret.md");
    fs::write(&secret, "---\ntags: a\n---\n# Secret\n\nText.\n").unwrap();
    let work = project.work();
    symlink(&secret, work.join("article.md")).unwrap();
    symlink(elsewhere.path(), work.join("folder")).unwrap();
    // A checkout's configuration can contain the token of the job.
    symlink(".git/config", work.join("config.md")).unwrap();
    symlink(".git", work.join("repository")).unwrap();
    project.push();
    for path in [
        "article.md",
        "folder",
        "folder/secret.md",
        "./folder/",
        "1.md\narticle.md",
        "config.md",
        "repository",
        ".git/config",
        ".GIT/config.md",
        "within/.git",
        "..",
    ] {
        let job = project.job().input("INPUT_PATHS", path);
        // As in a nested repository, and as on a file system that ignores case.
        for folder in [".GIT", "within/.git"] {
            let folder = job.checkout().join(folder);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("config.md"), "# Secret\n\nText.\n").unwrap();
        }
        let done = job.finish().await;
        assert_eq!(
            (done.code, project.posts_sent()),
            (2, 0),
            "{path}: {}",
            done.stdout
        );
        assert!(
            done.stdout.contains("\n::error::") || done.stdout.starts_with("::error::"),
            "{path}: {}",
            done.stdout
        );
    }
    // Links in a folder are skipped.
    project.expect(&project.job(), 0, 1).await;
}

#[tokio::test]
async fn follows_links_within_the_repository_if_they_are_passed() {
    let project = Project::with_articles(0).await;
    let before = project.head();
    let work = project.work();
    project.write_article("site/articles/one.md", "# One\n\nText.\n");
    symlink("site/articles", work.join("articles")).unwrap();
    project.push();
    let job = || project.job().input("INPUT_PATHS", "articles");
    let changed = job().input("INPUT_ONLY_CHANGED", "true");
    project
        .expect(&changed.input("INPUT_BEFORE", &before), 0, 1)
        .await;
    project.expect(&job(), 0, 1).await;
}

#[tokio::test]
async fn paths_are_not_patterns() {
    let project = Project::with_articles(0).await;
    let before = project.head();
    for folder in ["[ab]", "a"] {
        let text = format!("# In {folder}\n\nText.\n");
        project.write_article(&format!("{folder}/one.md"), &text);
    }
    project.push();
    let job = project.job().input("INPUT_PATHS", "[ab]");
    let job = job.input("INPUT_ONLY_CHANGED", "true");
    job.input("INPUT_BEFORE", &before).expect(0).await;
    let posts = project.sandbox.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].title, "In [ab]");
}
