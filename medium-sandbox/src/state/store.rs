//! The state file: SQLite, written before a response goes out.

use std::path::Path;

use axum::body::Bytes;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row as _};
use tokio::sync::{mpsc, oneshot};

use super::layout::{self, StateError};
use super::records::{Change, Row};

/// Changes that are written in one transaction, at most.
const BATCH: usize = 256;

/// What the writer is asked for, and where it responds.
enum Job {
    /// Write these, after all that was handed over before. None at all: just say when that is so.
    Save(Vec<Change>, oneshot::Sender<bool>),
    /// Close the file.
    Close(oneshot::Sender<bool>),
}

/// The writing end of a state file.
#[derive(Clone)]
pub(crate) struct Store {
    jobs: mpsc::UnboundedSender<Job>,
}

/// Resolves once changes are on the disk, and all that came before them.
pub(crate) struct Saving(oneshot::Receiver<bool>);

impl Saving {
    /// Whether they got there.
    pub(crate) async fn arrived(self) -> Result<(), StateError> {
        match self.0.await {
            Ok(true) => Ok(()),
            _ => Err(StateError::Unwritable),
        }
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

    /// Has changes written. Even none are worth waiting for: what was read may not be safe yet.
    pub(crate) fn save(&self, changes: Vec<Change>) -> Saving {
        self.ask(|done| Job::Save(changes, done))
    }

    /// Closes the file, after all that was handed over before.
    pub(crate) fn close(&self) -> Saving {
        self.ask(Job::Close)
    }

    fn ask(&self, job: impl FnOnce(oneshot::Sender<bool>) -> Job) -> Saving {
        let (done, arrived) = oneshot::channel();
        // If the writer is gone, so is `done`, and whoever waits learns it.
        let _ = self.jobs.send(job(done));
        Saving(arrived)
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

/// Writes what comes, as much at once as has come, until it is to close or nobody can send. What
/// could not be written is tried again before what comes next: the file never has a gap.
async fn write(mut connection: SqliteConnection, mut jobs: mpsc::UnboundedReceiver<Job>) {
    let (mut batch, mut unwritten, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
    let mut closing = None;
    while closing.is_none() && jobs.recv_many(&mut batch, BATCH).await > 0 {
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
            // The caller may have closed the connection.
            let _ = done.send(written);
        }
    }
    // Nothing is lost if this fails: the log beside the file is read at the next start.
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
