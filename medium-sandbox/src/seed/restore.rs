//! Replaces the content of a running sandbox with a seed.

use std::time::Duration;

use super::error::SeedError;
use super::parse::Seed;
use crate::StateError;
use crate::state::{AppState, Database, StartInfo};

/// Why a seed was not restored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RestoreError {
    #[error(transparent)]
    Seed(#[from] SeedError),
    #[error(transparent)]
    State(#[from] StateError),
}

impl Seed {
    /// Replaces everything in `state`. Nothing changes if the seed is invalid.
    pub(crate) async fn restore(&self, state: &AppState) -> Result<(), RestoreError> {
        let faults = self.faults()?;
        let mut db = self.database(&state.settings)?;
        self.keep_start(&mut db, state.initial_database());
        let ahead = self.0.clock.unwrap_or_default().ahead_seconds;
        state.replace(db, Duration::from_secs(ahead)).await?;
        for (scope, fault, times) in faults {
            state.faults.inject(scope, fault, times).await;
        }
        Ok(())
    }

    /// Copies the origin from `initial`, and the token and the application if the seed has none.
    fn keep_start(&self, db: &mut Database, initial: &Database) {
        let Some(mut start) = initial.start.get(StartInfo::KEY).cloned() else {
            return;
        };
        if self.0.tokens.is_none()
            && let Some(access) = initial.access_tokens.get(&start.token)
            && db.users.contains(&access.user_id)
        {
            db.access_tokens.insert(start.token.clone(), access.clone());
        }
        if self.0.applications.is_none()
            && let Some(application) = initial.applications.get(&start.client_id)
        {
            let client_id = start.client_id.clone();
            db.applications.insert(client_id, application.clone());
        }
        let origins = self.0.origins.iter();
        let former = origins.filter(|origin| **origin != start.origin);
        start.former.extend(former.cloned());
        db.start.insert(StartInfo::KEY.to_owned(), start);
    }
}
