//! SQLite: a file of this machine's.

use std::path::Path;
use std::time::Duration;

use medium_api::runtime::BoxFuture;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Column, Executor, Row as _, Sqlite, SqlitePool, TypeInfo, ValueRef};

use super::{Cell, Row, Value};
use crate::{Error, private};

/// Milliseconds since 1970 by the machine's clock.
pub(super) const NOW: &str = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

/// How long a writer waits for another. Transactions are short: this is for a
/// machine that is very busy.
const BUSY: Duration = Duration::from_secs(20);

pub(super) async fn open(path: &Path, connections: u32) -> Result<SqlitePool, Error> {
    // SQLite takes a name that begins with `file:` for an address with options.
    let path = std::path::absolute(path).map_err(Error::file(path))?;
    private::prepare_file(&path)?;
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .journal_mode(SqliteJournalMode::Wal)
        // What was committed is on disk: a post that was started must not be
        // forgotten with the power.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY);
    SqlitePoolOptions::new()
        .max_connections(connections)
        .connect_with(options)
        .await
        .map_err(Error::database("be opened"))
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
