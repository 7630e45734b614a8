//! Opening a state file: a new one is laid out, and what is no state file is left alone.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteLockingMode};
use sqlx::{ConnectOptions, Connection, Executor};

use super::private;

/// The version of the file's layout that this sandbox reads and writes.
const VERSION: i64 = 1;
/// How long to wait for another process to let go of the file.
const BUSY: Duration = Duration::from_secs(1);

/// Why a state file can't be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// The file was written by a later sandbox.
    #[error("it is of version {found}, and this sandbox reads version {VERSION}")]
    Version {
        /// The version that the file names.
        found: i64,
    },
    /// The file is something else, and stays as it is.
    #[error("it is not the state of a sandbox")]
    Foreign,
    /// Two sandboxes would not know of each other's changes.
    #[error("another sandbox is using it")]
    InUse,
    /// The file or its folder may not be written, or the disk is full.
    #[error("it can't be written")]
    Unwritable,
    /// The folder that the file is to be in does not exist.
    #[error("its folder does not exist")]
    NoFolder,
    /// Other users may read the file, which has tokens in it, and that can't be changed.
    #[error("others on this machine can read it, and its permissions can't be changed")]
    Exposed,
    /// Another complaint of SQLite's.
    #[error("{0}")]
    Sqlite(String),
    /// A record that makes no sense.
    #[error("a record in it can't be read: {0}")]
    Record(String),
}

impl From<sqlx::Error> for StateError {
    fn from(error: sqlx::Error) -> Self {
        let Some(error) = error.as_database_error() else {
            return Self::Sqlite(error.to_string());
        };
        let code: Option<u32> = error.code().and_then(|code| code.parse().ok());
        // The lower byte is the kind, the rest a refinement.
        match code.map(|code| code & 0xff) {
            Some(5) => Self::InUse,
            Some(8 | 13) => Self::Unwritable,
            Some(26) => Self::Foreign,
            _ => Self::Sqlite(error.message().to_owned()),
        }
    }
}

impl From<serde_json::Error> for StateError {
    fn from(error: serde_json::Error) -> Self {
        Self::Record(error.to_string())
    }
}

/// Opens the file, made if need be, for this process and this user alone.
pub(super) async fn open(path: &Path) -> Result<SqliteConnection, StateError> {
    private::create(path)?;
    // SQLite would go on with a file that it may read, and fail in a way that says little.
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
    // Not before the check: somebody else's file stays as it is.
    private::restrict(path)?;
    // Not before the check: it changes the file.
    connection
        .execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        .await?;
    lay_out(&mut connection).await?;
    Ok(connection)
}

/// Turns away other programs' files, and those of later sandboxes.
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
        _ => Err(StateError::Foreign),
    }
}

/// Makes the table that a new file lacks.
async fn lay_out(connection: &mut SqliteConnection) -> Result<(), StateError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let layout = "CREATE TABLE IF NOT EXISTS record (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        body TEXT NOT NULL,
        bytes BLOB,
        UNIQUE (kind, key)
    );
    PRAGMA user_version = 1;";
    transaction.execute(layout).await?;
    transaction.commit().await?;
    Ok(())
}
