//! While a post is being sent: its run says again and again that it is at work,
//! and others wait for what comes of it.

use std::time::Duration;

use tokio::time::sleep;

use super::{Consent, Draft, Ledger, Obstacle, Ticket};
use crate::Error;

const DOING: &str = "say that a post is being sent";

/// How long a run that says nothing is believed to be at work.
pub(super) const MILLIS: i64 = 15_000;
/// How often it says so: often enough for a machine that is very busy.
const RENEWAL: Duration = Duration::from_millis(MILLIS as u64 / 5);
/// How often others look whether it is done.
const POLL: Duration = Duration::from_millis(100);

const RENEW: &str = "UPDATE medium_ledger SET lease_end = {now} + $7
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND number = $5
    AND state = 'started' AND time = $6";

impl Ledger {
    /// Does `work`, such as sending the post of `ticket`, and lets other runs
    /// know meanwhile that it is under way. A run that ends in between is waited
    /// for until its lease is over, 15 seconds at most.
    pub async fn hold<T>(&self, ticket: &Ticket, work: impl Future<Output = T>) -> T {
        let renewing = async {
            loop {
                sleep(RENEWAL).await;
                // Only those who wait notice: the entry itself stands.
                if let Err(error) = self.renew(ticket).await {
                    tracing::warn!(target: "medium_store", %error, "a lease was not renewed");
                }
            }
        };
        tokio::select! {
            biased;
            result = work => result,
            never = renewing => never,
        }
    }

    /// What stands in the way of `draft` once nobody is publishing it any more:
    /// [`Ledger::check`], after waiting where that says
    /// [`InProgress`](Obstacle::InProgress).
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn wait(&self, draft: &Draft, consent: Consent) -> Result<Option<Obstacle>, Error> {
        loop {
            match self.check(draft, consent).await? {
                Some(Obstacle::InProgress(_)) => sleep(POLL).await,
                obstacle => return Ok(obstacle),
            }
        }
    }

    async fn renew(&self, ticket: &Ticket) -> Result<(), Error> {
        let target = ticket.draft.target.to_string();
        let values = self.values([
            ticket.draft.article.as_str().into(),
            target.as_str().into(),
            ticket.number.into(),
            ticket.start.into(),
            MILLIS.into(),
        ]);
        self.database.rows(DOING, RENEW, values).await.map(drop)
    }
}
