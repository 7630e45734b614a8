//! The state file: SQLite, written before an answer goes out.

use std::path::Path;

use axum::body::Bytes;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row as _};
use tokio::sync::{mpsc, oneshot};

use super::layout::{self, StateError};
use super::records::{Change, Row};

/// Changes that are written in one transaction, at most.
const BATCH: usize = 256;

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
        let mut connection = layout::open(path).await?;
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
