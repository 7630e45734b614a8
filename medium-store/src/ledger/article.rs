//! The identity of an article, and where it is published.

use std::fmt;
use std::path::{Component, Path};

use crate::Error;

/// An article's identity, which stays the same when its text changes.
///
/// ```
/// use std::path::Path;
/// use medium_store::Article;
///
/// let root = Path::new("blog");
/// let article = Article::path(Path::new("blog/posts/./one.md"), root)?;
/// assert_eq!(article.as_str(), "path:posts/one.md");
/// assert_ne!(article, Article::id("posts/one.md"));
/// # Ok::<(), medium_store::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Article(String);

impl Article {
    /// Identifies it by an id, as in its front matter. This is the best choice, as it survives
    /// renaming.
    #[must_use]
    pub fn id(id: &str) -> Self {
        Self(format!("id:{id}"))
    }

    /// Identifies it by the URL where it was published first.
    #[must_use]
    pub fn canonical(url: &str) -> Self {
        Self(format!("canonical:{url}"))
    }

    /// Identifies it by its path in a repository; `repository` is the repository's URL or first
    /// commit.
    ///
    /// # Errors
    ///
    /// [`Error::Article`] if it is not below `root`, or its path is not UTF-8.
    pub fn in_repository(repository: &str, path: &Path, root: &Path) -> Result<Self, Error> {
        let path = relative(path, root)?;
        Ok(Self(format!("repo:{repository}:{path}")))
    }

    /// Identifies it by its absolute path on this machine.
    ///
    /// # Errors
    ///
    /// [`Error::Article`] if its path is not UTF-8.
    pub fn file(path: &Path) -> Result<Self, Error> {
        let text = path.to_str().ok_or_else(|| invalid(path, NOT_UTF8))?;
        Ok(Self(format!("file:{}", text.replace('\\', "/"))))
    }

    /// Identifies it by its path relative to `root`, with `/` on every system. Schemas before
    /// version 4 used this for articles without id or URL. Articles below different
    /// roots may have the same path, so new entries don't use it. See
    /// [`crate::Ledger::rename_entries`].
    ///
    /// # Errors
    ///
    /// [`Error::Article`] if it is not below `root`, or its path is not UTF-8.
    pub fn path(path: &Path, root: &Path) -> Result<Self, Error> {
        Ok(Self(format!("path:{}", relative(path, root)?)))
    }

    /// Parses the text of [`Article::as_str`], such as from a list of the ledger.
    ///
    /// # Errors
    ///
    /// [`Error::Article`] if it has none of the five forms.
    pub fn parse(text: &str) -> Result<Self, Error> {
        if FORMS.iter().any(|form| text.starts_with(form)) {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::Article(format!(
            "{text:?} must start with one of {}",
            FORMS.join(" ")
        )))
    }

    /// Returns the text, such as `id:…`, `canonical:…`, `repo:…:…`, `file:…` or `path:…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const FORMS: [&str; 5] = ["id:", "canonical:", "repo:", "file:", "path:"];
const NOT_UTF8: &str = "has a name that is not UTF-8";

fn invalid(path: &Path, problem: &str) -> Error {
    Error::Article(format!("{}: {problem}", path.display()))
}

/// Returns the path from `root`, with `/` on every system.
fn relative(path: &Path, root: &Path) -> Result<String, Error> {
    let outside = |_| invalid(path, &format!("is not below {}", root.display()));
    let mut parts = Vec::new();
    for component in path.strip_prefix(root).map_err(outside)?.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(part) => {
                parts.push(part.to_str().ok_or_else(|| invalid(path, NOT_UTF8))?);
            }
            _ => return Err(invalid(path, "has a path with .. or a root")),
        }
    }
    Ok(parts.join("/"))
}

impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The profile or publication that an article is published in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PostTarget {
    /// The user's own profile.
    Profile,
    /// The publication with this id.
    Publication(String),
}

impl PostTarget {
    pub(super) fn from_stored(text: &str) -> Result<Self, Error> {
        match text.split_once(':') {
            None if text == "profile" => Ok(Self::Profile),
            Some(("publication", id)) => Ok(Self::Publication(id.to_owned())),
            _ => Err(Error::Unreadable(format!("the target {text:?}"))),
        }
    }
}

/// `profile` or `publication:ID`.
impl fmt::Display for PostTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile => f.write_str("profile"),
            Self::Publication(id) => write!(f, "publication:{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_relative_to_its_root() {
        let root = Path::new("/blog");
        let article = Article::path(Path::new("/blog/a/b.md"), root).unwrap();
        assert_eq!(article.as_str(), "path:a/b.md");
        assert!(Article::path(Path::new("/elsewhere/b.md"), root).is_err());
        assert!(Article::path(Path::new("/blog/../b.md"), root).is_err());
    }

    #[test]
    fn the_same_path_in_two_repositories_is_two_articles() {
        let (one, other) = (Path::new("/one/a.md"), Path::new("/other/a.md"));
        let in_repository = |name, file: &Path| {
            let root = file.parent().unwrap();
            Article::in_repository(name, file, root).unwrap()
        };
        assert_eq!(
            in_repository("github.com/u/one", one).as_str(),
            "repo:github.com/u/one:a.md"
        );
        assert_ne!(
            in_repository("github.com/u/one", one),
            in_repository("github.com/u/other", other)
        );
        assert_eq!(Article::file(one).unwrap().as_str(), "file:/one/a.md");
        assert_ne!(Article::file(one).unwrap(), Article::file(other).unwrap());
    }

    #[test]
    fn parses_what_it_displays() {
        for article in [
            Article::id("x"),
            Article::file(Path::new("/a/b.md")).unwrap(),
            Article::canonical("https://example.com/x"),
        ] {
            assert_eq!(Article::parse(article.as_str()).unwrap(), article);
        }
        assert!(Article::parse("x").is_err());
        for target in [
            PostTarget::Profile,
            PostTarget::Publication("a:b".to_owned()),
        ] {
            assert_eq!(
                PostTarget::from_stored(&target.to_string()).unwrap(),
                target
            );
        }
    }
}
