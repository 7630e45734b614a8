//! What tells one repository from another, wherever it is checked out: where it comes from, else
//! its first commit.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use url::Url;

/// Repositories by their root folders. Git is asked once about each.
#[derive(Default)]
pub(crate) struct Repositories(RefCell<HashMap<PathBuf, Rc<Repository>>>);

/// A repository on this machine. Without the program `git`, it has no names.
pub(super) struct Repository {
    pub(super) root: PathBuf,
    remote: OnceCell<Option<String>>,
    first_commit: OnceCell<Option<String>>,
}

/// What Git has to know of the environment: where programs are, and whose it is.
const NEEDED: [&str; 5] = ["PATH", "HOME", "USERPROFILE", "SystemRoot", "TMPDIR"];

impl Repositories {
    /// The repository that a file is in, if it is in one.
    pub(super) fn of(&self, file: &Path) -> Option<Rc<Repository>> {
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
    /// Where it comes from, such as `github.com/user/blog`, whichever way it is fetched.
    pub(super) fn remote(&self) -> Option<&str> {
        let remote = self.remote.get_or_init(|| {
            let origin = self.git(&["config", "--get", "remote.origin.url"]);
            let any = || self.git(&["config", "--get-regexp", r"^remote\..*\.url$"]);
            let url = origin.or_else(|| Some(any()?.split_once(' ')?.1.to_owned()))?;
            place(&url)
        });
        remote.as_deref()
    }

    /// Its first commit. A shallow clone does not have it.
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

    /// The first line that Git prints, of a command that reads and nothing else.
    fn git(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("git")
            // In a container the folder often belongs to another user.
            .args(["-c", "safe.directory=*", "-C"])
            .arg(&self.root)
            .args(arguments)
            // No token or key is its business, and no other repository that is set there is ours.
            .env_clear()
            .envs(
                NEEDED
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

/// The host and the path of a remote's address, without the credentials that it may hold.
fn place(remote: &str) -> Option<String> {
    let place = if remote.contains("://") {
        let url = Url::parse(remote).ok()?;
        let port = url.port().map(|port| format!(":{port}"));
        let host = url.host_str().unwrap_or_default().to_lowercase();
        format!("{host}{}{}", port.unwrap_or_default(), url.path())
    } else if Path::new(remote).is_absolute() {
        remote.to_owned()
    } else {
        // As ssh has it: `git@github.com:user/blog.git`. What else is relative means nothing elsewhere.
        let (host, path) = remote.split_once(':')?;
        let host = host.rsplit('@').next().unwrap_or_default();
        if host.contains('/') || host.len() < 2 {
            return None;
        }
        format!("{}/{}", host.to_lowercase(), path.trim_start_matches('/'))
    };
    let place = place.trim_end_matches('/');
    let place = place.strip_suffix(".git").unwrap_or(place);
    (!place.is_empty()).then(|| place.to_owned())
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_repository_is_one_however_it_is_fetched() {
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
                place(remote).as_deref(),
                Some("github.com/user/blog"),
                "{remote}"
            );
        }
        assert_eq!(place("file:///srv/blog.git").as_deref(), Some("/srv/blog"));
        assert_eq!(place("/srv/blog.git").as_deref(), Some("/srv/blog"));
        for remote in ["../blog.git", "blog", "C:\\blog", "./a:b"] {
            assert_eq!(place(remote), None, "{remote}");
        }
    }
}
