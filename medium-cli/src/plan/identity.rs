//! What the ledger knows an article by: it stays the same while its text changes.

use std::path::{Path, PathBuf};

use medium_cli::article::ArticleError;
use medium_store::{Article, ContentHash};

use super::{Plan, paths};
use crate::error::Result;

impl Plan {
    /// Its own id, else where it appeared first, else its path.
    pub(crate) fn identity(&self, content: &ContentHash) -> Result<Article> {
        if let Some(id) = &self.article.id {
            return Ok(Article::id(id));
        }
        if let Some(url) = &self.article.canonical_url {
            return Ok(Article::canonical(url.as_str()));
        }
        if paths::is_stdin(&self.file) {
            // What has no name is itself.
            return Ok(Article::id(&format!("sha256-{content}")));
        }
        let unreadable = |source| ArticleError::Unreadable {
            path: self.file.clone(),
            source,
        };
        let file = self.file.canonicalize().map_err(unreadable)?;
        let root = self.root(&file).map_err(unreadable)?;
        Ok(Article::path(&file, &root)?)
    }

    /// The repository's root, else the folder that was given, else the file's own.
    fn root(&self, file: &Path) -> std::io::Result<PathBuf> {
        let mut above = file.ancestors().skip(1);
        if let Some(repository) = above.find(|folder| folder.join(".git").exists()) {
            return Ok(repository.to_owned());
        }
        if let Some(folder) = &self.folder {
            let folder = folder.canonicalize()?;
            // A link in it may lead out of it.
            if file.starts_with(&folder) {
                return Ok(folder);
            }
        }
        Ok(file.parent().unwrap_or(file).to_owned())
    }
}
