//! Opening a state file, and creating its table. Other files are not changed.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteLockingMode};
use sqlx::{ConnectOptions, Connection, Executor};

use super::permissions;

/// The schema version that this sandbox reads and writes.
const VERSION: i64 = 1;
/// How long to wait for a lock that another process has.
const BUSY: Duration = Duration::from_secs(1);

/// Why a state file can't be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// A later version of the sandbox wrote the file.
    #[error("it has version {found}, and this sandbox supports version {VERSION}")]
    Version {
        /// The version in the file.
        found: i64,
    },
    /// The file is something else. It was not changed.
    #[error("it is not a state file of a sandbox")]
    NotAStateFile,
    /// Another sandbox has opened it.
    #[error("another sandbox is using it")]
    InUse,
    /// The file or its directory is read-only, or the disk is full.
    #[error("it can't be written")]
    Unwritable,
    /// Its directory does not exist.
    #[error("its folder doesn't exist; create it first")]
    MissingFolder,
    /// Other users can read the file, which contains tokens, and its permissions can't be changed.
    #[error("other users can read it, and its permissions can't be changed")]
    PermissionsTooOpen,
    /// Another error of SQLite's.
    #[error("{0}")]
    Sqlite(String),
    /// A record is invalid.
    #[error("it has an invalid record: {0}")]
    Record(String),
}

impl From<sqlx::Error> for StateError {
    fn from(error: sqlx::Error) -> Self {
        let Some(error) = error.as_database_error() else {
            return Self::Sqlite(error.to_string());
        };
        let code: Option<u32> = error.code().and_then(|code| code.parse().ok());
        // The lower byte is the primary result code.
        match code.map(|code| code & 0xff) {
            Some(5) => Self::InUse,
            Some(8 | 13) => Self::Unwritable,
            Some(26) => Self::NotAStateFile,
            _ => Self::Sqlite(error.message().to_owned()),
        }
    }
}

impl From<serde_json::Error> for StateError {
    fn from(error: serde_json::Error) -> Self {
        Self::Record(error.to_string())
    }
}

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
        .busy_timeout(BUSY)
        .locking_mode(SqliteLockingMode::Exclusive)
        .connect()
        .await?;
    check(&mut connection).await?;
    // After the check: another program's file must not change.
    permissions::restrict(path)?;
    // After the check, too: this changes the file.
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
