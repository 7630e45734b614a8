//! The ledger while an article is sent by the API: its ticket, and what came of it.

use medium_api::types::Post;
use medium_store::{Begun, Consent, Draft, Error, Obstacle, Published, State, Ticket};

use super::Ledger;

impl Ledger<'_> {
    /// The account's record, in which tickets are. Nothing is sent without a login.
    fn of_account(&self) -> &medium_store::Ledger {
        self.account.as_ref().unwrap_or(&self.by_hand)
    }

    /// The right to send `draft`, once, written down before it is; or what stands in the way.
    pub(crate) async fn begin(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Result<Ticket, Obstacle>, Error> {
        if let Some(obstacle) = self.check_by_hand(draft, consent).await? {
            return Ok(Err(obstacle));
        }
        match self.of_account().begin(draft, consent).await? {
            Begun::Ticket(ticket) => Ok(Ok(ticket)),
            Begun::Obstacle(obstacle) => Ok(Err(self.readable(obstacle))),
        }
    }

    /// Does `work`, which sends the post of `ticket`. Other runs wait for it meanwhile.
    pub(crate) async fn hold<T>(&self, ticket: &Ticket, work: impl Future<Output = T>) -> T {
        self.of_account().hold(ticket, work).await
    }

    /// What stands in the way of `draft` once no other run is publishing it.
    pub(crate) async fn wait(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Option<Obstacle>, Error> {
        let obstacle = self.of_account().wait(draft, consent).await?;
        Ok(obstacle.map(|obstacle| self.readable(obstacle)))
    }

    /// It is not sent after all.
    pub(crate) async fn abandon(&self, ticket: Ticket) -> Result<(), Error> {
        self.of_account().abandon(ticket).await
    }

    /// Writes down what came of it.
    pub(crate) async fn settle(
        &self,
        ticket: Ticket,
        created: &Result<Post, medium_api::Error>,
    ) -> Result<Option<State>, Error> {
        let kept = |post: &Post| {
            // What nobody may open is not kept.
            let url = self.service.link(post.url.as_str());
            let url = url.map(|url| self.service.kept(url));
            Published::new(post.id.as_str(), url.unwrap_or_default())
        };
        let published = created.as_ref().map(kept);
        self.of_account()
            .settle(ticket, published.as_ref().map_err(|error| *error))
            .await
    }
}
