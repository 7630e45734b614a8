//! The state file: SQLite, written before an answer goes out.

use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::Bytes;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteLockingMode, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Row as _};
use tokio::sync::{mpsc, oneshot};

use super::records::{Change, Row};

/// The version of the file's layout that this sandbox reads and writes.
const VERSION: i64 = 1;
/// How long to wait for another process to let go of the file.
const BUSY: Duration = Duration::from_secs(1);
/// Changes that are written in one transaction, at most.
const BATCH: usize = 256;

/// Why a state file can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// The file was written by a later sandbox.
    #[error("it is of version {found}, and this sandbox reads version {VERSION}")]
    Version {
        /// The version that the file names.
        found: i64,
    },
    /// SQLite's complaint: the file is none of its own, in use, or out of reach.
    #[error("{0}")]
    Sqlite(#[from] sqlx::Error),
    /// A record that makes no sense.
    #[error("a record in it can't be read: {0}")]
    Record(#[from] serde_json::Error),
}

/// Changes on their way, with where to say that they have arrived. None at all: the file is to be
/// closed.
type Job = (Vec<Change>, oneshot::Sender<bool>);

/// The writing end of a state file.
#[derive(Clone)]
pub(crate) struct Store {
    jobs: mpsc::UnboundedSender<Job>,
}

/// Resolves once changes are on the disk.
pub(crate) struct Saving(oneshot::Receiver<bool>);

impl Saving {
    /// Whether they got there.
    pub(crate) async fn arrived(self) -> bool {
        matches!(self.0.await, Ok(true))
    }
}

impl Store {
    /// Opens a state file, made if need be, and reads all that is in it.
    pub(crate) async fn open(path: &Path) -> Result<(Self, Vec<Row>), StateError> {
        let mut connection = connect(path.to_owned()).await?;
        prepare(&mut connection).await?;
        let select = "SELECT kind, key, body, bytes FROM record ORDER BY position";
        let rows = sqlx::query(select).fetch_all(&mut connection).await?;
        let rows = rows.iter().map(read).collect::<Result<_, _>>()?;
        let (jobs, received) = mpsc::unbounded_channel();
        tokio::spawn(write(connection, received));
        Ok((Self { jobs }, rows))
    }

    /// Has changes written, after all that were handed over before.
    pub(crate) fn save(&self, changes: Vec<Change>) -> Saving {
        let (done, arrived) = oneshot::channel();
        // If the writer is gone, so is `done`, and whoever waits learns it.
        let _ = self.jobs.send((changes, done));
        Saving(arrived)
    }

    /// Closes the file, after all that was handed over before.
    pub(crate) async fn close(&self) {
        self.save(Vec::new()).arrived().await;
    }
}

async fn connect(path: PathBuf) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .busy_timeout(BUSY)
        // One sandbox a file: two would not know of each other's changes.
        .locking_mode(SqliteLockingMode::Exclusive)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await
}

/// Lays out a new file, and turns away one of another version.
async fn prepare(connection: &mut SqliteConnection) -> Result<(), StateError> {
    let found: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await?;
    match found {
        VERSION => Ok(()),
        0 => {
            let layout = "CREATE TABLE record (
                position INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL,
                key TEXT NOT NULL,
                body TEXT NOT NULL,
                bytes BLOB,
                UNIQUE (kind, key)
            )";
            let mut transaction = connection.begin().await?;
            sqlx::query(layout).execute(&mut *transaction).await?;
            sqlx::query("PRAGMA user_version = 1")
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
            Ok(())
        }
        found => Err(StateError::Version { found }),
    }
}

fn read(row: &SqliteRow) -> Result<Row, sqlx::Error> {
    Ok(Row {
        kind: row.try_get("kind")?,
        key: row.try_get("key")?,
        body: row.try_get("body")?,
        bytes: row.try_get::<Option<Vec<u8>>, _>("bytes")?.map(Bytes::from),
    })
}

/// Writes what comes, as much at once as has come, until it is to close or nobody can send.
async fn write(mut connection: SqliteConnection, mut jobs: mpsc::UnboundedReceiver<Job>) {
    let mut batch = Vec::new();
    let mut closing = None;
    while closing.is_none() && jobs.recv_many(&mut batch, BATCH).await > 0 {
        let written = write_batch(&mut connection, &batch).await.is_ok();
        for (changes, done) in batch.drain(..) {
            if changes.is_empty() {
                closing = Some(done);
            } else {
                // Whoever asked may have left.
                let _ = done.send(written);
            }
        }
    }
    // Nothing is lost if this fails: the log beside the file is read at the next start.
    let closed = connection.close().await.is_ok();
    if let Some(done) = closing {
        let _ = done.send(closed);
    }
}

async fn write_batch(connection: &mut SqliteConnection, batch: &[Job]) -> Result<(), sqlx::Error> {
    let mut transaction = connection.begin().await?;
    for change in batch.iter().flat_map(|(changes, _)| changes) {
        match change {
            Change::Put(row) => {
                let put = "INSERT INTO record (kind, key, body, bytes) VALUES (?, ?, ?, ?)
                    ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body, bytes = excluded.bytes";
                sqlx::query(put)
                    .bind(&row.kind)
                    .bind(&row.key)
                    .bind(&row.body)
                    .bind(row.bytes.as_deref())
                    .execute(&mut *transaction)
                    .await?;
            }
            Change::Delete { kind, key } => {
                let delete = "DELETE FROM record WHERE kind = ? AND key = ?";
                sqlx::query(delete)
                    .bind(*kind)
                    .bind(key)
                    .execute(&mut *transaction)
                    .await?;
            }
            Change::Clear => {
                sqlx::query("DELETE FROM record")
                    .execute(&mut *transaction)
                    .await?;
            }
        }
    }
    transaction.commit().await
}
