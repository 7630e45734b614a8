//! What a sandbox remembers and how it was set up.

mod account;
pub(crate) mod credentials;
mod layout;
mod model;
pub(crate) mod publishing;
mod records;
mod sessions;
mod store;
mod table;
mod world;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use layout::StateError;
pub use model::{
    Application, ContentFormat, Image, Post, Publication, PublishStatus, Scope, User, Variant,
};
pub(crate) use store::Store;
pub(crate) use world::{Start, World};

use crate::clock::Clock;
use crate::error::ApiError;
use crate::faults::switchboard::Switchboard;
use crate::log::RequestLog;
use credentials::TokenPolicy;
use records::Change;
use store::Saving;

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

/// The handle that every route holds.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) settings: Arc<Settings>,
    pub(crate) log: Arc<RequestLog>,
    pub(crate) faults: Switchboard,
    initial: Arc<World>,
    /// Where changes are kept, if they are.
    store: Option<Store>,
    world: Arc<Mutex<World>>,
}

impl State {
    pub(crate) fn new(
        settings: Settings,
        world: World,
        initial: World,
        store: Option<Store>,
    ) -> Self {
        Self {
            settings: Arc::new(settings),
            log: Arc::default(),
            faults: Switchboard::default(),
            initial: Arc::new(initial),
            store,
            world: Arc::new(Mutex::new(world)),
        }
    }

    /// The records. Never held across an await: each use is a few lookups or one change.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        // A panic in a route is that route's failure; the others go on.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the records and returns once the change is safe.
    pub(crate) async fn change<R>(&self, by: impl FnOnce(&mut World) -> R) -> Result<R, ApiError> {
        let (result, saving) = {
            let mut world = self.world();
            let result = by(&mut world);
            (result, self.save(&mut world)?)
        };
        let saved = match saving {
            Some(saving) => saving.arrived().await,
            None => true,
        };
        if saved {
            Ok(result)
        } else {
            Err(ApiError::unsaved())
        }
    }

    /// Changes the records; the change is written soon.
    pub(crate) fn change_soon<R>(&self, by: impl FnOnce(&mut World) -> R) -> R {
        let mut world = self.world();
        let result = by(&mut world);
        // Nobody waits for it: the next change that fails to be written tells.
        let _ = self.save(&mut world);
        result
    }

    /// Hands over what has changed, in the order in which it changed: the lock is held.
    fn save(&self, world: &mut World) -> Result<Option<Saving>, ApiError> {
        let Some(store) = &self.store else {
            world.forget_changes();
            return Ok(None);
        };
        let changes = world.take_changes().map_err(|_| ApiError::unsaved())?;
        Ok((!changes.is_empty()).then(|| store.save(changes)))
    }

    /// Closes the state file.
    pub(crate) async fn close(&self) {
        if let Some(store) = &self.store {
            store.close().await;
        }
    }

    /// Everything as it was at the start.
    pub(crate) async fn reset(&self) {
        let saving = {
            let mut world = self.world();
            *world = World::clone(&self.initial);
            world.touch_all();
            let mut changes = vec![Change::Clear];
            changes.extend(world.take_changes().unwrap_or_default());
            self.store.as_ref().map(|store| store.save(changes))
        };
        if let Some(saving) = saving {
            saving.arrived().await;
        }
        self.settings.clock.reset();
        self.log.clear();
        self.faults.clear().await;
    }

    pub(crate) fn now(&self) -> i64 {
        self.settings.clock.now_ms()
    }
}
