//! Opens a state file, and creates its table. Other files are not changed.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteLockingMode};
use sqlx::{ConnectOptions, Connection, Executor};

use super::error::{StateError, VERSION};
use super::permissions;

/// How long to wait for a lock that another process has.
const BUSY_TIMEOUT: Duration = Duration::from_secs(1);

/// Opens the file, or creates it, exclusively for this process and this user.
pub(super) async fn open(path: &Path) -> Result<SqliteConnection, StateError> {
    permissions::create(path)?;
    // SQLite would open a read-only file, and fail later with an unclear message.
    if let Err(error) = OpenOptions::new().append(true).open(path)
        && error.kind() == ErrorKind::PermissionDenied
    {
        return Err(StateError::Unwritable);
    }
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY_TIMEOUT)
        .locking_mode(SqliteLockingMode::Exclusive)
        .connect()
        .await?;
    check(&mut connection).await?;
    // After the check: another program's file must not change.
    permissions::restrict(path)?;
    // Also after the check: this changes the file.
    connection
        .execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        .await?;
    create_table(&mut connection).await?;
    Ok(connection)
}

/// Rejects files of other programs and of later versions.
async fn check(connection: &mut SqliteConnection) -> Result<(), StateError> {
    let found: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await?;
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema")
        .fetch_all(&mut *connection)
        .await?;
    let ours = tables.iter().any(|name| name == "record");
    match found {
        0 if tables.is_empty() => Ok(()),
        VERSION if ours => Ok(()),
        found if ours && found > VERSION => Err(StateError::Version { found }),
        _ => Err(StateError::NotAStateFile),
    }
}

/// Creates the table in a new file.
async fn create_table(connection: &mut SqliteConnection) -> Result<(), StateError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let sql = "CREATE TABLE IF NOT EXISTS record (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        body TEXT NOT NULL,
        bytes BLOB,
        UNIQUE (kind, key)
    );
    PRAGMA user_version = 1;";
    transaction.execute(sql).await?;
    transaction.commit().await?;
    Ok(())
}
