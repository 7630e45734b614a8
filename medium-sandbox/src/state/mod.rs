//! The state of a sandbox: its settings, database, faults and request log.

mod account;
pub(crate) mod credentials;
mod database;
pub(crate) mod entities;
mod error;
mod permissions;
pub(crate) mod publishing;
mod rows;
mod schema;
mod sessions;
mod settings;
mod state_file;
mod table;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;

pub(crate) use database::Database;
pub(crate) use entities::StartInfo;
pub use error::StateError;
pub(crate) use settings::Settings;
pub(crate) use state_file::StateFile;

use crate::api_error::{ApiError, UNSPECIFIC};
use crate::faults::injector::FaultInjector;
use crate::faults::{Fault, FaultScope, Times};
use crate::log::RequestLog;
use rows::Change;
use state_file::Saving;

/// The state that a reset returns to.
pub(crate) struct InitialState {
    pub(crate) db: Database,
    pub(crate) faults: Vec<(FaultScope, Fault, Times)>,
    /// How far its clock is ahead.
    pub(crate) ahead: Duration,
}

/// The state that every route receives. Clones share it.
#[derive(Clone)]
pub(crate) struct AppState {
    pub(crate) settings: Arc<Settings>,
    pub(crate) log: Arc<RequestLog>,
    pub(crate) faults: FaultInjector,
    initial: Arc<InitialState>,
    /// `None` if everything is in memory only.
    file: Option<StateFile>,
    db: Arc<Mutex<Database>>,
}

impl AppState {
    pub(crate) fn new(
        settings: Settings,
        db: Database,
        initial: InitialState,
        file: Option<StateFile>,
    ) -> Self {
        Self {
            settings: Arc::new(settings),
            log: Arc::default(),
            faults: FaultInjector::default(),
            initial: Arc::new(initial),
            file,
            db: Arc::new(Mutex::new(db)),
        }
    }

    /// Locks the database. Don't hold it across an await.
    pub(crate) fn db(&self) -> MutexGuard<'_, Database> {
        // If a route panicked, only its own request fails.
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies a change. Returns once it is on disk, together with all changes before it.
    pub(crate) async fn change<R>(
        &self,
        change: impl FnOnce(&mut Database) -> R,
    ) -> Result<R, StateError> {
        let (result, saving) = {
            let mut db = self.db();
            let result = change(&mut db);
            (result, self.save(&mut db)?)
        };
        if let Some(saving) = saving {
            saving.done().await?;
        }
        Ok(result)
    }

    /// Queues the changes for the state file. They are in order, since the caller locked the database.
    fn save(&self, db: &mut Database) -> Result<Option<Saving>, StateError> {
        let Some(file) = &self.file else {
            db.discard_changes();
            return Ok(None);
        };
        Ok(Some(file.save(db.take_changes()?)))
    }

    /// Closes the state file.
    pub(crate) async fn close(&self) {
        if let Some(file) = &self.file {
            // Every acknowledged change is in the file already.
            let _ = file.close().done().await;
        }
    }

    /// Returns the database as it was at the start.
    pub(crate) fn initial_database(&self) -> &Database {
        &self.initial.db
    }

    /// Injects the faults that apply from the start.
    pub(crate) async fn inject_initial_faults(&self) {
        for (scope, fault, times) in &self.initial.faults {
            self.faults.inject(scope.clone(), *fault, *times).await;
        }
    }

    /// Returns to the initial state.
    pub(crate) async fn reset(&self) -> Result<(), StateError> {
        let InitialState { db, ahead, .. } = &*self.initial;
        self.replace(db.clone(), *ahead).await?;
        self.inject_initial_faults().await;
        Ok(())
    }

    /// Replaces the database, ends all faults and clears the request log.
    pub(crate) async fn replace(&self, new: Database, ahead: Duration) -> Result<(), StateError> {
        let saving = {
            let mut db = self.db();
            *db = new;
            db.mark_all_changed();
            let mut changes = vec![Change::Clear];
            changes.extend(db.take_changes()?);
            self.file.as_ref().map(|file| file.save(changes))
        };
        self.settings.clock.reset();
        self.settings.clock.advance(ahead);
        self.log.clear();
        self.faults.clear().await;
        match saving {
            Some(saving) => saving.done().await,
            None => Ok(()),
        }
    }

    pub(crate) fn now(&self) -> i64 {
        self.settings.clock.now_ms()
    }
}

/// Not an error of Medium's: the message is for the user of the sandbox.
impl From<StateError> for ApiError {
    fn from(error: StateError) -> Self {
        let message = format!("The sandbox could not save its state: {error}.");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, UNSPECIFIC, message)
    }
}

#[cfg(test)]
impl AppState {
    /// Returns the state of a sandbox with an empty database and without a state file.
    pub(crate) fn for_tests() -> Self {
        let initial = InitialState {
            db: Database::default(),
            faults: Vec::new(),
            ahead: Duration::ZERO,
        };
        Self::new(Settings::default(), Database::default(), initial, None)
    }
}
