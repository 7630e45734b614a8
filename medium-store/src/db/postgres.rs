//! PostgreSQL: a server that several machines share.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};
use tokio::time::timeout;

use crate::Error;
use crate::error::one_line;

/// The time limit for connecting.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

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
    let unreachable = |problem| Error::Unreachable {
        server: address(server),
        problem,
    };
    let failed = |error: sqlx::Error| unreachable(one_line(&error));
    // A pool would retry for 30 seconds, and then not say why.
    let first = timeout(CONNECT_TIMEOUT, PgConnection::connect_with(&options)).await;
    let connection =
        first.map_err(|_| unreachable(format!("no response within {CONNECT_TIMEOUT:?}")))?;
    let closed = connection.map_err(failed)?.close();
    closed.await.map_err(failed)?;
    Ok(PgPoolOptions::new()
        .max_connections(connections)
        .connect_lazy_with(options))
}

fn address(server: &PgConnectOptions) -> String {
    match server.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", server.get_host(), server.get_port()),
    }
}
