//! The check and the record before a post is sent.

use super::{Article, Entry, Ledger, Parts, Target, Ticket};
use super::{entry, lease};
use crate::db::{Row, Value};
use crate::{ContentHash, Error};

const OPERATION: &str = "begin publishing";

pub(crate) const LATEST: &str =
    "WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4
    ORDER BY number DESC LIMIT 1";
pub(crate) const SAME_CONTENT: &str =
    "WHERE origin = $1 AND account = $2 AND content = $3 AND article <> $4
    ORDER BY time DESC LIMIT 1";
const START: &str = "INSERT INTO medium_ledger
        (origin, account, article, target, number, content, parts, state, time, lease_end)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'started', {now}, {now} + $8) RETURNING time";

/// An article that is about to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The article.
    pub article: Article,
    /// The hash of everything that readers see.
    pub content: ContentHash,
    /// Where it is published.
    pub target: Target,
    /// The parts that may change. May be empty.
    pub parts: Parts,
}

/// What the user permits. Default: nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consent {
    /// Publish again what was published with the same content.
    pub again: bool,
    /// Publish an edited article in addition to the earlier post.
    pub edited: bool,
    /// Publish content that is published as another article.
    pub twin: bool,
}

impl Consent {
    /// Permits all of it. A post with an unknown outcome has to be resolved first all the same.
    #[must_use]
    pub fn force() -> Self {
        Self {
            again: true,
            edited: true,
            twin: true,
        }
    }
}

/// The result of [`Ledger::begin`].
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub enum Begun {
    /// Send the post. The ledger has recorded on disk that it was started.
    Ticket(Ticket),
    /// Don't send the post.
    Obstacle(Obstacle),
}

/// Why a post must not be sent, with the entry of what was published, or may have been.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// The same article with the same content is published there.
    Published(Entry),
    /// An earlier version of the article is published there. Medium's API can't change a post.
    Edited(Entry),
    /// The same content is published as another article.
    Twin(Entry),
    /// Another run is publishing it now. [`Ledger::wait`] waits for it.
    InProgress(Entry),
    /// The outcome of an earlier run is unknown: check on Medium, then call [`Ledger::resolve`].
    Unsettled(Entry),
}

impl Obstacle {
    /// The entry of what was published, or may have been.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        match self {
            Self::Published(entry)
            | Self::Edited(entry)
            | Self::Twin(entry)
            | Self::InProgress(entry)
            | Self::Unsettled(entry) => entry,
        }
    }

    /// The same entry, mutable, to change how it is shown.
    pub fn entry_mut(&mut self) -> &mut Entry {
        match self {
            Self::Published(entry)
            | Self::Edited(entry)
            | Self::Twin(entry)
            | Self::InProgress(entry)
            | Self::Unsettled(entry) => entry,
        }
    }
}

impl Ledger {
    /// Records that `draft` is about to be published, unless there is an obstacle. A returned
    /// [`Ticket`] is on disk, and no other process gets one for the same article and target until
    /// it is settled.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the post must not be sent.
    pub async fn begin(&self, draft: &Draft, consent: Consent) -> Result<Begun, Error> {
        let mut transaction = self.database.begin(OPERATION).await?;
        // Two articles with the same content must see each other.
        let lock = format!("ledger of {}", self.account);
        transaction.lock_key(OPERATION, &lock).await?;
        let statement = entry::select(LATEST);
        let rows = transaction
            .rows(OPERATION, &statement, self.slot(draft))
            .await?;
        let latest = rows.first().map(Entry::read).transpose()?;
        let number = latest.as_ref().map_or(0, |entry| entry.number) + 1;
        let mut obstacle = latest.and_then(|entry| obstacle(entry, draft, consent));
        if obstacle.is_none() && !consent.twin {
            let statement = entry::select(SAME_CONTENT);
            let rows = transaction
                .rows(OPERATION, &statement, self.content(draft))
                .await?;
            obstacle = same_content(&rows)?;
        }
        if let Some(obstacle) = obstacle {
            return Ok(Begun::Obstacle(obstacle));
        }
        let values = self.values([
            draft.article.as_str().into(),
            draft.target.to_string().as_str().into(),
            number.into(),
            draft.content.bytes().into(),
            entry::written(&draft.parts)?.as_str().into(),
            lease::MILLIS.into(),
        ]);
        let started = transaction.rows(OPERATION, START, values).await?;
        let start = started.first().map_or(Ok(0), |row| row.int(0))?;
        transaction.commit(OPERATION).await?;
        Ok(Begun::Ticket(Ticket::new(draft.clone(), number, start)))
    }

    /// The values of [`LATEST`].
    fn slot(&self, draft: &Draft) -> Vec<Value> {
        self.values([
            draft.article.as_str().into(),
            draft.target.to_string().as_str().into(),
        ])
    }

    /// The values of [`SAME_CONTENT`].
    fn content(&self, draft: &Draft) -> Vec<Value> {
        self.values([draft.content.bytes().into(), draft.article.as_str().into()])
    }

    /// Returns what would prevent publishing `draft` now, without writing anything: for a dry run.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn check(&self, draft: &Draft, consent: Consent) -> Result<Option<Obstacle>, Error> {
        let statement = entry::select(LATEST);
        let rows = self.database.rows(OPERATION, &statement, self.slot(draft));
        let latest = rows.await?.first().map(Entry::read).transpose()?;
        let obstacle = latest.and_then(|entry| obstacle(entry, draft, consent));
        if obstacle.is_some() || consent.twin {
            return Ok(obstacle);
        }
        let statement = entry::select(SAME_CONTENT);
        let rows = self
            .database
            .rows(OPERATION, &statement, self.content(draft));
        same_content(&rows.await?)
    }
}

fn same_content(rows: &[Row]) -> Result<Option<Obstacle>, Error> {
    let entry = rows.first().map(Entry::read).transpose()?;
    Ok(entry.map(|entry| {
        if entry.is_held {
            Obstacle::InProgress(entry)
        } else {
            Obstacle::Twin(entry)
        }
    }))
}

/// Returns the obstacle that the latest post of the same article to the same target is, if any.
fn obstacle(latest: Entry, draft: &Draft, consent: Consent) -> Option<Obstacle> {
    if latest.is_held {
        return Some(Obstacle::InProgress(latest));
    }
    if !latest.state.is_settled() {
        return Some(Obstacle::Unsettled(latest));
    }
    if latest.content == draft.content {
        return (!consent.again).then_some(Obstacle::Published(latest));
    }
    (!consent.edited).then_some(Obstacle::Edited(latest))
}
