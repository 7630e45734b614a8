//! The ledger while an article is sent with the API: its ticket and its outcome.

use medium_api::types::Post;
use medium_store::{Begun, Consent, Draft, Error, Obstacle, Published, State, Ticket};

use super::Ledger;

impl Ledger<'_> {
    /// The account's ledger, which has the tickets. Sending always has a login.
    fn of_account(&self) -> &medium_store::Ledger {
        self.account.as_ref().unwrap_or(&self.manual)
    }

    /// Records that `draft` is about to be sent, and returns the ticket for one attempt; or the entry
    /// that prevents it.
    pub(crate) async fn begin(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Result<Ticket, Obstacle>, Error> {
        if let Some(obstacle) = self.check_manual(draft, consent).await? {
            return Ok(Err(obstacle));
        }
        match self.of_account().begin(draft, consent).await? {
            Begun::Ticket(ticket) => Ok(Ok(ticket)),
            Begun::Obstacle(obstacle) => Ok(Err(self.with_url(obstacle))),
        }
    }

    /// Runs `work`, which sends the ticket's post. Other runs wait for it.
    pub(crate) async fn hold<T>(&self, ticket: &Ticket, work: impl Future<Output = T>) -> T {
        self.of_account().hold(ticket, work).await
    }

    /// Waits until no other run is publishing `draft`, and returns the entry that prevents sending it.
    pub(crate) async fn wait(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Option<Obstacle>, Error> {
        let obstacle = self.of_account().wait(draft, consent).await?;
        Ok(obstacle.map(|obstacle| self.with_url(obstacle)))
    }

    /// Gives the ticket back without sending.
    pub(crate) async fn abandon(&self, ticket: Ticket) -> Result<(), Error> {
        self.of_account().abandon(ticket).await
    }

    /// Records the outcome.
    pub(crate) async fn settle(
        &self,
        ticket: Ticket,
        created: &Result<Post, medium_api::Error>,
    ) -> Result<Option<State>, Error> {
        let published = |post: &Post| {
            // A URL that can't be opened is not stored.
            let url = self.service.openable(post.url.as_str());
            let url = url.map(|url| self.service.to_stored_url(url));
            Published::new(post.id.as_str(), url.unwrap_or_default())
        };
        let published = created.as_ref().map(published);
        self.of_account()
            .settle(ticket, published.as_ref().map_err(|error| *error))
            .await
    }
}
