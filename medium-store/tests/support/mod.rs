//! A separate store for each test, on either engine.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod articles;

use medium_api::auth::Lease;
use medium_store::{Key, Keys, Store, StoreUrl};
use sqlx::{Connection, PgConnection, Row, SqliteConnection};
use tempfile::TempDir;

/// An engine that the tests run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// The location of a test's store.
pub(crate) struct TestStore {
    pub(crate) engine: Engine,
    pub(crate) folder: TempDir,
    /// The store's URL.
    pub(crate) url_text: String,
    schema: Option<(String, String)>,
}

/// Returns a key that repeats a hexadecimal digit.
pub(crate) fn key(digit: char) -> Key {
    Key::parse(&digit.to_string().repeat(64)).unwrap()
}

/// Returns the URL of a PostgreSQL for tests. Without one, the tests are skipped, except in CI,
/// where they fail.
fn postgres() -> Option<String> {
    let url = std::env::var("MEDIUM_TEST_POSTGRES").ok();
    if url.is_none() {
        assert_ne!(
            std::env::var("CI").as_deref(),
            Ok("true"),
            "MEDIUM_TEST_POSTGRES must be the URL of a PostgreSQL server: .ci/with-postgres starts one"
        );
        eprintln!("skipped: MEDIUM_TEST_POSTGRES is not set (.ci/with-postgres starts one)");
    }
    url
}

impl TestStore {
    pub(crate) async fn sqlite() -> Self {
        Self::new(Engine::Sqlite).await.unwrap()
    }

    /// Returns `None` if the engine is not available.
    pub(crate) async fn new(engine: Engine) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let (url_text, schema) = match engine {
            Engine::Sqlite => {
                let file = folder.path().join("store.db");
                (format!("sqlite:{}", file.display()), None)
            }
            Engine::Postgres => {
                let server = postgres()?;
                // A schema per test in one database, which is faster than a database per test.
                let name = format!("test_{:032x}", Lease::random().owner);
                let separator = if server.contains('?') { '&' } else { '?' };
                let url = format!("{server}{separator}options[search_path]={name}");
                (url, Some((server, name)))
            }
        };
        let test = Self {
            engine,
            folder,
            url_text,
            schema,
        };
        test.administer("CREATE SCHEMA", "").await;
        Some(test)
    }

    pub(crate) fn url(&self) -> StoreUrl {
        self.url_text.parse().unwrap()
    }

    /// Opens the store with a provided key.
    pub(crate) async fn store(&self) -> Store {
        self.open(Keys::provided(key('a'))).await
    }

    pub(crate) async fn open(&self, keys: Keys) -> Store {
        Store::open(&self.url(), keys).await.unwrap()
    }

    /// Executes statements, as an attacker or a newer program could.
    pub(crate) async fn execute(&self, sql: &str) {
        match self.engine {
            Engine::Sqlite => {
                let mut connection = self.connect_sqlite().await;
                sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
            Engine::Postgres => {
                let mut connection = self.connect_postgres().await;
                sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            }
        }
    }

    /// Returns the first column of a query.
    pub(crate) async fn bytes(&self, sql: &str) -> Vec<Vec<u8>> {
        match self.engine {
            Engine::Sqlite => {
                let mut connection = self.connect_sqlite().await;
                let rows = sqlx::query(sql).fetch_all(&mut connection).await;
                connection.close().await.unwrap();
                rows.unwrap().iter().map(|row| row.get(0)).collect()
            }
            Engine::Postgres => {
                let rows = sqlx::query(sql)
                    .fetch_all(&mut self.connect_postgres().await)
                    .await;
                rows.unwrap().iter().map(|row| row.get(0)).collect()
            }
        }
    }

    /// Opens a connection without this crate.
    pub(crate) async fn connect_sqlite(&self) -> SqliteConnection {
        SqliteConnection::connect(&self.url_text).await.unwrap()
    }

    async fn connect_postgres(&self) -> PgConnection {
        PgConnection::connect(&self.url_text).await.unwrap()
    }

    async fn administer(&self, before: &str, after: &str) {
        if let Some((server, schema)) = &self.schema {
            let mut connection = PgConnection::connect(server).await.unwrap();
            let sql = format!("{before} {schema}{after}");
            sqlx::raw_sql(&sql).execute(&mut connection).await.unwrap();
        }
    }

    /// Removes everything.
    pub(crate) async fn end(self) {
        self.administer("DROP SCHEMA", " CASCADE").await;
    }
}

/// Runs each of these tests on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                let test = $crate::support::TestStore::sqlite().await;
                super::$name(&test).await;
                test.end().await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                let test = $crate::support::TestStore::new($crate::support::Engine::Postgres).await;
                if let Some(test) = test {
                    super::$name(&test).await;
                    test.end().await;
                }
            })*
        }
    };
}
