//! The repository's history, by the command `git`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The separator between commit messages.
const END_OF_COMMIT: char = '\u{1e}';

/// A checkout.
#[derive(Debug)]
pub struct Repository {
    root: PathBuf,
}

/// A commit's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The first line.
    pub subject: String,
    /// The rest.
    pub body: String,
}

impl Repository {
    /// Finds the checkout that contains `folder`.
    pub fn discover(folder: &Path) -> Result<Self> {
        let below = Self {
            root: folder.to_owned(),
        };
        let root = below.git(&["rev-parse", "--show-toplevel"])?;
        Ok(Self {
            root: PathBuf::from(root.trim_end()),
        })
    }

    /// Returns the checkout's root folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the tag of the last release (`v1.2.3`) before HEAD; `None` before the first release.
    pub fn last_release(&self) -> Result<Option<String>> {
        let list = ["tag", "--list", "v[0-9]*", "--merged", "HEAD"];
        let tags = self.git(&[&list[..], &["--sort=-version:refname"]].concat())?;
        Ok(tags.lines().next().map(str::to_owned))
    }

    /// Returns the merge base of HEAD and `revision`.
    pub fn merge_base(&self, revision: &str) -> Result<String> {
        let base = self
            .git(&["merge-base", revision, "HEAD"])
            .with_context(|| format!("{revision}: no commit to compare with; fetch it"))?;
        Ok(base.trim_end().to_owned())
    }

    /// Returns a file's text at `revision`; `None` if it doesn't exist there.
    pub fn file_at(&self, revision: &str, path: &str) -> Result<Option<String>> {
        let listed = self.git(&["ls-tree", "--name-only", revision, "--", path])?;
        if listed.is_empty() {
            return Ok(None);
        }
        self.git(&["show", &format!("{revision}:{path}")]).map(Some)
    }

    /// Returns the commits since `revision`, or all commits, newest first, without merges.
    pub fn commits_since(&self, revision: Option<&str>) -> Result<Vec<Commit>> {
        let range = revision.map_or("HEAD".to_owned(), |revision| format!("{revision}..HEAD"));
        let format = format!("--format=%B{END_OF_COMMIT}");
        let log = self.git(&["log", "--no-merges", &format, &range, "--"])?;
        let messages = log.split(END_OF_COMMIT).map(str::trim);
        Ok(messages
            .filter(|message| !message.is_empty())
            .map(|message| {
                let (subject, body) = message.split_once('\n').unwrap_or((message, ""));
                Commit {
                    subject: subject.trim().to_owned(),
                    body: body.trim().to_owned(),
                }
            })
            .collect())
    }

    fn git(&self, arguments: &[&str]) -> Result<String> {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(&self.root)
            .output()
            .context("git can't be run; install it")?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr);
            bail!("git {}: {}", arguments.join(" "), message.trim());
        }
        String::from_utf8(output.stdout)
            .with_context(|| format!("git {}: the output is not UTF-8", arguments.join(" ")))
    }
}
