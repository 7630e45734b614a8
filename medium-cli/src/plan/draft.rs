//! What the ledger is told of an article before it is sent.

use std::path::Path;

use medium_store::{ContentHash, Draft, Parts};

use super::Plan;
use super::opening::{OPENING, opening};
use super::repository::Repositories;
use crate::error::Result;
use crate::images::{ImageError, ImageHashes, hash};
use crate::target::Target;

impl Plan {
    /// The hashes of its pictures, if each is still where it was found: a link that took the place
    /// of one since may lead anywhere.
    pub(crate) fn hashes(&self) -> Result<ImageHashes, ImageError> {
        let hashed = |picture: &Path| {
            if picture.canonicalize().ok().as_deref() != Some(picture) {
                return Err(ImageError::Changed(picture.to_owned()));
            }
            Ok((picture.to_owned(), hash(picture)?))
        };
        self.pictures().into_iter().map(hashed).collect()
    }

    /// What is to be published where. Who may see it is no part of it: a draft that was sent is
    /// published on Medium itself, and not by sending it again.
    pub(crate) fn draft(
        &self,
        target: &Target,
        pictures: &ImageHashes,
        repositories: &Repositories,
    ) -> Result<Draft> {
        let mut parts = self.parts(pictures)?;
        let content = ContentHash::of(serde_json::to_vec(&parts)?);
        parts.insert(STATUS.to_owned(), self.status().to_string());
        let (format, title) = (self.shown_format(), &self.article.title);
        if let Some(opening) = opening(format, &self.content()?, title) {
            parts.insert(OPENING.to_owned(), opening);
        }
        Ok(Draft {
            article: self.identity(&content, repositories)?,
            content,
            target: target.for_ledger(),
            parts,
        })
    }

    /// What a reader sees, by the names that are used when it is said what was edited. Where the
    /// article appeared first is its identity, and no part of its content.
    fn parts(&self, pictures: &ImageHashes) -> Result<Parts> {
        let article = &self.article;
        let mut hashes: Vec<_> = pictures.values().map(ToString::to_string).collect();
        hashes.sort();
        let date = article.published_at.map(|time| time.to_string());
        let parts = [
            ("title", Some(article.title.clone())),
            ("tags", Some(article.tags.join(", "))),
            ("license", article.license.clone()),
            ("date", date),
            ("text", Some(ContentHash::of(self.content()?).to_string())),
            (
                "pictures",
                Some(ContentHash::of(hashes.join(" ")).to_string()),
            ),
        ];
        let present = parts.into_iter();
        Ok(present
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect())
    }
}

/// Kept beside the parts that make the content: who could see the post when it was sent.
pub(crate) const STATUS: &str = "status";

/// The status that a post was sent with, if an earlier version has not left that out.
pub(crate) fn status_sent(parts: &Parts) -> Option<&str> {
    parts.get(STATUS).map(String::as_str)
}
