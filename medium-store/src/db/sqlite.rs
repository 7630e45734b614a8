//! SQLite: a file of this machine's.

use std::path::Path;
use std::time::Duration;

use medium_api::runtime::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{Column, Executor, Row as _, Sqlite, SqliteConnection, SqlitePool, TypeInfo, ValueRef};

use super::{Cell, Row, Value};
use crate::{Error, keys, private};

/// Milliseconds since 1970 by the machine's clock.
pub(super) const NOW: &str = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

/// How long a writer waits for another. Transactions are short: this is for a
/// machine that is very busy.
const BUSY: Duration = Duration::from_secs(20);

pub(super) async fn open(path: &Path, connections: u32) -> Result<SqlitePool, Error> {
    // SQLite takes a name that begins with `file:` for an address with options.
    let path = std::path::absolute(path).map_err(Error::file(path))?;
    refuse_emptied(&path)?;
    private::prepare_file(&path)?;
    let options = SqliteConnectOptions::new()
        .filename(&path)
        // A commit is durable when the journal is deleted and its folder is
        // synced, which only EXTRA does: a post that was started must not be
        // forgotten with the power.
        .synchronous(SqliteSynchronous::Extra)
        // Deleted rows are overwritten: a sealed token does not stay in a free
        // page, with its key beside it.
        .pragma("secure_delete", "ON")
        .busy_timeout(BUSY);
    let failed = Error::database("be opened");
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        // Longer than a connection waits for another process.
        .acquire_timeout(BUSY * 2)
        .connect_with(options)
        .await
        .map_err(failed)?;
    let mut connection = pool.acquire().await.map_err(failed)?;
    leave_wal(&mut connection).await.map_err(failed)?;
    Ok(pool)
}

/// Refuses a file without contents beside the key of an earlier store: taken for
/// a new one, it would let everything be published once more.
fn refuse_emptied(path: &Path) -> Result<(), Error> {
    let is_empty = std::fs::metadata(path).is_ok_and(|data| data.len() == 0);
    match keys::file_beside(path).filter(|_| is_empty) {
        Some(key) => Err(Error::Emptied {
            path: path.to_owned(),
            key,
        }),
        None => Ok(()),
    }
}

/// Turns a store that an earlier version kept with a write-ahead log into one
/// file with a rollback journal, which is gone after each transaction: whoever
/// copies the file then has all of it.
///
/// SQLite does this only for a process that is alone. While another one works
/// on the store, it stays as it is, which is safe; the next run converts it.
async fn leave_wal(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await?;
    if mode != "wal" {
        return Ok(());
    }
    // Then rewritten, without the free pages: earlier versions left deleted
    // tokens in them.
    let converted = connection.execute("PRAGMA journal_mode = DELETE; VACUUM;");
    match converted.await {
        Err(error) if is_busy(&error) => Ok(()),
        converted => converted.map(drop),
    }
}

/// `SQLITE_BUSY` and `SQLITE_LOCKED`, with any refinement in the upper bytes.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    let code: Option<u32> = code.and_then(|code| code.parse().ok());
    matches!(code.map(|code| code & 0xff), Some(5 | 6))
}

/// Boxed, so that callers' futures can go to other threads: the compiler does
/// not see through an executor's lifetime otherwise.
pub(super) fn rows<'c>(
    executor: impl Executor<'c, Database = Sqlite> + 'c,
    sql: &'c str,
    values: Vec<Value>,
) -> BoxFuture<'c, Result<Vec<Row>, sqlx::Error>> {
    let mut query = sqlx::query(sql);
    for value in values {
        query = match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Bytes(value) => query.bind(value),
        };
    }
    let found = executor.fetch_all(query);
    Box::pin(async move { found.await?.iter().map(row).collect() })
}

/// Several statements without values.
pub(super) fn script<'c>(
    executor: impl Executor<'c, Database = Sqlite> + 'c,
    script: &'c str,
) -> BoxFuture<'c, Result<(), sqlx::Error>> {
    let run = executor.execute(sqlx::raw_sql(script));
    Box::pin(async move { run.await.map(drop) })
}

fn row(row: &SqliteRow) -> Result<Row, sqlx::Error> {
    let cell = |column: &sqlx::sqlite::SqliteColumn| {
        let index = column.ordinal();
        let raw = row.try_get_raw(index)?;
        if raw.is_null() {
            return Ok(Cell::Null);
        }
        match raw.type_info().name() {
            "INTEGER" => row.try_get(index).map(Cell::Int),
            "BLOB" => row.try_get(index).map(Cell::Bytes),
            _ => row.try_get_unchecked(index).map(Cell::Text),
        }
    };
    let cells: Result<_, _> = row.columns().iter().map(cell).collect();
    cells.map(Row)
}
