//! The state file: an SQLite database that is written before a response is sent.

use std::path::Path;

use axum::body::Bytes;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row as _};
use tokio::sync::{mpsc, oneshot};

use super::error::StateError;
use super::rows::{Change, Row};
use super::schema;

/// The maximum number of jobs in one transaction.
const MAX_BATCH: usize = 256;

/// A job for the writer task, with the channel for its result.
enum Job {
    /// Write these changes, after all earlier ones. An empty list waits for the earlier ones.
    Save(Vec<Change>, oneshot::Sender<bool>),
    /// Close the file.
    Close(oneshot::Sender<bool>),
}

/// A handle to the task that writes the state file.
#[derive(Clone)]
pub(crate) struct StateFile {
    jobs: mpsc::UnboundedSender<Job>,
}

/// Resolves once changes are on disk, together with all earlier ones.
pub(crate) struct Saving(oneshot::Receiver<bool>);

impl Saving {
    /// Waits until the changes are on disk.
    pub(crate) async fn done(self) -> Result<(), StateError> {
        match self.0.await {
            Ok(true) => Ok(()),
            _ => Err(StateError::Unwritable),
        }
    }
}

impl StateFile {
    /// Opens a state file, or creates it, and reads all rows.
    pub(crate) async fn open(path: &Path) -> Result<(Self, Vec<Row>), StateError> {
        let mut connection = schema::open(path).await?;
        let select = "SELECT kind, key, body, bytes FROM record ORDER BY position";
        let rows = sqlx::query(select).fetch_all(&mut connection).await?;
        let rows = rows.iter().map(read).collect::<Result<_, _>>()?;
        let (jobs, received) = mpsc::unbounded_channel();
        tokio::spawn(write(connection, received));
        Ok((Self { jobs }, rows))
    }

    /// Queues changes. The returned [`Saving`] also waits for earlier changes, so awaiting it is useful
    /// even if `changes` is empty.
    pub(crate) fn save(&self, changes: Vec<Change>) -> Saving {
        self.send(|done| Job::Save(changes, done))
    }

    /// Closes the file, after all earlier changes.
    pub(crate) fn close(&self) -> Saving {
        self.send(Job::Close)
    }

    fn send(&self, job: impl FnOnce(oneshot::Sender<bool>) -> Job) -> Saving {
        let (done, result) = oneshot::channel();
        // If the writer has ended, `done` is dropped, and `Saving` returns an error.
        let _ = self.jobs.send(job(done));
        Saving(result)
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

/// Writes queued jobs in batches, until the file is to be closed or all handles are dropped. Changes
/// that could not be written are tried again before later ones, so the file never has a gap.
async fn write(mut connection: SqliteConnection, mut jobs: mpsc::UnboundedReceiver<Job>) {
    let (mut batch, mut unwritten, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
    let mut closing = None;
    while closing.is_none() && jobs.recv_many(&mut batch, MAX_BATCH).await > 0 {
        for job in batch.drain(..) {
            match job {
                Job::Save(changes, done) => {
                    unwritten.extend(changes);
                    waiting.push(done);
                }
                Job::Close(done) => closing = Some(done),
            }
        }
        let written = write_all(&mut connection, &unwritten).await.is_ok();
        if written {
            unwritten.clear();
        }
        for done in waiting.drain(..) {
            // The caller may have gone.
            let _ = done.send(written);
        }
    }
    // Nothing is lost if this fails: the next start reads the write-ahead log.
    let closed = connection.close().await.is_ok();
    if let Some(done) = closing {
        let _ = done.send(closed && unwritten.is_empty());
    }
}

async fn write_all(
    connection: &mut SqliteConnection,
    changes: &[Change],
) -> Result<(), sqlx::Error> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut transaction = connection.begin().await?;
    for change in changes {
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
