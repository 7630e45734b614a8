//! A line of the ledger.

use std::collections::BTreeMap;

use medium_api::UnixMillis;

use super::{Article, Target};
use crate::db::Row;
use crate::{ContentHash, Error};

/// How far it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// Somebody is publishing it right now, or was when the program ended.
    Started,
    /// It is on Medium.
    Done,
    /// It was sent, and no answer came that tells whether it was published.
    Unknown,
}

impl State {
    fn stored(name: &str) -> Result<Self, Error> {
        match name {
            "started" => Ok(Self::Started),
            "done" => Ok(Self::Done),
            "unknown" => Ok(Self::Unknown),
            other => Err(Error::Unreadable(format!("the state {other:?}"))),
        }
    }

    /// Whether it is known to be published. If not, it may be all the same.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self == Self::Done
    }
}

/// What of an article can change, by name, such as its title: short texts, or
/// the hashes of long ones. The ledger only keeps them, to say later what was
/// edited.
pub type Parts = BTreeMap<String, String>;

/// What the ledger knows of one post.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The article.
    pub article: Article,
    /// Where it went.
    pub target: Target,
    /// Which posts of the article to this target it is, from 1.
    pub number: i64,
    /// What was sent.
    pub content: ContentHash,
    /// How far it came.
    pub state: State,
    /// The post's id, where it is known.
    pub post: Option<String>,
    /// The post's address, where it is known.
    pub url: Option<String>,
    /// When it came to this state, by the store's clock.
    pub time: UnixMillis,
    /// What it was made of.
    pub parts: Parts,
    /// Whether the run that started it is at work on it still, as far as its
    /// lease says.
    pub is_held: bool,
}

/// As the ledger keeps them.
pub(super) fn written(parts: &Parts) -> Result<String, Error> {
    serde_json::to_string(parts).map_err(|error| Error::Unreadable(format!("parts: {error}")))
}

/// A statement whose rows [`Entry::read`] reads.
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
            target: Target::stored(row.text(1)?)?,
            number: row.int(2)?,
            content: ContentHash::stored(row.bytes(3)?)?,
            state: State::stored(row.text(4)?)?,
            post: row.maybe_text(5)?.map(str::to_owned),
            url: row.maybe_text(6)?.map(str::to_owned),
            time: UnixMillis(row.int(7)?),
            parts: serde_json::from_str(row.text(8)?)
                .map_err(|error| Error::Unreadable(format!("parts of an article: {error}")))?,
            is_held: row.int(9)? == 1,
        })
    }
}
