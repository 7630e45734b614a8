//! Leases: a run that is sending a post renews its lease, and other runs wait for the result.

use std::time::Duration;

use tokio::time::sleep;

use super::{Conflict, Draft, Ledger, Overrides, StartedPost};
use crate::Error;

const OPERATION: &str = "renew the lease of a post";

/// How long a lease is valid without renewal.
pub(super) const MILLIS: i64 = 15_000;
/// How often a lease is renewed: often enough for a very busy machine.
const RENEWAL: Duration = Duration::from_millis(MILLIS as u64 / 5);
/// How often waiting runs check for the result.
const POLL: Duration = Duration::from_millis(100);

const RENEW: &str = "UPDATE medium_ledger SET lease_end = {now} + $7
    WHERE origin = $1 AND account = $2 AND article = $3 AND target = $4 AND number = $5
    AND state = 'started' AND time = $6";

impl Ledger {
    /// Runs `work`, such as sending the post of `started`, and renews the lease meanwhile, so that
    /// other runs wait. If this run ends in between, they wait until the lease expires, 15 seconds
    /// at most.
    pub async fn renew_lease_during<T>(
        &self,
        started: &StartedPost,
        work: impl Future<Output = T>,
    ) -> T {
        let renewing = async {
            loop {
                sleep(RENEWAL).await;
                // Only waiting runs depend on the lease: the entry itself remains.
                if let Err(error) = self.renew(started).await {
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

    /// Waits until no run is publishing `draft`, then returns the same as [`Ledger::check`].
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn wait(
        &self,
        draft: &Draft,
        overrides: Overrides,
    ) -> Result<Option<Conflict>, Error> {
        loop {
            match self.check(draft, overrides).await? {
                Some(Conflict::InProgress(_)) => sleep(POLL).await,
                conflict => return Ok(conflict),
            }
        }
    }

    async fn renew(&self, started: &StartedPost) -> Result<(), Error> {
        let [article, target] = started.draft.key();
        let (number, start) = (started.number.into(), started.start.into());
        let values = [article, target, number, start, MILLIS.into()];
        let values = self.account.values(values);
        self.database.rows(OPERATION, RENEW, values).await.map(drop)
    }
}
