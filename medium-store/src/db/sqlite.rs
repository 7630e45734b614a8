//! SQLite: a file on this machine.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Executor, SqliteConnection, SqlitePool};

use crate::{Error, keys, private_files};

/// How long a writer waits for another one. Transactions are short, so only a very busy machine
/// comes close.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

const BUSY_CODE: u32 = 5;
const LOCKED_CODE: u32 = 6;
const NOT_A_DATABASE: u32 = 26;

pub(super) async fn open(path: &Path, connections: u32) -> Result<SqlitePool, Error> {
    // SQLite reads a name that starts with `file:` as a URI with options.
    let path = std::path::absolute(path).map_err(Error::file(path))?;
    reject_lost(&path)?;
    let not_a_store = |problem| Error::NotAStore {
        path: path.clone(),
        problem,
    };
    if path.is_dir() {
        return Err(not_a_store("is a folder: name a file in it"));
    }
    private_files::create_missing_file(&path)?;
    let failed = |error| match primary_code(&error) {
        Some(NOT_A_DATABASE) => not_a_store("is not a store"),
        _ => Error::database("be opened")(error),
    };
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        // Longer than the busy timeout of a connection.
        .acquire_timeout(BUSY_TIMEOUT * 2)
        .connect_with(options(&path))
        .await
        .map_err(failed)?;
    let mut connection = pool.acquire().await.map_err(failed)?;
    let read_mode = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *connection);
    let mode: String = read_mode.await.map_err(failed)?;
    // Only now is it known to be a database: advice to restrict access to another file would be
    // wrong. Reading its start without SQLite would release the locks that this process has on it.
    private_files::check_file(&path)?;
    if mode == "wal" {
        leave_wal(&mut connection).await.map_err(failed)?;
    }
    Ok(pool)
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        // With DELETE, a commit is durable once the journal is deleted and the folder synced, which
        // only EXTRA does. A started post must survive a power failure.
        .synchronous(SqliteSynchronous::Extra)
        // Overwrite deleted rows: an encrypted token must not remain in a free page, as its key may be
        // in the same folder.
        .pragma("secure_delete", "ON")
        .busy_timeout(BUSY_TIMEOUT)
}

/// Rejects a new store next to the key of an earlier one whose file is missing or empty: a new,
/// empty ledger would allow publishing everything again. Looks for the key first. A store gets its
/// key when it has contents, so a store that another process is just creating is never mistaken for
/// a lost one.
fn reject_lost(path: &Path) -> Result<(), Error> {
    let Some(key) = keys::find_key_file(path) else {
        return Ok(());
    };
    let is_lost = match std::fs::metadata(path) {
        Ok(data) => data.len() == 0,
        Err(error) => error.kind() == ErrorKind::NotFound,
    };
    if !is_lost {
        return Ok(());
    }
    let path = path.to_owned();
    Err(Error::Lost { path, key })
}

/// Converts a store with a write-ahead log, as earlier versions created it, to one file with a
/// rollback journal, so that a copy of the file is complete. SQLite converts only for a process
/// that is alone. If another process uses the store, nothing changes; the next run converts it.
async fn leave_wal(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    // VACUUM removes free pages, where earlier versions left deleted tokens.
    let converted = connection.execute("PRAGMA journal_mode = DELETE; VACUUM;");
    match converted.await {
        Err(error) if matches!(primary_code(&error), Some(BUSY_CODE | LOCKED_CODE)) => Ok(()),
        converted => converted.map(drop),
    }
}

/// Returns the code without its upper bytes, which contain details.
fn primary_code(error: &sqlx::Error) -> Option<u32> {
    let code = error.as_database_error()?.code()?;
    code.parse().ok().map(|code: u32| code & 0xff)
}
