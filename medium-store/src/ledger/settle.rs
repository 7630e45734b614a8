//! After a post was sent, or was not.

use medium_api::Error as ApiError;

use super::{Article, Draft, Ledger, State, Target, entry};
use crate::Error;
use crate::db::Value;

const DOING: &str = "write down what came of it";

/// Written even where the entry was resolved or forgotten meanwhile: what is on
/// Medium is.
const FINISH: &str = "INSERT INTO medium_ledger
        (origin, account, article, target, number, content, state, post, url, parts, time)
    VALUES ($1, $2, $3, $4, $5, $6, 'done', $7, $8, $9, {now})
    ON CONFLICT (origin, account, article, target, number) DO UPDATE
    SET state = 'done', content = $6, post = $7, url = $8, parts = $9, time = {now}";
/// The time tells one's own start from a later one, should the entry have been
/// resolved or forgotten too soon.
const DOUBT: &str = "UPDATE medium_ledger SET state = 'unknown', time = {now}
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND number = $5
    AND state = 'started' AND time = $6";
const ABANDON: &str = "DELETE FROM medium_ledger
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND number = $5
    AND state = 'started' AND time = $6";
const RESOLVE_DONE: &str = "UPDATE medium_ledger
    SET state = 'done', post = $5, url = $6, time = {now}
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND state <> 'done'
    RETURNING number";
const CORRECT: &str = "UPDATE medium_ledger SET post = $5, url = $6
    WHERE origin = $1 AND account = $2 AND article = $3 AND url = $4 AND state = 'done'
    RETURNING number";
const RESOLVE_NOT: &str = "DELETE FROM medium_ledger
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND state <> 'done'
    RETURNING number";

/// The right to send one post, once. Give it back with what came of it: one
/// that is lost leaves the outcome unknown.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "say what came of it"]
pub struct Ticket {
    pub(super) draft: Draft,
    pub(super) number: i64,
    pub(super) start: i64,
}

impl Ticket {
    pub(super) fn new(draft: Draft, number: i64, start: i64) -> Self {
        Self {
            draft,
            number,
            start,
        }
    }

    /// What it is for.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }
}

/// A post as the service answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The post's id.
    pub post: String,
    /// The post's address.
    pub url: String,
}

impl Published {
    /// The post with this id and address.
    ///
    /// A NUL in either, which no store can keep, becomes U+FFFD: that the post
    /// is there has to be written down whatever it is called.
    #[must_use]
    pub fn new(post: impl Into<String>, url: impl Into<String>) -> Self {
        let kept = |text: String| text.replace('\0', "\u{fffd}");
        Self {
            post: kept(post.into()),
            url: kept(url.into()),
        }
    }
}

/// What somebody found who looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It is there.
    Published(Published),
    /// It is not there, and nothing that could still publish it is running.
    NotPublished,
}

impl Ledger {
    /// It is published.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the ledger goes on saying that it was started.
    pub async fn finish(&self, ticket: Ticket, published: &Published) -> Result<(), Error> {
        let content = ticket.draft.content;
        let parts = entry::written(&ticket.draft.parts)?;
        self.write(
            FINISH,
            ticket,
            [
                content.bytes().into(),
                published.post.as_str().into(),
                published.url.as_str().into(),
                parts.as_str().into(),
            ],
        )
        .await
    }

    /// It was sent, and it is not known what came of it.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the ledger goes on saying that it was started,
    /// which stands in the way as well.
    pub async fn unknown(&self, ticket: Ticket) -> Result<(), Error> {
        let start = ticket.start.into();
        self.write(DOUBT, ticket, [start]).await
    }

    /// It was provably not published: not sent, or refused.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the ledger goes on saying that it was started.
    pub async fn abandon(&self, ticket: Ticket) -> Result<(), Error> {
        let start = ticket.start.into();
        self.write(ABANDON, ticket, [start]).await
    }

    /// What `result` means: done, provably not (as
    /// [`proves_not_done`](ApiError::proves_not_done) has it), or unknown. The state that the
    /// ledger has now, `None` where it was provably not published.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the ledger goes on saying that it was started.
    pub async fn settle(
        &self,
        ticket: Ticket,
        result: Result<&Published, &ApiError>,
    ) -> Result<Option<State>, Error> {
        match result {
            Ok(published) => {
                self.finish(ticket, published).await?;
                Ok(Some(State::Done))
            }
            Err(error) if error.proves_not_done() => {
                self.abandon(ticket).await?;
                Ok(None)
            }
            Err(_) => {
                self.unknown(ticket).await?;
                Ok(Some(State::Unknown))
            }
        }
    }

    /// Settles an entry that is unknown, or was started by a program that ended:
    /// somebody has looked. Whether there was one.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn resolve(
        &self,
        article: &Article,
        target: &Target,
        resolution: &Resolution,
    ) -> Result<bool, Error> {
        let target = target.to_string();
        let key: [Value; 2] = [article.as_str().into(), target.as_str().into()];
        let (statement, mut values) = match resolution {
            Resolution::Published(_) => (RESOLVE_DONE, self.values(key)),
            Resolution::NotPublished => (RESOLVE_NOT, self.values(key)),
        };
        if let Resolution::Published(published) = resolution {
            values.extend([
                published.post.as_str().into(),
                published.url.as_str().into(),
            ]);
        }
        let rows = self.database.rows("resolve an article", statement, values);
        Ok(!rows.await?.is_empty())
    }

    /// Puts another post in the place of the one at the address `wrong`, which somebody wrote down by
    /// mistake. Whether there was one.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn correct(
        &self,
        article: &Article,
        wrong: &str,
        published: &Published,
    ) -> Result<bool, Error> {
        let values = self.values([
            article.as_str().into(),
            wrong.into(),
            published.post.as_str().into(),
            published.url.as_str().into(),
        ]);
        let rows = self.database.rows("correct an article", CORRECT, values);
        Ok(!rows.await?.is_empty())
    }

    async fn write<const N: usize>(
        &self,
        statement: &str,
        ticket: Ticket,
        more: [Value; N],
    ) -> Result<(), Error> {
        let Ticket { draft, number, .. } = ticket;
        let target = draft.target.to_string();
        let key = [
            draft.article.as_str().into(),
            target.as_str().into(),
            number.into(),
        ];
        let mut values = self.values(key);
        values.extend(more);
        self.database.rows(DOING, statement, values).await.map(drop)
    }
}
