//! PostgreSQL: a server that several machines share.

use std::time::Duration;

use medium_api::runtime::BoxFuture;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::{
    Column, Connection, Executor, PgConnection, PgPool, Postgres, Row as _, TypeInfo, ValueRef,
};
use tokio::time::timeout;

use super::{Cell, Row, Value};
use crate::Error;

/// Milliseconds since 1970 by the server's clock, as the clocks of machines differ. Not the start
/// of the transaction, because a statement may have waited for a lock.
pub(super) const NOW: &str = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

/// The time limit for connecting.
const CONNECT: Duration = Duration::from_secs(30);

/// An advisory lock, held until the transaction ends. Its number is a hash of the text.
pub(super) const LOCK_SQL: &str =
    "SELECT 1::BIGINT FROM pg_advisory_xact_lock(hashtextextended('medium-store ' || $1, 0))";

/// This lock permits reads.
pub(super) const LOCK_TOKENS: &str = "LOCK TABLE medium_tokens IN EXCLUSIVE MODE";

/// The settings of every connection, which override the server's defaults.
const SETTINGS: [(&str, &str); 3] = [
    // The same as SQLite's busy timeout.
    ("lock_timeout", "20s"),
    // A commit returns once it is on disk: a started post must survive a power failure.
    ("synchronous_commit", "on"),
    // A transaction that waited for a lock must see what its holder wrote.
    ("default_transaction_isolation", r"read\ committed"),
];

pub(super) async fn open(server: &PgConnectOptions, connections: u32) -> Result<PgPool, Error> {
    let options = server
        .clone()
        .application_name("medium-store")
        .options(SETTINGS);
    let failed = Error::database("be reached");
    // A pool would retry for 30 seconds, and then not say why.
    let first = timeout(CONNECT, PgConnection::connect_with(&options)).await;
    let silent = |_| Error::Database {
        doing: "be reached",
        problem: format!("no response within {CONNECT:?}"),
    };
    first
        .map_err(silent)?
        .map_err(failed)?
        .close()
        .await
        .map_err(failed)?;
    Ok(PgPoolOptions::new()
        .max_connections(connections)
        .connect_lazy_with(options))
}

/// Boxed, because the compiler can't prove that the future is `Send` for any executor lifetime.
pub(super) fn rows<'c>(
    executor: impl Executor<'c, Database = Postgres> + 'c,
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

/// Runs several statements without values.
pub(super) fn script<'c>(
    executor: impl Executor<'c, Database = Postgres> + 'c,
    script: &'c str,
) -> BoxFuture<'c, Result<(), sqlx::Error>> {
    let run = executor.execute(sqlx::raw_sql(script));
    Box::pin(async move { run.await.map(drop) })
}

fn row(row: &PgRow) -> Result<Row, sqlx::Error> {
    let cell = |column: &sqlx::postgres::PgColumn| {
        let index = column.ordinal();
        if row.try_get_raw(index)?.is_null() {
            return Ok(Cell::Null);
        }
        match column.type_info().name() {
            "INT8" => row.try_get(index).map(Cell::Int),
            "BYTEA" => row.try_get(index).map(Cell::Bytes),
            _ => row.try_get(index).map(Cell::Text),
        }
    };
    let cells: Result<_, _> = row.columns().iter().map(cell).collect();
    cells.map(Row)
}
