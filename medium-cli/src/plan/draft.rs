//! What the ledger is told of an article before it is sent.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use medium_store::{ContentHash, Draft, Parts};

use super::Plan;
use super::repository::Repositories;
use crate::failure::PictureChanged;
use crate::target::Target;

/// The hash of each picture.
pub(crate) type Pictures = BTreeMap<PathBuf, ContentHash>;

/// The picture's bytes as they are now.
pub(crate) fn hash(picture: &Path) -> anyhow::Result<ContentHash> {
    let hash = File::open(picture).and_then(ContentHash::of_reader);
    hash.with_context(|| format!("{} cannot be read", picture.display()))
}

impl Plan {
    /// The hashes of its pictures, if each is still where it was found: a link that took the place
    /// of one since may lead anywhere.
    pub(crate) fn hashes(&self) -> anyhow::Result<Pictures> {
        let hashed = |picture: &Path| {
            if picture.canonicalize().ok().as_deref() != Some(picture) {
                bail!(PictureChanged(picture.to_owned()));
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
        pictures: &Pictures,
        repositories: &Repositories,
    ) -> anyhow::Result<Draft> {
        let mut parts = self.parts(pictures)?;
        let content = ContentHash::of(serde_json::to_vec(&parts)?);
        parts.insert(STATUS.to_owned(), self.status().to_string());
        Ok(Draft {
            article: self.identity(&content, repositories)?,
            content,
            target: target.for_ledger(),
            parts,
        })
    }

    /// What a reader sees, by the names that are used when it is said what was edited. Where the
    /// article appeared first is its identity, and no part of its content.
    fn parts(&self, pictures: &Pictures) -> anyhow::Result<Parts> {
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
const STATUS: &str = "status";

/// The status that a post was sent with, if an earlier version has not left that out.
pub(crate) fn status_sent(parts: &Parts) -> Option<&str> {
    parts.get(STATUS).map(String::as_str)
}

/// The names of the parts that are not the same.
pub(crate) fn edited(earlier: &Parts, now: &Parts) -> Vec<String> {
    let mut names: Vec<_> = earlier.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let differs =
        |name: &&&String| name.as_str() != STATUS && earlier.get(**name) != now.get(**name);
    names
        .iter()
        .filter(differs)
        .map(ToString::to_string)
        .collect()
}
