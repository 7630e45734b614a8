//! Checks for conflicts, and records a post as started before it is sent.

use super::{Article, ContentParts, Entry, Ledger, PostTarget, StartedPost};
use super::{entry, lease};
use crate::db::{Row, Value};
use crate::{ContentHash, Error};

const OPERATION: &str = "begin publishing";

pub(crate) const WHERE_LATEST: &str =
    "WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4
    ORDER BY number DESC LIMIT 1";
pub(crate) const WHERE_SAME_CONTENT: &str =
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
    pub target: PostTarget,
    /// The parts that may change. May be empty.
    pub parts: ContentParts,
}

/// The conflicts that the user overrides. Default: none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Publish an article again that is published with the same content.
    pub published: bool,
    /// Publish an edited article in addition to the earlier post.
    pub edited: bool,
    /// Publish content that is published as another article.
    pub same_content: bool,
}

impl Overrides {
    /// Overrides all of them. A post with an unknown outcome must be resolved in any case.
    #[must_use]
    pub fn all() -> Self {
        Self {
            published: true,
            edited: true,
            same_content: true,
        }
    }
}

/// The result of [`Ledger::begin`].
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub enum BeginResult {
    /// Send the post. The ledger has recorded on disk that it was started.
    Started(StartedPost),
    /// Don't send the post.
    Conflict(Conflict),
}

/// Why a post must not be sent, with the entry of what was published, or may have been.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Conflict {
    /// The same article with the same content is published there.
    Published(Entry),
    /// An earlier version of the article is published there. Medium's API can't change a post.
    Edited(Entry),
    /// The same content is published as another article.
    SameContent(Entry),
    /// Another run is publishing it now. [`Ledger::wait`] waits for it.
    InProgress(Entry),
    /// The outcome of an earlier run is unknown: check on Medium, then call [`Ledger::resolve`].
    OutcomeUnknown(Entry),
}

impl Conflict {
    /// Returns the entry of what was published, or may have been.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        match self {
            Self::Published(entry)
            | Self::Edited(entry)
            | Self::SameContent(entry)
            | Self::InProgress(entry)
            | Self::OutcomeUnknown(entry) => entry,
        }
    }

    /// Returns the same entry, to change how it is shown.
    pub fn entry_mut(&mut self) -> &mut Entry {
        match self {
            Self::Published(entry)
            | Self::Edited(entry)
            | Self::SameContent(entry)
            | Self::InProgress(entry)
            | Self::OutcomeUnknown(entry) => entry,
        }
    }
}

impl Ledger {
    /// Records that `draft` is about to be published, unless there is a conflict. A returned
    /// [`StartedPost`] is on disk, and no other process gets one for the same article and target until
    /// it is settled.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the post must not be sent.
    pub async fn begin(&self, draft: &Draft, overrides: Overrides) -> Result<BeginResult, Error> {
        let mut transaction = self.database.begin(OPERATION).await?;
        // Two articles with the same content must see each other.
        self.lock(&mut transaction, OPERATION).await?;
        let statement = entry::select(WHERE_LATEST);
        let values = self.account.values(draft.key());
        let rows = transaction.rows(OPERATION, &statement, values).await?;
        let latest = rows.first().map(Entry::read).transpose()?;
        let number = latest.as_ref().map_or(0, |entry| entry.number) + 1;
        let mut conflict = latest.and_then(|entry| conflict(entry, draft, overrides));
        if conflict.is_none() && !overrides.same_content {
            let statement = entry::select(WHERE_SAME_CONTENT);
            let rows = transaction.rows(OPERATION, &statement, self.same_content_values(draft));
            conflict = same_content(&rows.await?)?;
        }
        if let Some(conflict) = conflict {
            return Ok(BeginResult::Conflict(conflict));
        }
        let [article, target] = draft.key();
        let values = self.account.values([
            article,
            target,
            number.into(),
            draft.content.bytes().into(),
            entry::parts_to_json(&draft.parts)?.into(),
            lease::MILLIS.into(),
        ]);
        let started = transaction.rows(OPERATION, START, values).await?;
        let start = started.first().map_or(Ok(0), |row| row.int(0))?;
        transaction.commit(OPERATION).await?;
        let draft = draft.clone();
        Ok(BeginResult::Started(StartedPost {
            draft,
            number,
            start,
        }))
    }

    /// Returns what would prevent publishing `draft` now. Writes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn check(
        &self,
        draft: &Draft,
        overrides: Overrides,
    ) -> Result<Option<Conflict>, Error> {
        let statement = entry::select(WHERE_LATEST);
        let values = self.account.values(draft.key());
        let rows = self.database.rows(OPERATION, &statement, values).await?;
        let latest = rows.first().map(Entry::read).transpose()?;
        let conflict = latest.and_then(|entry| conflict(entry, draft, overrides));
        if conflict.is_some() || overrides.same_content {
            return Ok(conflict);
        }
        let statement = entry::select(WHERE_SAME_CONTENT);
        let values = self.same_content_values(draft);
        same_content(&self.database.rows(OPERATION, &statement, values).await?)
    }

    /// Returns the values of [`WHERE_SAME_CONTENT`].
    fn same_content_values(&self, draft: &Draft) -> Vec<Value> {
        let (content, article) = (draft.content.bytes(), draft.article.as_str());
        self.account.values([content.into(), article.into()])
    }
}

impl Draft {
    /// Returns article and target, the key of its entries.
    pub(super) fn key(&self) -> [Value; 2] {
        [self.article.as_str().into(), self.target.to_string().into()]
    }
}

fn same_content(rows: &[Row]) -> Result<Option<Conflict>, Error> {
    let entry = rows.first().map(Entry::read).transpose()?;
    Ok(entry.map(|entry| {
        if entry.has_active_lease {
            Conflict::InProgress(entry)
        } else {
            Conflict::SameContent(entry)
        }
    }))
}

/// Returns the conflict with the latest post of the same article to the same target, if any.
fn conflict(latest: Entry, draft: &Draft, overrides: Overrides) -> Option<Conflict> {
    if latest.has_active_lease {
        return Some(Conflict::InProgress(latest));
    }
    if !latest.state.is_published() {
        return Some(Conflict::OutcomeUnknown(latest));
    }
    if latest.content == draft.content {
        return (!overrides.published).then_some(Conflict::Published(latest));
    }
    (!overrides.edited).then_some(Conflict::Edited(latest))
}
