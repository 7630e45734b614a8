//! Publishing a folder: its articles, and no other files.

mod support;

use std::fs;
use std::path::Path;

use medium_sandbox::{ContentFormat, PublishStatus};
use serde_json::Value;
use support::Finished;
use support::workspace::{Workspace, article, titles};

/// Files of a repository.
const FILES: &[(&str, &str)] = &[
    (
        "posts/b.html",
        "---\nstatus: public\n---\n<h1>B</h1><p>text</p>",
    ),
    (
        "posts/a/x.markdown",
        "<!-- x -->\n+++\ndraft = false\n+++\n# A\n\ntext",
    ),
    ("posts/c.MD", "{\"status\": \"draft\"}\n# C\n\ntext"),
    ("posts/d.md", "---\ntags: a\n---\n# D\n\ntext"),
    ("posts/plain.md", "# Plain\n\ntext"),
    ("posts/notes.csv", "a,b"),
    (".gitignore", "/build\nsecret.md\n"),
];

/// Public files that are skipped, and their titles.
const SKIPPED: &[(&str, &str)] = &[
    ("posts/_index.md", "List"),
    ("posts/.draft.md", "Hidden"),
    ("posts/m.mdx", "Components"),
    ("README.md", "Read me"),
    ("readme.de.md", "Lies mich"),
    ("CHANGELOG.md", "Changes"),
    ("LICENSE.md", "License"),
    (".github/a.md", "Template"),
    ("_drafts/d.md", "Unfinished"),
    ("node_modules/x/a.md", "Module"),
    ("build/out.md", "Built"),
    ("posts/secret.md", "Secret"),
];

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (file, text) in files {
        let file = folder.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

async fn workspace() -> Workspace {
    let workspace = Workspace::with_articles(0).await;
    write(workspace.folder.path(), FILES);
    for (file, title) in SKIPPED {
        let text = article(&format!("# {title}\n\ntext"));
        write(workspace.folder.path(), &[(file, &text)]);
    }
    workspace
}

/// Returns the skipped files and reasons in the JSON.
fn skipped(done: &Finished) -> Vec<(String, String)> {
    let list = done.json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = list.as_array().unwrap().iter();
    all.filter(|article| article["cli"]["skipped"].is_string())
        .map(|article| {
            (
                text(&article["cli"]["path"]),
                text(&article["cli"]["skipped"]),
            )
        })
        .collect()
}

#[tokio::test]
async fn without_a_status_option_publishes_articles_with_a_status() {
    let workspace = workspace().await;
    let done = workspace.expect(0, &["publish", "."]).await;
    let posts = workspace.sandbox.posts();
    assert_eq!(titles(&posts), ["A", "B", "C"]);
    for post in &posts {
        let (title, is_draft) = (&*post.title, post.publish_status == PublishStatus::Draft);
        assert_eq!(is_draft, title == "C", "{title}");
        let is_html = post.content_format == ContentFormat::Html;
        assert_eq!(is_html, title == "B", "{title}");
    }
    done.assert_stderr("posts/d.md skipped: no status");
    assert!(!done.stderr.contains("README"), "{}", done.stderr);
}

#[tokio::test]
async fn with_a_status_option_publishes_all_and_makes_none_more_public() {
    let workspace = workspace().await;
    let done = workspace
        .expect(0, &["publish", ".", "--status", "public"])
        .await;
    let posts = workspace.sandbox.posts();
    assert_eq!(titles(&posts), ["A", "B", "C", "D"]);
    let drafts = posts
        .iter()
        .filter(|post| post.publish_status == PublishStatus::Draft);
    assert_eq!(
        drafts.map(|post| post.title.as_str()).collect::<Vec<_>>(),
        ["C"]
    );
    done.assert_stderr("posts/c.MD: its front matter says draft");
}

#[tokio::test]
async fn lists_skipped_files_with_reasons() {
    let workspace = workspace().await;
    let done = workspace
        .expect(0, &["publish", ".", "--json", "--dry-run"])
        .await;
    let skipped = skipped(&done);
    for (path, reason) in [
        (".github", "hidden"),
        ("CHANGELOG.md", "repository"),
        ("LICENSE.md", "repository"),
        ("README.md", "repository"),
        ("_drafts", "a folder of drafts"),
        ("build", ".gitignore"),
        ("node_modules", "a folder of drafts"),
        ("posts/.draft.md", "hidden"),
        ("posts/_index.md", "`_`"),
        ("posts/d.md", "no status"),
        ("posts/m.mdx", "neither Markdown nor HTML"),
        ("posts/plain.md", "need front matter"),
        ("posts/secret.md", ".gitignore"),
        ("readme.de.md", "repository"),
    ] {
        let found = skipped.iter().find(|(skipped, _)| skipped == path);
        assert!(
            found.is_some_and(|(_, actual)| actual.contains(reason)),
            "{path}: {skipped:?}"
        );
    }
    assert_eq!(skipped.len(), 14, "{skipped:?}");
    let done = workspace.run(&["publish", ".", "-v", "--dry-run"]).await;
    done.assert_stderr("node_modules skipped: a folder of drafts");
    assert_eq!(workspace.calls("POST"), 0);
}

#[tokio::test]
async fn a_named_file_is_an_article() {
    let workspace = workspace().await;
    let files = [
        "README.md",
        "posts/_index.md",
        "build/out.md",
        "_drafts/d.md",
    ];
    workspace
        .expect(0, &[&["publish"], &files[..]].concat())
        .await;
    assert_eq!(
        workspace.titles(),
        ["Built", "List", "Read me", "Unfinished"]
    );
    workspace
        .expect(0, &["publish", "posts/plain.md", "--status", "draft"])
        .await;
}

#[tokio::test]
async fn a_folder_without_articles_is_an_error() {
    let workspace = Workspace::with_articles(0).await;
    write(
        workspace.folder.path(),
        &[
            ("empty/README.md", "# Read me"),
            ("open/a.md", "---\ntags: a\n---\n# A\n\nx"),
        ],
    );
    let done = workspace.run(&["publish", "empty", "-v"]).await;
    assert_eq!(done.code, 1);
    done.assert_stderr("empty: no Markdown or HTML files with front matter");
    done.assert_stderr("empty/README.md skipped");
    let done = workspace.run(&["publish", "open"]).await;
    assert_eq!(done.code, 2, "{}", done.stderr);
    done.assert_stderr("open/a.md: no status");
    assert!(workspace.sandbox.requests().is_empty());
}

#[tokio::test]
async fn only_articles_applies_the_rules_of_folders() {
    let workspace = workspace().await;
    let files = [
        "README.md",
        "posts/b.html",
        "posts/plain.md",
        "posts/_index.md",
        "_drafts/d.md",
        "posts/notes.csv",
    ];
    let done = workspace
        .expect(
            0,
            &[&["publish", "--only-articles", "-v"], &files[..]].concat(),
        )
        .await;
    assert_eq!(workspace.titles(), ["B"]);
    for skipped in files.iter().filter(|file| **file != "posts/b.html") {
        let line = format!("{skipped} skipped: ");
        assert!(done.stderr.contains(&line), "{skipped}: {}", done.stderr);
    }
    let done = workspace
        .run(&["publish", "--only-articles", "README.md"])
        .await;
    assert_eq!(
        (done.code, workspace.sandbox.posts().len()),
        (0, 1),
        "{}",
        done.stderr
    );
}
