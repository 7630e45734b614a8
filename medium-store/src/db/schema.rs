//! The schema: embedded migrations, applied in order under a lock, never reverted.

use super::{Database, Transaction};
use crate::Error;

const OPERATION: &str = "bring its schema up to date";

/// All migrations, in order. A released one is never changed.
const MIGRATIONS: [&str; 4] = [
    include_str!("migrations/1.sql"),
    include_str!("migrations/2.sql"),
    include_str!("migrations/3.sql"),
    include_str!("migrations/4.sql"),
];

const READ: &str = "SELECT version FROM medium_schema";
const UPDATE: &str = "UPDATE medium_schema SET version = $1";
const KNOWN: i64 = MIGRATIONS.len() as i64;

/// Applies missing migrations. Several processes may do so at the same time.
pub(super) async fn migrate(database: &Database) -> Result<(), Error> {
    // Usually none is missing, and no lock is needed. A new database doesn't have this table.
    let found = database.rows(OPERATION, READ, Vec::new()).await;
    if let Ok([row]) = found.as_deref()
        && row.int(0)? == KNOWN
    {
        return Ok(());
    }
    let mut transaction = database.begin(OPERATION).await?;
    transaction.lock_key(OPERATION, "schema").await?;
    let found = version(&mut transaction).await?;
    if found > KNOWN {
        return Err(Error::Newer {
            found,
            known: KNOWN,
        });
    }
    for (migration, version) in MIGRATIONS.iter().zip(1..) {
        if version <= found {
            continue;
        }
        transaction.script(OPERATION, migration).await?;
        let update = transaction.rows(OPERATION, UPDATE, vec![version.into()]);
        update.await?;
    }
    transaction.commit(OPERATION).await
}

/// Returns the version of the database's schema, 0 for a new database.
async fn version(transaction: &mut Transaction) -> Result<i64, Error> {
    let create = "CREATE TABLE IF NOT EXISTS medium_schema (version BIGINT NOT NULL)";
    transaction.script(OPERATION, create).await?;
    if let Some(row) = transaction.rows(OPERATION, READ, Vec::new()).await?.first() {
        return row.int(0);
    }
    let start = "INSERT INTO medium_schema (version) VALUES (0)";
    transaction.script(OPERATION, start).await?;
    Ok(0)
}
