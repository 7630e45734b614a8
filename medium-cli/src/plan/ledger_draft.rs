//! What the ledger records of an article before it is sent.

use std::path::Path;

use medium_store::{ContentHash, ContentParts, Draft};

use super::PublishPlan;
use super::opening_text::opening_text;
use super::repository::Repositories;
use crate::destination::Destination;
use crate::error::Result;
use crate::image_files::{ImageError, ImageHashes, hash};
use crate::ledger::{OPENING_PART, STATUS_PART};

impl PublishPlan {
    /// Hashes its images.
    ///
    /// # Errors
    ///
    /// [`ImageError::Changed`] if an image's path now leads elsewhere: a symbolic link that
    /// replaced it could point to any file.
    pub(crate) fn hashes(&self) -> Result<ImageHashes, ImageError> {
        let hashed = |image: &Path| {
            if image.canonicalize().ok().as_deref() != Some(image) {
                return Err(ImageError::Changed(image.to_owned()));
            }
            Ok((image.to_owned(), hash(image)?))
        };
        self.images().into_iter().map(hashed).collect()
    }

    /// Builds the ledger's record. The status is not part of the hashed content: a draft becomes
    /// public in Medium's editor, not by sending it again.
    pub(crate) fn draft(
        &self,
        target: &Destination,
        images: &ImageHashes,
        repositories: &Repositories,
    ) -> Result<Draft> {
        let mut parts = self.parts(images)?;
        let content = ContentHash::of(serde_json::to_vec(&parts)?);
        parts.insert(STATUS_PART.to_owned(), self.status().to_string());
        let (format, title) = (self.sandbox_format(), &self.article.title);
        if let Some(opening) = opening_text(format, &self.content()?, title) {
            parts.insert(OPENING_PART.to_owned(), opening);
        }
        Ok(Draft {
            article: self.identity(&content, repositories)?,
            content,
            target: target.for_ledger(),
            parts,
        })
    }

    /// Returns the parts of the content, by the names that messages use for edited ones. The
    /// canonical URL is the article's identity, not part of its content.
    fn parts(&self, images: &ImageHashes) -> Result<ContentParts> {
        let article = &self.article;
        let mut hashes: Vec<_> = images.values().map(ToString::to_string).collect();
        hashes.sort();
        let text = ContentHash::of(self.content()?).to_string();
        let images = ContentHash::of(hashes.join(" ")).to_string();
        let parts = [
            ("title", Some(article.title.clone())),
            ("tags", Some(article.tags.join(", "))),
            ("license", article.license.clone()),
            ("date", article.published_at.map(|time| time.to_string())),
            ("text", Some(text)),
            ("images", Some(images)),
        ];
        let present = parts.into_iter();
        Ok(present
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect())
    }
}

/// Returns the status that a post was sent with. Early versions did not record it.
pub(crate) fn status_sent(parts: &ContentParts) -> Option<&str> {
    parts.get(STATUS_PART).map(String::as_str)
}
