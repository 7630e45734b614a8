//! The identity of a Git repository, independent of its folder: its remote, or its first commit.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use url::Url;

/// Repositories by their root folders. Git runs once for each.
#[derive(Default)]
pub(crate) struct Repositories(RefCell<HashMap<PathBuf, Rc<Repository>>>);

/// A repository on this machine. Without `git`, it has no identity.
pub(super) struct Repository {
    pub(super) root: PathBuf,
    remote: OnceCell<Option<String>>,
    first_commit: OnceCell<Option<String>>,
}

/// Environment variables that Git needs.
const GIT_VARIABLES: [&str; 5] = ["PATH", "HOME", "USERPROFILE", "SystemRoot", "TMPDIR"];

impl Repositories {
    /// Finds the repository of a file.
    pub(super) fn find(&self, file: &Path) -> Option<Rc<Repository>> {
        let mut above = file.ancestors().skip(1);
        let root = above.find(|folder| folder.join(".git").exists())?;
        let mut known = self.0.borrow_mut();
        let repository = known.entry(root.to_owned()).or_insert_with(|| {
            Rc::new(Repository {
                root: root.to_owned(),
                remote: OnceCell::new(),
                first_commit: OnceCell::new(),
            })
        });
        Some(Rc::clone(repository))
    }
}

impl Repository {
    /// Returns its remote, such as `github.com/user/blog`, the same for all protocols.
    pub(super) fn remote(&self) -> Option<&str> {
        let remote = self.remote.get_or_init(|| {
            let origin = self.git(&["config", "--get", "remote.origin.url"]);
            let any = || self.git(&["config", "--get-regexp", r"^remote\..*\.url$"]);
            let url = origin.or_else(|| Some(any()?.split_once(' ')?.1.to_owned()))?;
            normalize_remote(&url)
        });
        remote.as_deref()
    }

    /// Returns its first commit. `None` in a shallow clone.
    pub(super) fn first_commit(&self) -> Option<&str> {
        let commit = self.first_commit.get_or_init(|| {
            let is_shallow = self.git(&["rev-parse", "--is-shallow-repository"])?;
            if is_shallow != "false" {
                return None;
            }
            let first = ["rev-list", "--max-parents=0", "--first-parent", "HEAD"];
            self.git(&first)
        });
        commit.as_deref()
    }

    /// Runs a read-only Git command, and returns its first line.
    fn git(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("git")
            // In containers, the folder often belongs to another user.
            .args(["-c", "safe.directory=*", "-C"])
            .arg(&self.root)
            .args(arguments)
            // Git must not see tokens, nor variables that select another repository.
            .env_clear()
            .envs(
                GIT_VARIABLES
                    .iter()
                    .filter_map(|name| Some((name, std::env::var_os(name)?))),
            )
            .env("GIT_NO_LAZY_FETCH", "1")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let line = text.lines().next().filter(|_| output.status.success())?;
        Some(line.trim().to_owned()).filter(|line| !line.is_empty())
    }
}

/// Returns the host and path of a remote's URL, without credentials.
fn normalize_remote(remote: &str) -> Option<String> {
    let normalized = if remote.contains("://") {
        let url = Url::parse(remote).ok()?;
        let port = url.port().map(|port| format!(":{port}"));
        let host = url.host_str().unwrap_or_default().to_lowercase();
        format!("{host}{}{}", port.unwrap_or_default(), url.path())
    } else if Path::new(remote).is_absolute() {
        remote.to_owned()
    } else {
        // The scp syntax of ssh: `git@github.com:user/blog.git`. Relative paths identify nothing.
        let (host, path) = remote.split_once(':')?;
        let host = host.rsplit('@').next().unwrap_or_default();
        if host.contains('/') || host.len() < 2 {
            return None;
        }
        format!("{}/{}", host.to_lowercase(), path.trim_start_matches('/'))
    };
    let normalized = normalized.trim_end_matches('/');
    let normalized = normalized.strip_suffix(".git").unwrap_or(normalized);
    (!normalized.is_empty()).then(|| normalized.to_owned())
}

#[cfg(test)]
mod tests {
    use super::normalize_remote;

    #[test]
    fn a_repository_has_the_same_remote_for_all_protocols() {
        for remote in [
            "https://github.com/user/blog.git",
            "https://GitHub.com/user/blog",
            "https://user:secret@github.com/user/blog.git/",
            "https://x-access-token:secret@github.com/user/blog",
            "ssh://git@github.com/user/blog.git",
            "git@github.com:user/blog.git",
            "git@github.com:/user/blog",
            "git://github.com/user/blog",
        ] {
            assert_eq!(
                normalize_remote(remote).as_deref(),
                Some("github.com/user/blog"),
                "{remote}"
            );
        }
        assert_eq!(
            normalize_remote("file:///srv/blog.git").as_deref(),
            Some("/srv/blog")
        );
        assert_eq!(
            normalize_remote("/srv/blog.git").as_deref(),
            Some("/srv/blog")
        );
        for remote in ["../blog.git", "blog", "C:\\blog", "./a:b"] {
            assert_eq!(normalize_remote(remote), None, "{remote}");
        }
    }
}
