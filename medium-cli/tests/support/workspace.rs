//! A folder with articles, a home folder and a sandbox.

use std::fs;
use std::path::Path;

use medium_sandbox::faults::{Fault, FaultScope, Times};
use medium_sandbox::{Post, Sandbox};
use serde_json::Value;

use super::{Finished, Medium};

/// A folder with articles, a home folder with the store, and a sandbox.
pub(crate) struct Workspace {
    pub(crate) sandbox: Sandbox,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) home: tempfile::TempDir,
}

impl Workspace {
    pub(crate) async fn with_articles(count: usize) -> Self {
        Self {
            sandbox: Sandbox::start().await.unwrap(),
            folder: articles(count),
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// Writes a file in the folder.
    pub(crate) fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    pub(crate) fn medium(&self) -> Medium {
        Medium::new()
            .env("MEDIUM_TOKEN", self.sandbox.token())
            .env("MEDIUM_API_URL", self.sandbox.url())
            .env("HOME", self.home.path().to_string_lossy())
            .in_folder(self.folder.path())
    }

    pub(crate) async fn run(&self, arguments: &[&str]) -> Finished {
        self.run_as(self.medium(), arguments).await
    }

    /// Like [`Workspace::run`]. Asserts the exit code.
    pub(crate) async fn expect(&self, code: i32, arguments: &[&str]) -> Finished {
        self.expect_as(code, self.medium(), arguments).await
    }

    /// Like [`Workspace::run_as`]. Asserts the exit code.
    pub(crate) async fn expect_as(
        &self,
        code: i32,
        medium: Medium,
        arguments: &[&str],
    ) -> Finished {
        let done = self.run_as(medium, arguments).await;
        assert_eq!(done.code, code, "{arguments:?}: {}", done.stderr);
        done
    }

    pub(crate) async fn run_as(&self, medium: Medium, arguments: &[&str]) -> Finished {
        let arguments: Vec<String> = arguments.iter().map(|text| (*text).to_owned()).collect();
        let work = move || medium.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        tokio::task::spawn_blocking(work).await.unwrap()
    }

    pub(crate) async fn ledger(&self) -> Vec<(String, String)> {
        let done = self.run(&["ledger", "--json"]).await;
        entries(&done)
    }

    /// The next post is created, but its response is lost.
    pub(crate) async fn lose_response(&self) {
        self.create_post_fails(Fault::CloseAfterExecution).await;
    }

    pub(crate) async fn create_post_fails(&self, fault: Fault) {
        self.inject("createPost", fault, Times::Next(1)).await;
    }

    pub(crate) async fn inject(&self, operation: &str, fault: Fault, times: Times) {
        let scope = FaultScope::operation(operation).unwrap();
        self.sandbox.inject(scope, fault, times).await;
    }

    /// Returns the titles of all posts, sorted.
    pub(crate) fn titles(&self) -> Vec<String> {
        titles(&self.sandbox.posts())
            .into_iter()
            .map(str::to_owned)
            .collect()
    }

    pub(crate) fn calls(&self, method: &str) -> usize {
        let requests = self.sandbox.requests();
        requests
            .iter()
            .filter(|request| request.method == method)
            .count()
    }
}

/// Writes `1.md` and so on, each with its own image.
pub(crate) fn articles(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=count {
        let image = format!("GIF89a and what is in it: {number}");
        fs::write(folder.path().join(format!("{number}.gif")), image).unwrap();
        let article = article(&format!("# Part {number}\n\n![a]({number}.gif)\n"));
        fs::write(folder.path().join(format!("{number}.md")), article).unwrap();
    }
    folder
}

/// Returns a public article.
pub(crate) fn article(text: &str) -> String {
    format!("---\nstatus: public\n---\n{text}")
}

/// Returns an article of the ledger and its state.
pub(crate) fn entry(article: &str, state: &str) -> (String, String) {
    (article.to_owned(), state.to_owned())
}

/// Returns the article and state of each entry in the output of `medium ledger --json`.
pub(crate) fn entries(done: &Finished) -> Vec<(String, String)> {
    let list = done.json();
    // Only the file name, since each test has its own folder.
    let text = |value: &Value| {
        let text = value.as_str().unwrap();
        match text.strip_prefix("file:") {
            Some(file) => file.rsplit('/').next().unwrap_or_default().to_owned(),
            None => text.to_owned(),
        }
    };
    let entries = list.as_array().unwrap().iter();
    entries
        .map(|entry| (text(&entry["article"]), text(&entry["state"])))
        .collect()
}

pub(crate) fn titles(posts: &[Post]) -> Vec<&str> {
    let mut titles: Vec<_> = posts.iter().map(|post| post.title.as_str()).collect();
    titles.sort_unstable();
    titles
}
