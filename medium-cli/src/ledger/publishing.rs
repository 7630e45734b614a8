//! The ledger while an article is sent with the API: its start and its outcome.

use medium_api::types::Post;
use medium_store::{BeginResult, Conflict, Draft, Error, Overrides, Published, StartedPost, State};

use super::Ledger;

impl Ledger<'_> {
    /// Returns the account's ledger, which records posts sent with the API. Sending always has a login.
    fn account_ledger(&self) -> &medium_store::Ledger {
        self.account.as_ref().unwrap_or(&self.manual)
    }

    /// Records that `draft` is about to be sent, and returns the started post, or the entry that
    /// prevents it.
    pub(crate) async fn begin(
        &self,
        draft: &Draft,
        overrides: Overrides,
    ) -> Result<Result<StartedPost, Conflict>, Error> {
        if let Some(conflict) = self.check_manual(draft, overrides).await? {
            return Ok(Err(conflict));
        }
        match self.account_ledger().begin(draft, overrides).await? {
            BeginResult::Started(started) => Ok(Ok(started)),
            BeginResult::Conflict(conflict) => Ok(Err(self.with_url(conflict))),
        }
    }

    /// Runs `work` and renews the lease meanwhile, so that other runs wait.
    pub(crate) async fn renew_lease_during<T>(
        &self,
        started: &StartedPost,
        work: impl Future<Output = T>,
    ) -> T {
        self.account_ledger()
            .renew_lease_during(started, work)
            .await
    }

    /// Waits until no other run is publishing `draft`, and returns the entry that prevents sending it.
    pub(crate) async fn wait(
        &self,
        draft: &Draft,
        overrides: Overrides,
    ) -> Result<Option<Conflict>, Error> {
        let conflict = self.account_ledger().wait(draft, overrides).await?;
        Ok(conflict.map(|conflict| self.with_url(conflict)))
    }

    /// Records that the post was not sent.
    pub(crate) async fn cancel(&self, started: StartedPost) -> Result<(), Error> {
        self.account_ledger().cancel(started).await
    }

    /// Records the outcome.
    pub(crate) async fn settle(
        &self,
        started: StartedPost,
        created: &Result<Post, medium_api::Error>,
    ) -> Result<Option<State>, Error> {
        let published = |post: &Post| {
            // A URL that can't be opened is not stored.
            let url = self.backend.openable(post.url.as_str());
            let url = url.map(|url| self.backend.to_stored_url(url));
            Published::new(post.id.as_str(), url.unwrap_or_default())
        };
        let published = created.as_ref().map(published);
        self.account_ledger()
            .settle(started, published.as_ref().map_err(|error| *error))
            .await
    }
}
