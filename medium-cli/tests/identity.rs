//! The identity of articles: different for each file, and stable when things change.

mod support;

use std::fs;
use std::path::Path;

use medium_store::{
    Account, Article, BeginResult, ContentHash, Draft, Keys, Overrides, PostTarget, Published,
    Store, StoreUrl,
};
use support::project::git;
use support::workspace::{Workspace, article};

/// A repository with `posts/index.md`.
fn repository(folder: &Path, text: &str) {
    fs::create_dir_all(folder.join("posts")).unwrap();
    git(folder, &["init", "--quiet"]);
    fs::write(folder.join("posts/index.md"), article(text)).unwrap();
}

fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", message]);
}

#[tokio::test]
async fn files_with_the_same_name_are_different_articles() {
    let workspace = Workspace::with_articles(0).await;
    for name in ["first", "second"] {
        fs::create_dir(workspace.folder.path().join(name)).unwrap();
        let text = article(&format!("# The {name}\n\nText {name}.\n"));
        fs::write(workspace.folder.path().join(name).join("index.md"), text).unwrap();
        workspace
            .expect(0, &["publish", &format!("{name}/index.md")])
            .await;
    }
    assert_eq!(workspace.titles(), ["The first", "The second"]);
    // The path's spelling does not matter.
    for path in ["first/index.md", "first", "."] {
        workspace.expect(0, &["publish", path]).await;
    }
    assert_eq!(workspace.sandbox.posts().len(), 2);
}

#[tokio::test]
async fn the_same_path_in_two_repositories_is_two_articles() {
    let workspace = Workspace::with_articles(0).await;
    for name in ["one", "other", "third"] {
        let folder = workspace.folder.path().join(name);
        fs::create_dir(&folder).unwrap();
        repository(&folder, &format!("# The {name}\n\nText {name}.\n"));
        match name {
            "one" | "other" => {
                let remote = format!("https://user:secret@git.example/{name}.git");
                git(&folder, &["remote", "add", "origin", &remote]);
            }
            _ => commit(&folder, name),
        }
        workspace
            .expect(0, &["publish", &format!("{name}/posts/index.md")])
            .await;
    }
    assert_eq!(workspace.titles(), ["The one", "The other", "The third"]);
    let ledger = workspace.ledger().await;
    assert!(
        ledger
            .iter()
            .any(|(name, _)| name == "repo:git.example/one:posts/index.md"),
        "{ledger:?}"
    );
}

#[tokio::test]
async fn an_article_keeps_its_identity_when_its_repository_gets_a_remote() {
    let workspace = Workspace::with_articles(0).await;
    let folder = workspace.folder.path().join("blog");
    fs::create_dir(&folder).unwrap();
    repository(&folder, "# T\n\nText.\n");
    let publish = || workspace.run(&["publish", "blog/posts/index.md"]);
    assert_eq!(publish().await.code, 0);
    commit(&folder, "Start");
    assert_eq!(publish().await.code, 0);
    git(
        &folder,
        &["remote", "add", "origin", "git@git.example:user/blog.git"],
    );
    // A dry run also recognizes it, and writes nothing.
    let dry_run = [
        "publish",
        "blog/posts/index.md",
        "--dry-run",
        "--jq",
        ".[].cli.conflict",
    ];
    assert_eq!(workspace.run(&dry_run).await.data(), "already_published");
    assert!(!workspace.ledger().await[0].0.contains("git.example"));
    // A clone in another folder has the same identity.
    assert_eq!(publish().await.code, 0);
    let clone = workspace.folder.path().join("clone");
    git(
        workspace.folder.path(),
        &["clone", "--quiet", "--depth=1", "blog", "clone"],
    );
    git(
        &clone,
        &[
            "remote",
            "set-url",
            "origin",
            "https://git.example/user/blog",
        ],
    );
    fs::write(clone.join("posts/index.md"), article("# T\n\nBetter.\n")).unwrap();
    let done = workspace
        .expect(1, &["publish", "clone/posts/index.md"])
        .await;
    done.assert_stderr("edited since (text)");
    assert_eq!(workspace.sandbox.posts().len(), 1);
    let names = workspace.ledger().await;
    assert_eq!(
        names,
        [(
            "repo:git.example/user/blog:posts/index.md".to_owned(),
            "published".to_owned()
        )]
    );
}

/// Records an article in the ledger of `workspace` as an earlier version did, with a `path:` name.
async fn published_by_an_earlier_version(workspace: &Workspace, name: &str, title: &str) {
    let file = workspace.home.path().join(".local/share/medium/store.db");
    let url = StoreUrl::sqlite(file);
    let store = Store::open(&url, Keys::default()).await.unwrap();
    let me = workspace
        .run(&["me", "--jq", ".id"])
        .await
        .data()
        .to_owned();
    let ledger = store.ledger(&Account::new(workspace.sandbox.url(), me));
    let draft = Draft {
        article: Article::path(Path::new(name), Path::new("")).unwrap(),
        content: ContentHash::of("what it was then"),
        target: PostTarget::Profile,
        parts: [("title".to_owned(), title.to_owned())].into(),
    };
    let BeginResult::Started(started) = ledger.begin(&draft, Overrides::default()).await.unwrap()
    else {
        panic!("expected a started post");
    };
    let post = Published::new("1", "https://medium.com/p/1");
    ledger.finish(started, &post).await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn recognizes_articles_published_by_earlier_versions() {
    for (file, name) in [
        ("index.md", "index.md"),
        ("posts/index.md", "posts/index.md"),
    ] {
        let workspace = Workspace::with_articles(0).await;
        repository(workspace.folder.path(), "# The first\n\nText.\n");
        if name == "index.md" {
            fs::remove_dir_all(workspace.folder.path().join(".git")).unwrap();
        }
        workspace.write(file, article("# The first\n\nText.\n"));
        published_by_an_earlier_version(&workspace, name, "The first").await;
        let done = workspace.expect(1, &["publish", file]).await;
        done.assert_stderr("edited since");
        assert_eq!(workspace.calls("POST"), 0);
    }
}

#[tokio::test]
async fn an_ambiguous_earlier_name_prevents_publishing() {
    let workspace = Workspace::with_articles(0).await;
    workspace.write("index.md", article("# The second\n\nText.\n"));
    published_by_an_earlier_version(&workspace, "index.md", "The first").await;
    let done = workspace.expect(1, &["publish", "index.md"]).await;
    done.assert_stderr("add `id: ANY-NAME` to this one");
    workspace
        .expect(0, &["publish", "index.md", "--force"])
        .await;
    let mut names: Vec<_> = workspace
        .ledger()
        .await
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    names.sort();
    assert_eq!(names, ["index.md", "path:index.md"]);
}

#[cfg(unix)]
#[tokio::test]
async fn git_gets_no_secrets() {
    let workspace = Workspace::with_articles(0).await;
    repository(workspace.folder.path(), "# T\n\nText.\n");
    let programs = tempfile::tempdir().unwrap();
    let (git, seen) = (programs.path().join("git"), programs.path().join("seen"));
    support::program(&git, &format!("env >>'{}'\nexit 1", seen.display()));
    let path = format!("{}:/usr/bin:/bin", programs.path().display());
    let medium = workspace.medium().env("PATH", path);
    let medium = medium.env("MEDIUM_CLIENT_SECRET", "not for git");
    workspace
        .expect_as(0, medium, &["publish", "posts/index.md"])
        .await;
    let seen = fs::read_to_string(seen).unwrap();
    assert!(
        !seen.contains(workspace.sandbox.token()) && !seen.contains("not for git"),
        "{seen}"
    );
}
