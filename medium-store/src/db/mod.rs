//! One interface to both database engines.
//!
//! Statements are written once, in SQL that both engines understand, with `$1` for values and
//! [placeholders](PLACEHOLDERS) such as `{now}` for what differs. The engines' own modules only open
//! a database.

#[cfg(feature = "postgres")]
mod postgres;
mod row;
mod schema;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statement;

use std::borrow::Cow;

pub(crate) use row::{Cell, Row, Value};

use crate::Error;
use crate::url::Location;

/// An open database.
#[derive(Debug, Clone)]
pub(crate) enum Database {
    #[cfg(feature = "sqlite")]
    Sqlite(sqlx::SqlitePool),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::PgPool),
}

/// A transaction that writes. It is rolled back on drop.
pub(crate) enum Transaction {
    #[cfg(feature = "sqlite")]
    Sqlite(sqlx::Transaction<'static, sqlx::Sqlite>),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// The engine of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    #[cfg(feature = "sqlite")]
    Sqlite = 0,
    #[cfg(feature = "postgres")]
    Postgres = 1,
}

/// The parts of statements that differ, for SQLite and for PostgreSQL.
const PLACEHOLDERS: [(&str, [&str; 2]); 8] = [
    // Milliseconds since 1970. For PostgreSQL by the server's clock, as the clocks of machines differ,
    // and not since the start of the transaction, as a statement may have waited for a lock.
    (
        "{now}",
        [
            "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
            "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
        ],
    ),
    ("{explain}", ["EXPLAIN QUERY PLAN", "EXPLAIN"]),
    ("{integer}", ["INTEGER", "BIGINT"]),
    ("{bytes}", ["BLOB", "BYTEA"]),
    // Names are compared byte for byte, which is what "C" does, and fastest.
    ("{name}", ["TEXT", "TEXT COLLATE \"C\""]),
    ("{table}", ["STRICT", ""]),
    // Tables whose rows are updated. PostgreSQL leaves pages partly free, to update rows in place.
    ("{table_80}", ["STRICT", "WITH (fillfactor = 80)"]),
    ("{table_90}", ["STRICT", "WITH (fillfactor = 90)"]),
];

/// An advisory lock, held until the transaction ends. Its number is a hash of the text.
const LOCK_KEY: &str =
    "SELECT 1::BIGINT FROM pg_advisory_xact_lock(hashtextextended('medium-store ' || $1, 0))";

/// This lock permits reads.
const LOCK_TOKENS: &str = "LOCK TABLE medium_tokens IN EXCLUSIVE MODE";

/// Evaluates the same expression for both variants of a [`Database`] or [`Transaction`], with the
/// engine.
macro_rules! for_both {
    ($value:expr, ($engine:pat, $inner:pat) => $expression:expr) => {
        match $value {
            #[cfg(feature = "sqlite")]
            Self::Sqlite($inner) => {
                let $engine = Engine::Sqlite;
                $expression
            }
            #[cfg(feature = "postgres")]
            Self::Postgres($inner) => {
                let $engine = Engine::Postgres;
                $expression
            }
        }
    };
}

impl Engine {
    /// Replaces the placeholders of a statement.
    fn sql(self, statement: &str) -> Cow<'_, str> {
        let mut sql = Cow::Borrowed(statement);
        for (placeholder, texts) in PLACEHOLDERS {
            if sql.contains(placeholder) {
                sql = Cow::Owned(sql.replace(placeholder, texts[self as usize]));
            }
        }
        sql
    }

    /// Returns whether a transaction that writes excludes all others, so that it needs no locks.
    fn has_one_writer(self) -> bool {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite => true,
            #[cfg(feature = "postgres")]
            Self::Postgres => false,
        }
    }
}

impl Database {
    /// Opens the database and migrates its schema.
    pub(crate) async fn open(location: &Location, connections: u32) -> Result<Self, Error> {
        let database = match location {
            #[cfg(feature = "sqlite")]
            Location::Sqlite(path) => Self::Sqlite(sqlite::open(path, connections).await?),
            #[cfg(feature = "postgres")]
            Location::Postgres(server) => {
                Self::Postgres(postgres::open(server, connections).await?)
            }
        };
        schema::migrate(&database).await?;
        Ok(database)
    }

    /// Runs one statement outside of a transaction.
    pub(crate) async fn rows(
        &self,
        operation: &'static str,
        statement: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, Error> {
        row::check(operation, &values)?;
        let rows = for_both!(self, (engine, pool) => {
            statement::rows(pool, &engine.sql(statement), values).await
        });
        rows.map_err(Error::database(operation))
    }

    /// Starts a transaction. In SQLite it is the only writer; in PostgreSQL,
    /// [`Transaction::lock_key`] makes it exclusive.
    pub(crate) async fn begin(&self, operation: &'static str) -> Result<Transaction, Error> {
        let transaction = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(pool) => pool
                .begin_with("BEGIN IMMEDIATE")
                .await
                .map(Transaction::Sqlite),
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => pool.begin().await.map(Transaction::Postgres),
        };
        transaction.map_err(Error::database(operation))
    }

    pub(crate) async fn close(&self) {
        for_both!(self, (_, pool) => pool.close().await);
    }
}

impl Transaction {
    pub(crate) async fn rows(
        &mut self,
        operation: &'static str,
        statement: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, Error> {
        row::check(operation, &values)?;
        let rows = for_both!(self, (engine, inner) => {
            statement::rows(&mut **inner, &engine.sql(statement), values).await
        });
        rows.map_err(Error::database(operation))
    }

    /// Runs several statements without values.
    async fn script(&mut self, operation: &'static str, script: &str) -> Result<(), Error> {
        let done = for_both!(self, (engine, inner) => {
            statement::script(&mut **inner, &engine.sql(script)).await
        });
        done.map_err(Error::database(operation))
    }

    /// Blocks other transactions that call this with the same `key` until this one ends.
    pub(crate) async fn lock_key(
        &mut self,
        operation: &'static str,
        key: &str,
    ) -> Result<(), Error> {
        if for_both!(self, (engine, _) => engine.has_one_writer()) {
            return Ok(());
        }
        let rows = self.rows(operation, LOCK_KEY, vec![key.into()]);
        rows.await.map(drop)
    }

    /// Blocks other changes of tokens until this transaction ends.
    pub(crate) async fn lock_tokens(&mut self, operation: &'static str) -> Result<(), Error> {
        if for_both!(self, (engine, _) => engine.has_one_writer()) {
            return Ok(());
        }
        self.script(operation, LOCK_TOKENS).await
    }

    pub(crate) async fn commit(self, operation: &'static str) -> Result<(), Error> {
        let done = for_both!(self, (_, inner) => inner.commit().await);
        done.map_err(Error::database(operation))
    }
}
