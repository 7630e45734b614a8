//! PostgreSQL: a server that machines share.

use std::time::Duration;

use medium_api::runtime::BoxFuture;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::{
    Column, Connection, Executor, PgConnection, PgPool, Postgres, Row as _, TypeInfo, ValueRef,
};
use tokio::time::timeout;

use super::{Cell, Row, Value};
use crate::Error;

/// Milliseconds since 1970 by the server's clock: the machines' own may differ.
/// Not the transaction's start: a statement may have waited for another.
pub(super) const NOW: &str = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

/// How long a server may take to let us in.
const CONNECT: Duration = Duration::from_secs(30);

/// Held until the transaction's end, for a number made of the text.
pub(super) const ALONE: &str =
    "SELECT 1::BIGINT FROM pg_advisory_xact_lock(hashtextextended('medium-store ' || $1, 0))";

/// Others may read meanwhile.
pub(super) const LOCK_TOKENS: &str = "LOCK TABLE medium_tokens IN EXCLUSIVE MODE";

/// What every connection asks for, whatever the server's own defaults are.
const SETTINGS: [(&str, &str); 3] = [
    // As long as SQLite waits.
    ("lock_timeout", "20s"),
    // What was committed is on disk: a post that was started must not be
    // forgotten with the power.
    ("synchronous_commit", "on"),
    // Who waited for a lock sees what its holder wrote.
    ("default_transaction_isolation", r"read\ committed"),
];

pub(super) async fn open(server: &PgConnectOptions, connections: u32) -> Result<PgPool, Error> {
    let options = server
        .clone()
        .application_name("medium-store")
        .options(SETTINGS);
    let failed = Error::database("be reached");
    // A pool would go on trying for half a minute, and then not say why.
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

/// Boxed, so that callers' futures can go to other threads: the compiler does
/// not see through an executor's lifetime otherwise.
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

/// Several statements without values.
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
