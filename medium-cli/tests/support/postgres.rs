//! A store in PostgreSQL, which several machines can share.

use sqlx::{Connection, PgConnection};

/// A schema of its own for one test, in the PostgreSQL that `.ci/with-postgres` starts.
pub(crate) struct Schema {
    /// As `--store` takes it.
    pub(crate) address: String,
    server: String,
    name: String,
}

impl Schema {
    /// `None` where there is no server, which a machine that checks everything must not do without.
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
            address: format!("{server}{separator}options[search_path]={name}"),
            server,
            name,
        })
    }

    /// Leaves nothing behind.
    pub(crate) async fn end(self) {
        execute(&self.server, &format!("DROP SCHEMA {} CASCADE", self.name)).await;
    }
}

async fn execute(server: &str, sql: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
}
