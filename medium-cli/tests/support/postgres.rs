//! A store in PostgreSQL.

use sqlx::{Connection, PgConnection};

/// A schema for one test, in the PostgreSQL that `.ci/with-postgres` starts.
pub(crate) struct Schema {
    /// The URL for `--store`.
    pub(crate) url: String,
    server: String,
    name: String,
}

impl Schema {
    /// Creates a schema. `None` without a server, except in CI, where that fails.
    pub(crate) async fn new() -> Option<Self> {
        let Ok(server) = std::env::var("MEDIUM_TEST_POSTGRES") else {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "no PostgreSQL");
            eprintln!("skipped: .ci/with-postgres starts a PostgreSQL");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let unique = folder.path().file_name().unwrap().to_string_lossy();
        let name: String = unique.bytes().map(|byte| format!("{byte:02x}")).collect();
        let name = format!("test_{name}");
        execute(&server, &format!("CREATE SCHEMA {name}")).await;
        let separator = if server.contains('?') { '&' } else { '?' };
        Some(Self {
            url: format!("{server}{separator}options[search_path]={name}"),
            server,
            name,
        })
    }

    /// Drops the schema.
    pub(crate) async fn drop_schema(self) {
        execute(&self.server, &format!("DROP SCHEMA {} CASCADE", self.name)).await;
    }
}

async fn execute(server: &str, sql: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
}
