//! An entry of the ledger.

use std::collections::BTreeMap;

use medium_api::UnixMillis;

use super::{Article, PostTarget};
use crate::db::Row;
use crate::{ContentHash, Error};

/// The state of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// A run is publishing it, or was when it ended.
    Started,
    /// It is on Medium. Stored as `done`.
    Published,
    /// It was sent, and it is unknown whether it was published.
    Unknown,
}

impl State {
    fn from_stored(name: &str) -> Result<Self, Error> {
        match name {
            "started" => Ok(Self::Started),
            "done" => Ok(Self::Published),
            "unknown" => Ok(Self::Unknown),
            other => Err(Error::Unreadable(format!("the state {other:?}"))),
        }
    }

    /// Returns whether it is known to be published. In every other state it may be published as well.
    #[must_use]
    pub fn is_published(self) -> bool {
        self == Self::Published
    }
}

/// The parts of an article that may change, by name, such as its title: short texts, or hashes of
/// long ones. The ledger stores them to report later what was edited.
pub type ContentParts = BTreeMap<String, String>;

/// What the ledger knows of one post.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The article.
    pub article: Article,
    /// The target.
    pub target: PostTarget,
    /// Counts the article's posts to this target, from 1.
    pub number: i64,
    /// The hash of what was sent.
    pub content: ContentHash,
    /// The state.
    pub state: State,
    /// The post's id, if known.
    pub post: Option<String>,
    /// The post's URL, if known.
    pub url: Option<String>,
    /// When it reached this state, by the store's clock.
    pub time: UnixMillis,
    /// The parts of the article.
    pub parts: ContentParts,
    /// Whether the run that started it still has its lease.
    pub has_active_lease: bool,
}

/// Returns the parts as JSON.
pub(super) fn parts_to_json(parts: &ContentParts) -> Result<String, Error> {
    serde_json::to_string(parts).map_err(|error| Error::Unreadable(format!("parts: {error}")))
}

/// Returns a statement for [`Entry::read`].
pub(super) fn select(rest: &str) -> String {
    format!(
        "SELECT article, target, number, content, state, post, url, time, parts,
        CAST(CASE WHEN state = 'started' AND lease_end > {{now}} THEN 1 ELSE 0 END AS BIGINT)
        FROM medium_ledger {rest}"
    )
}

impl Entry {
    pub(super) fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            article: Article::parse(row.text(0)?)?,
            target: PostTarget::from_stored(row.text(1)?)?,
            number: row.int(2)?,
            content: ContentHash::from_stored(row.bytes(3)?)?,
            state: State::from_stored(row.text(4)?)?,
            post: row.maybe_text(5)?.map(str::to_owned),
            url: row.maybe_text(6)?.map(str::to_owned),
            time: UnixMillis(row.int(7)?),
            parts: serde_json::from_str(row.text(8)?)
                .map_err(|error| Error::Unreadable(format!("parts of an article: {error}")))?,
            has_active_lease: row.int(9)? == 1,
        })
    }
}
