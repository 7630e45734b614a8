//! What a sandbox remembers and how it was set up.

mod account;
pub(crate) mod credentials;
mod layout;
mod model;
mod private;
pub(crate) mod publishing;
mod records;
mod sessions;
mod store;
mod table;
mod world;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use layout::StateError;
pub use model::{
    Application, ContentFormat, Image, Post, PostSource, Publication, PublishStatus, Scope, User,
    Variant,
};
pub(crate) use store::Store;
pub(crate) use world::{Start, World};

use crate::Seed;
use crate::clock::Clock;
use crate::faults::switchboard::Switchboard;
use crate::faults::{Fault, Target, Times};
use crate::log::RequestLog;
use crate::seed::SeedError;
use credentials::TokenPolicy;
use records::Change;
use store::Saving;

/// Why a seed did not take the place of what a sandbox holds.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RestoreError {
    #[error(transparent)]
    Seed(#[from] SeedError),
    #[error(transparent)]
    State(#[from] StateError),
}

/// How a sandbox was set up. Does not change while it runs.
pub(crate) struct Settings {
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub(crate) origin: String,
    pub(crate) variant: Variant,
    pub(crate) rate_limit: bool,
    pub(crate) tokens: TokenPolicy,
    pub(crate) max_image_bytes: usize,
    pub(crate) clock: Clock,
}

/// What a sandbox started with, and goes back to.
pub(crate) struct Beginning {
    pub(crate) world: World,
    pub(crate) faults: Vec<(Target, Fault, Times)>,
    /// How far its clock was ahead.
    pub(crate) ahead: Duration,
}

/// The handle that every route holds.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) settings: Arc<Settings>,
    pub(crate) log: Arc<RequestLog>,
    pub(crate) faults: Switchboard,
    beginning: Arc<Beginning>,
    /// Where changes are kept, if they are.
    store: Option<Store>,
    world: Arc<Mutex<World>>,
}

impl State {
    pub(crate) fn new(
        settings: Settings,
        world: World,
        beginning: Beginning,
        store: Option<Store>,
    ) -> Self {
        Self {
            settings: Arc::new(settings),
            log: Arc::default(),
            faults: Switchboard::default(),
            beginning: Arc::new(beginning),
            store,
            world: Arc::new(Mutex::new(world)),
        }
    }

    /// The records. Never held across an await: each use is a few lookups or one change.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        // A panic in a route is that route's failure; the others go on.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the records and returns once the change is safe, and all that it built on.
    pub(crate) async fn change<R>(
        &self,
        by: impl FnOnce(&mut World) -> R,
    ) -> Result<R, StateError> {
        let (result, saving) = {
            let mut world = self.world();
            let result = by(&mut world);
            (result, self.save(&mut world)?)
        };
        if let Some(saving) = saving {
            saving.arrived().await?;
        }
        Ok(result)
    }

    /// Hands over what has changed, in the order in which it changed: the lock is held.
    fn save(&self, world: &mut World) -> Result<Option<Saving>, StateError> {
        let Some(store) = &self.store else {
            world.forget_changes();
            return Ok(None);
        };
        Ok(Some(store.save(world.take_changes()?)))
    }

    /// Closes the state file.
    pub(crate) async fn close(&self) {
        if let Some(store) = &self.store {
            // Whatever was acknowledged is in it already.
            let _ = store.close().arrived().await;
        }
    }

    /// Has the faults in force that were so at the start.
    pub(crate) async fn begin_faults(&self) {
        for (target, fault, times) in &self.beginning.faults {
            self.faults.inject(target.clone(), *fault, *times).await;
        }
    }

    /// Everything as it was at the start.
    pub(crate) async fn reset(&self) -> Result<(), StateError> {
        let Beginning { world, ahead, .. } = &*self.beginning;
        self.replace(world.clone(), *ahead).await?;
        self.begin_faults().await;
        Ok(())
    }

    /// Everything as a seed has it.
    pub(crate) async fn restore(&self, seed: &Seed) -> Result<(), RestoreError> {
        let faults = seed.faults()?;
        let mut world = seed.world(&self.settings)?;
        world.keep_beginning(&self.beginning.world, seed);
        let ahead = seed.0.clock.unwrap_or_default().ahead_seconds;
        self.replace(world, Duration::from_secs(ahead)).await?;
        for (target, fault, times) in faults {
            self.faults.inject(target, fault, times).await;
        }
        Ok(())
    }

    /// Another world, without faults, and with no list of requests.
    async fn replace(&self, other: World, ahead: Duration) -> Result<(), StateError> {
        let saving = {
            let mut world = self.world();
            *world = other;
            world.touch_all();
            let mut changes = vec![Change::Clear];
            changes.extend(world.take_changes()?);
            self.store.as_ref().map(|store| store.save(changes))
        };
        self.settings.clock.reset();
        self.settings.clock.advance(ahead);
        self.log.clear();
        self.faults.clear().await;
        match saving {
            Some(saving) => saving.arrived().await,
            None => Ok(()),
        }
    }

    pub(crate) fn now(&self) -> i64 {
        self.settings.clock.now_ms()
    }
}

#[cfg(test)]
impl State {
    /// An empty world without a state file.
    pub(crate) fn for_tests() -> Self {
        let settings = Settings {
            origin: "http://127.0.0.1:4000".to_owned(),
            variant: Variant::Observed,
            rate_limit: true,
            tokens: TokenPolicy {
                lifetime_ms: 1,
                rotate: false,
            },
            max_image_bytes: 1_000,
            clock: Clock::default(),
        };
        let beginning = Beginning {
            world: World::default(),
            faults: Vec::new(),
            ahead: Duration::ZERO,
        };
        Self::new(settings, World::default(), beginning, None)
    }
}
