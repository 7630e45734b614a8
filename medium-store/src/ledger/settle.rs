//! Records the outcome of a post.

use medium_api::Error as ApiError;

use super::{Article, Draft, Ledger, PostTarget, State, entry};
use crate::Error;
use crate::db::Value;

const OPERATION: &str = "record the outcome";

/// Inserts the entry again if it was resolved or deleted meanwhile: the post is on Medium in any
/// case.
const FINISH: &str = "INSERT INTO medium_ledger
        (origin, account, article, target, number, content, state, post, url, parts, time)
    VALUES ($1, $2, $3, $4, $5, $6, 'done', $7, $8, $9, {now})
    ON CONFLICT (origin, account, article, target, number) DO UPDATE
    SET state = 'done', content = $6, post = $7, url = $8, parts = $9, time = {now}";
/// The time distinguishes this start from a later one, in case the entry was resolved or deleted
/// too soon.
const UNKNOWN: &str = "UPDATE medium_ledger SET state = 'unknown', time = {now}
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND number = $5
    AND state = 'started' AND time = $6";
const CANCEL: &str = "DELETE FROM medium_ledger
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND number = $5
    AND state = 'started' AND time = $6";
const RESOLVE_PUBLISHED: &str = "UPDATE medium_ledger
    SET state = 'done', post = $5, url = $6, time = {now}
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND state <> 'done'
    RETURNING number";
const CORRECT_URL: &str = "UPDATE medium_ledger SET post = $5, url = $6
    WHERE origin = $1 AND account = $2 AND article = $3 AND url = $4 AND state = 'done'
    RETURNING number";
const RESOLVE_UNPUBLISHED: &str = "DELETE FROM medium_ledger
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND state <> 'done'
    RETURNING number";

/// A post that was recorded as started, and may be sent once. Record its outcome with
/// [`Ledger::settle`]: if it is dropped, the outcome is unknown.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "report the outcome"]
pub struct StartedPost {
    pub(super) draft: Draft,
    pub(super) number: i64,
    /// When it was started, by the store's clock.
    pub(super) start: i64,
}

impl StartedPost {
    /// Returns the draft that was started.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }
}

/// A post as in the service's response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The post's id.
    pub post: String,
    /// The post's URL.
    pub url: String,
}

impl Published {
    /// Creates a post with this id and URL.
    ///
    /// A NUL in either, which no store can contain, becomes U+FFFD: a published post has to be
    /// recorded whatever its URL is.
    #[must_use]
    pub fn new(post: impl Into<String>, url: impl Into<String>) -> Self {
        let without_nul = |text: String| text.replace('\0', "\u{fffd}");
        Self {
            post: without_nul(post.into()),
            url: without_nul(url.into()),
        }
    }

    fn values(&self) -> [Value; 2] {
        [self.post.as_str().into(), self.url.as_str().into()]
    }
}

/// What a person found on Medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// The post is there.
    Published(Published),
    /// The post is not there, and no running program can still publish it.
    NotPublished,
}

impl Ledger {
    /// Records that the post is published.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the entry remains in the state *started*.
    pub async fn finish(&self, started: StartedPost, published: &Published) -> Result<(), Error> {
        let [post, url] = published.values();
        let content = started.draft.content.bytes().into();
        let parts = entry::parts_to_json(&started.draft.parts)?.into();
        self.write(FINISH, started, [content, post, url, parts])
            .await
    }

    /// Records that the post was sent with an unknown outcome.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the entry remains in the state *started*, which blocks publishing as
    /// well.
    pub async fn mark_unknown(&self, started: StartedPost) -> Result<(), Error> {
        let start = started.start.into();
        self.write(UNKNOWN, started, [start]).await
    }

    /// Records that the post was provably not published: not sent, or rejected.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the entry remains in the state *started*.
    pub async fn cancel(&self, started: StartedPost) -> Result<(), Error> {
        let start = started.start.into();
        self.write(CANCEL, started, [start]).await
    }

    /// Records `result`: published, provably not published (see
    /// [`was_not_executed`](ApiError::was_not_executed)), or unknown. Returns the new state, `None`
    /// if it was provably not published.
    ///
    /// # Errors
    ///
    /// [`Error::Database`]: the entry remains in the state *started*.
    pub async fn settle(
        &self,
        started: StartedPost,
        result: Result<&Published, &ApiError>,
    ) -> Result<Option<State>, Error> {
        match result {
            Ok(published) => {
                self.finish(started, published).await?;
                Ok(Some(State::Published))
            }
            Err(error) if error.was_not_executed() => {
                self.cancel(started).await?;
                Ok(None)
            }
            Err(_) => {
                self.mark_unknown(started).await?;
                Ok(Some(State::Unknown))
            }
        }
    }

    /// Resolves an entry whose outcome is unknown, or whose run has ended, after a person has
    /// checked. Returns whether there was one.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn resolve(
        &self,
        article: &Article,
        target: &PostTarget,
        resolution: &Resolution,
    ) -> Result<bool, Error> {
        let key = [article.as_str().into(), target.to_string().into()];
        let mut values = self.account.values(key);
        let statement = match resolution {
            Resolution::Published(published) => {
                values.extend(published.values());
                RESOLVE_PUBLISHED
            }
            Resolution::NotPublished => RESOLVE_UNPUBLISHED,
        };
        let rows = self.database.rows("resolve an article", statement, values);
        Ok(!rows.await?.is_empty())
    }

    /// Replaces the post with the URL `wrong`, which was recorded by mistake. Returns whether there
    /// was one.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn correct_url(
        &self,
        article: &Article,
        wrong: &str,
        published: &Published,
    ) -> Result<bool, Error> {
        let [post, url] = published.values();
        let values = [article.as_str().into(), wrong.into(), post, url];
        let values = self.account.values(values);
        let rows = self.database.rows("correct a URL", CORRECT_URL, values);
        Ok(!rows.await?.is_empty())
    }

    async fn write<const N: usize>(
        &self,
        statement: &str,
        started: StartedPost,
        more: [Value; N],
    ) -> Result<(), Error> {
        let mut values = self.account.values(started.draft.key());
        values.push(started.number.into());
        values.extend(more);
        let rows = self.database.rows(OPERATION, statement, values);
        rows.await.map(drop)
    }
}
