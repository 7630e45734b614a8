//! Before a post is sent.

use super::{Article, Entry, Ledger, Parts, Target, Ticket};
use super::{entry, lease};
use crate::db::{Row, Value};
use crate::{ContentHash, Error};

const DOING: &str = "begin to publish";

pub(crate) const LATEST: &str =
    "WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4
    ORDER BY number DESC LIMIT 1";
pub(crate) const TWIN: &str =
    "WHERE origin = $1 AND account = $2 AND content = $3 AND article <> $4
    ORDER BY time DESC LIMIT 1";
const START: &str = "INSERT INTO medium_ledger
        (origin, account, article, target, number, content, parts, state, time, lease_end)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'started', {now}, {now} + $8) RETURNING time";

/// What is about to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The article.
    pub article: Article,
    /// All that a reader will see, hashed.
    pub content: ContentHash,
    /// Where it goes.
    pub target: Target,
    /// What of it can change. May be empty.
    pub parts: Parts,
}

/// What the user has agreed to. Default: nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consent {
    /// To publish once more what was published, word for word.
    pub again: bool,
    /// To publish an edited article beside the post of its earlier text.
    pub edited: bool,
    /// To publish a text that is published as another article.
    pub twin: bool,
}

impl Consent {
    /// To all of it. What has an unknown outcome is not published even so: it
    /// is resolved first.
    #[must_use]
    pub fn force() -> Self {
        Self {
            again: true,
            edited: true,
            twin: true,
        }
    }
}

/// Whether to go on.
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub enum Begun {
    /// Send it. It is on disk that it was started.
    Ticket(Ticket),
    /// Don't.
    Obstacle(Obstacle),
}

/// Why not. Each holds what was published, or may have been.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// The same article with the same content is published there.
    Published(Entry),
    /// An earlier text of the article is published there. Medium's API can't
    /// change a post.
    Edited(Entry),
    /// The same content is published as another article.
    Twin(Entry),
    /// Another run is publishing it right now. [`Ledger::wait`] waits for it.
    InProgress(Entry),
    /// Whether it was published is not known: look, then [`Ledger::resolve`].
    Unsettled(Entry),
}

impl Obstacle {
    /// What was published, or may have been.
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

    /// The same, to show it in another way than it is kept.
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
    /// Writes down that `draft` is about to be published, unless something
    /// speaks against it. With a [`Ticket`], that is on disk, and nobody else
    /// gets one for the same article and target until it is given back.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: then it must not be sent.
    pub async fn begin(&self, draft: &Draft, consent: Consent) -> Result<Begun, Error> {
        let mut transaction = self.database.begin(DOING).await?;
        // Two articles with one content must not pass each other unseen.
        let matter = format!("ledger of {}", self.account);
        transaction.alone(DOING, &matter).await?;
        let statement = entry::select(LATEST);
        let rows = transaction
            .rows(DOING, &statement, self.slot(draft))
            .await?;
        let latest = rows.first().map(Entry::read).transpose()?;
        let number = latest.as_ref().map_or(0, |entry| entry.number) + 1;
        let mut obstacle = latest.and_then(|entry| obstacle(entry, draft, consent));
        if obstacle.is_none() && !consent.twin {
            let statement = entry::select(TWIN);
            let rows = transaction
                .rows(DOING, &statement, self.content(draft))
                .await?;
            obstacle = twin(&rows)?;
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
        let started = transaction.rows(DOING, START, values).await?;
        let start = started.first().map_or(Ok(0), |row| row.int(0))?;
        transaction.commit(DOING).await?;
        Ok(Begun::Ticket(Ticket::new(draft.clone(), number, start)))
    }

    /// The values of [`LATEST`].
    fn slot(&self, draft: &Draft) -> Vec<Value> {
        self.values([
            draft.article.as_str().into(),
            draft.target.to_string().as_str().into(),
        ])
    }

    /// The values of [`TWIN`].
    fn content(&self, draft: &Draft) -> Vec<Value> {
        self.values([draft.content.bytes().into(), draft.article.as_str().into()])
    }

    /// What would stand in the way of `draft` now. Nothing is written: for a
    /// dry run.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn check(&self, draft: &Draft, consent: Consent) -> Result<Option<Obstacle>, Error> {
        let statement = entry::select(LATEST);
        let rows = self.database.rows(DOING, &statement, self.slot(draft));
        let latest = rows.await?.first().map(Entry::read).transpose()?;
        let obstacle = latest.and_then(|entry| obstacle(entry, draft, consent));
        if obstacle.is_some() || consent.twin {
            return Ok(obstacle);
        }
        let statement = entry::select(TWIN);
        let rows = self.database.rows(DOING, &statement, self.content(draft));
        twin(&rows.await?)
    }
}

fn twin(rows: &[Row]) -> Result<Option<Obstacle>, Error> {
    let entry = rows.first().map(Entry::read).transpose()?;
    Ok(entry.map(|entry| {
        if entry.is_held {
            Obstacle::InProgress(entry)
        } else {
            Obstacle::Twin(entry)
        }
    }))
}

/// What the latest post of the same article to the same target means.
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
