//! The token source of the client: leases and refreshes.

use std::time::Duration;

use medium_api::auth::{self, Lease, SourceError, StoredTokens, TokenSource};
use medium_api::runtime::BoxFuture;

use super::{LoginRecord, STORE, version_to_u64};
use crate::Error;
use crate::db::Value;
use crate::encryption::Purpose;

const LEASE: &str = "lease tokens";
const MARK_REJECTED: &str = "record that a login was rejected";

/// Succeeds if there is no lease, or it has expired.
pub(crate) const TAKE_LEASE: &str = "UPDATE medium_tokens
    SET lease_owner = $3, lease_end = {now} + $4
    WHERE origin = $1 AND account = $2 AND (lease_end IS NULL OR lease_end <= {now})
    RETURNING version";
/// Succeeds if the version and the lease are still the same, and ends the lease. The key has to be
/// the same as well: a changed key would make the record unreadable.
pub(crate) const SAVE: &str = "UPDATE medium_tokens
    SET sealed = $3, version = version + 1, refused = NULL, lease_owner = NULL, lease_end = NULL
    WHERE origin = $1 AND account = $2 AND version = $4 AND lease_owner = $5 AND key_id = $6
    RETURNING version";
const REJECT: &str = "UPDATE medium_tokens SET refused = $3
    WHERE origin = $1 AND account = $2 AND version = $3 AND lease_owner = $4";
const RELEASE: &str = "UPDATE medium_tokens SET lease_owner = NULL, lease_end = NULL
    WHERE origin = $1 AND account = $2 AND lease_owner = $3";

impl LoginRecord {
    /// Returns the new version of a conditional update, if its condition was met.
    async fn update<const N: usize>(
        &self,
        operation: &'static str,
        statement: &str,
        values: [Value; N],
    ) -> Result<Option<u64>, Error> {
        let values = self.account.values(values);
        let rows = self.store.database.rows(operation, statement, values);
        let rows = rows.await?;
        rows.first()
            .map(|row| version_to_u64(row.int(0)?))
            .transpose()
    }

    async fn save(
        &self,
        tokens: &auth::Tokens,
        expected: u64,
        lease: &Lease,
    ) -> Result<Option<u64>, Error> {
        let cipher = self.store.cipher().await?;
        let encrypted = self.encrypt(&cipher, Purpose::Tokens, tokens)?;
        let values = [
            encrypted.as_slice().into(),
            version_to_i64(expected)?.into(),
            owner(lease),
            cipher.key_id.as_str().into(),
        ];
        self.update(STORE, SAVE, values).await
    }
}

impl TokenSource for LoginRecord {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredTokens>, SourceError>> {
        Box::pin(async move {
            let login = self.get().await.map_err(source_error)?;
            Ok(login.map(|login| {
                StoredTokens::new(login.tokens, login.version).rejected(login.rejected)
            }))
        })
    }

    fn lease(&self, time: Duration) -> BoxFuture<'_, Result<Option<Lease>, SourceError>> {
        Box::pin(async move {
            let lease = Lease::random();
            let time = i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 2);
            let taken = self
                .update(LEASE, TAKE_LEASE, [owner(&lease), time.into()])
                .await;
            Ok(taken.map_err(source_error)?.map(|_| lease))
        })
    }

    fn save(
        &self,
        tokens: auth::Tokens,
        expected: u64,
        lease: Lease,
    ) -> BoxFuture<'_, Result<Option<u64>, SourceError>> {
        Box::pin(async move {
            self.save(&tokens, expected, &lease)
                .await
                .map_err(source_error)
        })
    }

    fn reject(&self, version: u64, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        Box::pin(async move {
            let version = version_to_i64(version).map_err(source_error)?;
            let values = [version.into(), owner(&lease)];
            self.update(MARK_REJECTED, REJECT, values)
                .await
                .map_err(source_error)?;
            Ok(())
        })
    }

    fn release(&self, lease: Lease) -> BoxFuture<'_, Result<(), SourceError>> {
        Box::pin(async move {
            let released = self.update(LEASE, RELEASE, [owner(&lease)]).await;
            released.map(drop).map_err(source_error)
        })
    }
}

fn owner(lease: &Lease) -> Value {
    lease.owner.to_be_bytes().as_slice().into()
}

fn source_error(error: Error) -> SourceError {
    SourceError(error.to_string())
}

fn version_to_i64(version: u64) -> Result<i64, Error> {
    i64::try_from(version).map_err(|_| Error::Unreadable(format!("the version {version}")))
}
