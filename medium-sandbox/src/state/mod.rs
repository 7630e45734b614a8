//! What a sandbox remembers and how it was set up.

mod account;
pub(crate) mod credentials;
mod model;
pub(crate) mod publishing;
mod sessions;
mod world;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use model::{
    Application, ContentFormat, Image, Post, Publication, PublishStatus, Scope, User, Variant,
};
pub(crate) use world::World;

use crate::clock::Clock;
use crate::faults::switchboard::Switchboard;
use crate::log::RequestLog;
use credentials::TokenPolicy;

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
    world: Arc<Mutex<World>>,
}

impl State {
    pub(crate) fn new(settings: Settings, world: World) -> Self {
        Self {
            settings: Arc::new(settings),
            log: Arc::default(),
            faults: Switchboard::default(),
            initial: Arc::new(world.clone()),
            world: Arc::new(Mutex::new(world)),
        }
    }

    /// The records. Never held across an await: each use is a few lookups or one change.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        // A panic in a route is that route's failure; the others go on.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything as it was at the start.
    pub(crate) async fn reset(&self) {
        *self.world() = World::clone(&self.initial);
        self.settings.clock.reset();
        self.log.clear();
        self.faults.clear().await;
    }

    pub(crate) fn now(&self) -> i64 {
        self.settings.clock.now_ms()
    }
}
