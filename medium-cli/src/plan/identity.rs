//! The identity of an article in the ledger, which stays the same when its text changes.

use std::path::{Path, PathBuf};

use medium_cli::article::ArticleError;
use medium_store::{Article, ContentHash};

use super::repository::Repositories;
use super::{PublishPlan, paths};
use crate::error::Result;

impl PublishPlan {
    /// Returns its own id, else its canonical URL, else its path in its repository, else its file.
    pub(crate) fn identity(
        &self,
        content: &ContentHash,
        repositories: &Repositories,
    ) -> Result<Article> {
        if let Some(id) = &self.article.id {
            return Ok(Article::id(id));
        }
        if let Some(url) = &self.article.canonical_url {
            return Ok(Article::canonical(url.as_str()));
        }
        if paths::is_stdin(&self.file) {
            // Standard input has no name, so its content is its identity.
            return Ok(Article::id(&format!("sha256-{content}")));
        }
        let file = self.real_file()?;
        if let Some(repository) = repositories.find(&file)
            && let Some(name) = repository.remote().or_else(|| repository.first_commit())
        {
            return Ok(Article::in_repository(name, &file, &repository.root)?);
        }
        Ok(Article::file(&file)?)
    }

    /// Returns the identities it may have had before its repository had a commit or a remote, and in earlier
    /// versions of this program, latest first.
    pub(crate) fn earlier_identities(&self, repositories: &Repositories) -> Result<Vec<Article>> {
        let has_own_name = self.article.id.is_some() || self.article.canonical_url.is_some();
        if has_own_name || paths::is_stdin(&self.file) {
            return Ok(Vec::new());
        }
        let file = self.real_file()?;
        let Some(repository) = repositories.find(&file) else {
            let mut earlier = Vec::new();
            if let Some(folder) = self
                .folder
                .as_ref()
                .and_then(|folder| folder.canonicalize().ok())
            {
                earlier.extend(Article::path(&file, &folder).ok());
            }
            let own_folder = file.parent().unwrap_or(&file);
            earlier.extend(Article::path(&file, own_folder).ok());
            return Ok(earlier);
        };
        let mut earlier = Vec::new();
        if let Some(commit) = repository.first_commit() {
            earlier.push(Article::in_repository(commit, &file, &repository.root)?);
        }
        earlier.push(Article::file(&file)?);
        earlier.push(Article::path(&file, &repository.root)?);
        Ok(earlier)
    }

    fn real_file(&self) -> Result<PathBuf> {
        let file: &Path = &self.file;
        let real = file.canonicalize();
        Ok(real.map_err(|source| ArticleError::Unreadable {
            path: file.to_owned(),
            source,
        })?)
    }
}
