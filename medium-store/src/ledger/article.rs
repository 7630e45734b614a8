//! What an article is known by, and where it goes.

use std::fmt;
use std::path::{Component, Path};

use crate::Error;

/// An article's identity: it stays the same while its text changes.
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
    /// By an id of its own, as in its front matter: the best, as it survives
    /// renaming.
    #[must_use]
    pub fn id(id: &str) -> Self {
        Self(format!("id:{id}"))
    }

    /// By the address where it was published first.
    #[must_use]
    pub fn canonical(url: &str) -> Self {
        Self(format!("canonical:{url}"))
    }

    /// By its path relative to `root`, the same on every system.
    ///
    /// # Errors
    ///
    /// [`Error::Article`] where it is not under `root`, or its path no text.
    pub fn path(path: &Path, root: &Path) -> Result<Self, Error> {
        let refused = |problem: String| Error::Article(format!("{}: {problem}", path.display()));
        let relative = path.strip_prefix(root);
        let relative = relative.map_err(|_| refused(format!("is not under {}", root.display())))?;
        let mut parts = Vec::new();
        for component in relative.components() {
            match component {
                Component::CurDir => {}
                Component::Normal(part) => parts.push(
                    part.to_str()
                        .ok_or_else(|| refused("has a name that is no text".to_owned()))?,
                ),
                _ => return Err(refused("has a path that leads elsewhere".to_owned())),
            }
        }
        Ok(Self(format!("path:{}", parts.join("/"))))
    }

    /// As [`Article::as_str`] gives it, such as from a list of the ledger.
    ///
    /// # Errors
    ///
    /// [`Error::Article`] where it has none of the three forms.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let known = ["id:", "canonical:", "path:"];
        if known.iter().any(|form| text.starts_with(form)) {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::Article(format!(
            "{text:?} has to start with id:, canonical: or path:"
        )))
    }

    /// `id:…`, `canonical:…` or `path:…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an article is published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// On the user's own profile.
    Profile,
    /// In the publication with this id.
    Publication(String),
}

impl Target {
    pub(super) fn stored(text: &str) -> Result<Self, Error> {
        match text.split_once(':') {
            None if text == "profile" => Ok(Self::Profile),
            Some(("publication", id)) => Ok(Self::Publication(id.to_owned())),
            _ => Err(Error::Unreadable(format!("the target {text:?}"))),
        }
    }
}

/// `profile` or `publication:ID`.
impl fmt::Display for Target {
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
    fn a_path_is_told_from_its_root() {
        let root = Path::new("/blog");
        let article = Article::path(Path::new("/blog/a/b.md"), root).expect("under it");
        assert_eq!(article.as_str(), "path:a/b.md");
        assert!(Article::path(Path::new("/elsewhere/b.md"), root).is_err());
        assert!(Article::path(Path::new("/blog/../b.md"), root).is_err());
    }

    #[test]
    fn what_is_listed_can_be_named() {
        for article in [
            Article::id("x"),
            Article::canonical("https://example.com/x"),
        ] {
            assert_eq!(Article::parse(article.as_str()).expect("named"), article);
        }
        assert!(Article::parse("x").is_err());
        for target in [Target::Profile, Target::Publication("a:b".to_owned())] {
            assert_eq!(Target::stored(&target.to_string()).expect("named"), target);
        }
    }
}
