//! Runs statements on either engine.

use medium_api::runtime::BoxFuture;
use sqlx::{
    ColumnIndex, Database, Decode, Encode, Executor, IntoArguments, Row as _, Type, TypeInfo,
    ValueRef,
};

use super::{Cell, Row, Value};

/// Runs a statement, and returns its rows. Boxed, because the compiler can't prove that the future is
/// `Send` for any executor lifetime.
pub(super) fn rows<'c, D: Database>(
    executor: impl Executor<'c, Database = D> + 'c,
    sql: &'c str,
    values: Vec<Value>,
) -> BoxFuture<'c, Result<Vec<Row>, sqlx::Error>>
where
    D::Arguments<'c>: IntoArguments<'c, D>,
    Option<i64>: Encode<'c, D>,
    Option<String>: Encode<'c, D>,
    Option<Vec<u8>>: Encode<'c, D>,
    i64: for<'r> Decode<'r, D> + Type<D>,
    String: for<'r> Decode<'r, D> + Type<D>,
    Vec<u8>: for<'r> Decode<'r, D> + Type<D>,
    usize: ColumnIndex<D::Row>,
{
    let mut query = sqlx::query(sql);
    for value in values {
        query = match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Bytes(value) => query.bind(value),
        };
    }
    let cell = |row: &D::Row, column: usize| {
        let value = row.try_get_raw(column)?;
        match value.type_info().name() {
            _ if value.is_null() => Ok(Cell::Null),
            "INTEGER" | "INT8" => row.try_get(column).map(Cell::Int),
            "BLOB" | "BYTEA" => row.try_get(column).map(Cell::Bytes),
            _ => row.try_get_unchecked(column).map(Cell::Text),
        }
    };
    let found = executor.fetch_all(query);
    Box::pin(async move {
        let cells = |row: &D::Row| (0..row.len()).map(|column| cell(row, column)).collect();
        let rows = found.await?;
        rows.iter()
            .map(|row| Result::map(cells(row), Row))
            .collect()
    })
}

/// Runs several statements without values.
pub(super) fn script<'c, D: Database>(
    executor: impl Executor<'c, Database = D> + 'c,
    script: &'c str,
) -> BoxFuture<'c, Result<(), sqlx::Error>> {
    let run = executor.execute(sqlx::raw_sql(script));
    Box::pin(async move { run.await.map(drop) })
}
