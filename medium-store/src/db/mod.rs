//! One interface to both database engines.
//!
//! Statements are written once, in SQL that both engines understand, with `$1` for values and
//! `{now}` for the database's clock in milliseconds. The differences are in the engines' own
//! modules and in the migrations.

#[cfg(feature = "postgres")]
mod postgres;
mod row;
mod schema;
#[cfg(feature = "sqlite")]
mod sqlite;

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
pub(crate) enum Engine {
    #[cfg(feature = "sqlite")]
    Sqlite,
    #[cfg(feature = "postgres")]
    Postgres,
}

impl Engine {
    fn sql(self, statement: &str) -> Cow<'_, str> {
        if !statement.contains("{now}") {
            return Cow::Borrowed(statement);
        }
        let now = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite => sqlite::NOW,
            #[cfg(feature = "postgres")]
            Self::Postgres => postgres::NOW,
        };
        Cow::Owned(statement.replace("{now}", now))
    }
}

impl Database {
    /// Opens the database and migrates its schema.
    pub(crate) async fn open(place: &Location, connections: u32) -> Result<Self, Error> {
        let database = match place {
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

    pub(crate) fn engine(&self) -> Engine {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Engine::Sqlite,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs one statement outside of a transaction.
    pub(crate) async fn rows(
        &self,
        doing: &'static str,
        statement: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, Error> {
        row::check(doing, &values)?;
        let sql = self.engine().sql(statement);
        let rows = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(pool) => sqlite::rows(pool, &sql, values).await,
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => postgres::rows(pool, &sql, values).await,
        };
        rows.map_err(Error::database(doing))
    }

    /// Starts a transaction. In SQLite it is the only writer; in PostgreSQL,
    /// [`Transaction::lock_key`] makes it exclusive.
    pub(crate) async fn begin(&self, doing: &'static str) -> Result<Transaction, Error> {
        let transaction = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(pool) => pool
                .begin_with("BEGIN IMMEDIATE")
                .await
                .map(Transaction::Sqlite),
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => pool.begin().await.map(Transaction::Postgres),
        };
        transaction.map_err(Error::database(doing))
    }

    pub(crate) async fn close(&self) {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(pool) => pool.close().await,
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Transaction {
    pub(crate) fn engine(&self) -> Engine {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Engine::Sqlite,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) async fn rows(
        &mut self,
        doing: &'static str,
        statement: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, Error> {
        row::check(doing, &values)?;
        let sql = self.engine().sql(statement);
        let rows = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(transaction) => sqlite::rows(&mut **transaction, &sql, values).await,
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => postgres::rows(&mut **transaction, &sql, values).await,
        };
        rows.map_err(Error::database(doing))
    }

    /// Runs several statements without values.
    async fn script(&mut self, doing: &'static str, script: &str) -> Result<(), Error> {
        let done = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(transaction) => sqlite::script(&mut **transaction, script).await,
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => postgres::script(&mut **transaction, script).await,
        };
        done.map_err(Error::database(doing))
    }

    /// Blocks other transactions that call this with the same `key` until this one ends.
    pub(crate) async fn lock_key(&mut self, doing: &'static str, key: &str) -> Result<(), Error> {
        match self {
            // Every transaction that writes is exclusive.
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => {
                let _ = (doing, key);
                Ok(())
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => self
                .rows(doing, postgres::LOCK_SQL, vec![key.into()])
                .await
                .map(drop),
        }
    }

    /// Blocks other changes of tokens until this transaction ends.
    pub(crate) async fn lock_tokens(&mut self, doing: &'static str) -> Result<(), Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => {
                let _ = doing;
                Ok(())
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => self.script(doing, postgres::LOCK_TOKENS).await,
        }
    }

    pub(crate) async fn commit(self, doing: &'static str) -> Result<(), Error> {
        let done = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(transaction) => transaction.commit().await,
            #[cfg(feature = "postgres")]
            Self::Postgres(transaction) => transaction.commit().await,
        };
        done.map_err(Error::database(doing))
    }
}
