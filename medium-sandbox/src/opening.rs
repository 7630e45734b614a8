//! What a sandbox starts with: its seed, and what a state file remembers.

use std::path::PathBuf;
use std::time::Duration;

use crate::faults::{Fault, Target, Times};
use crate::state::credentials::Grant;
use crate::state::{Application, Beginning, Settings, Start, State, StateError, Store, World};
use crate::{Seed, StartError, document, ids};

/// The callback of the ready-made application.
const REDIRECT_URI: &str = "http://127.0.0.1:8585/callback";

/// What was asked for. What was not is as the state file has it, or made up.
pub(crate) struct Wishes {
    pub(crate) state: Option<PathBuf>,
    pub(crate) seed: Seed,
    pub(crate) faults: Vec<(Target, Fault, Times)>,
    pub(crate) token: Option<String>,
    pub(crate) client: Option<(String, String)>,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) extended: bool,
}

/// A sandbox that can start to listen.
pub(crate) struct Opened {
    pub(crate) state: State,
    pub(crate) token: String,
    pub(crate) application: Application,
    /// Whether it goes on with what a state file holds.
    pub(crate) resumed: bool,
}

/// What the state file remembers, where it remembers anything.
struct Remembered {
    world: World,
    store: Option<Store>,
}

/// Brings up the world, and saves what is new in it.
pub(crate) async fn open(settings: Settings, wishes: Wishes) -> Result<Opened, StartError> {
    // Preparing it takes a moment, which the first call should not have to wait for.
    tokio::task::spawn_blocking(|| document::medium().contract());
    let ahead = Duration::from_secs(wishes.seed.0.clock.unwrap_or_default().ahead_seconds);
    settings.clock.advance(ahead);
    let seeded = wishes.seed.world(&settings)?;
    let faults = [wishes.faults.clone(), wishes.seed.faults()?].concat();
    let unusable = |source| StartError::State {
        path: wishes.state.clone().unwrap_or_default(),
        source,
    };
    let Remembered { world, store } = remembered(&wishes).await.map_err(unusable)?;
    let before = world.start.get(Start::KEY).cloned();
    let application = application(&seeded, &world, &wishes, before.as_ref());
    let start = start(&seeded, &wishes, before.as_ref(), &application, &settings);
    let (token, resumes) = (start.token.clone(), before.is_some());
    let initial = initial(seeded, &start, &application, settings.clock.now_ms());
    let world = match before {
        None => with_all_touched(&initial),
        Some(before) => resumed(world, &initial, &wishes, &application, (start, before)),
    };
    let beginning = Beginning {
        world: initial,
        faults,
        ahead,
    };
    let state = State::new(settings, world, beginning, store);
    // A file that can't be written is better known now than at the first post.
    state.change(|_| ()).await.map_err(unusable)?;
    Ok(Opened {
        state,
        token,
        application,
        resumed: resumes,
    })
}

/// What it is reached by, now and before.
fn start(
    seeded: &World,
    wishes: &Wishes,
    before: Option<&Start>,
    application: &Application,
    settings: &Settings,
) -> Start {
    Start {
        token: token(seeded, wishes, before),
        client_id: application.client_id.clone(),
        origin: settings.origin.clone(),
        former: former_origins(before, &wishes.seed, &settings.origin),
    }
}

async fn remembered(wishes: &Wishes) -> Result<Remembered, StateError> {
    let mut world = World::default();
    let Some(path) = &wishes.state else {
        return Ok(Remembered { world, store: None });
    };
    let (store, rows) = Store::open(path).await?;
    for row in rows {
        world.load(row)?;
    }
    Ok(Remembered {
        world,
        store: Some(store),
    })
}

/// Where it listened before, unless it does so now.
fn former_origins(before: Option<&Start>, seed: &Seed, now: &str) -> Vec<String> {
    let mut origins = before.map(Start::origins).unwrap_or_default();
    origins.extend(seed.0.origins.iter().cloned());
    origins.retain(|origin| origin != now);
    origins
}

/// The token that is printed: the one asked for, the one remembered, the first user's of the seed,
/// or a new one.
fn token(seeded: &World, wishes: &Wishes, before: Option<&Start>) -> String {
    let first = seeded.users.values().next();
    let theirs = first.and_then(|user| seeded.first_integration_token(&user.id));
    let known = wishes.token.clone();
    known
        .or_else(|| before.map(|start| start.token.clone()))
        .or_else(|| theirs.cloned())
        .unwrap_or_else(|| ids::random_hex(32))
}

/// The ready-made application: the one asked for, the one remembered, the first of the seed, or a
/// new one.
fn application(
    seeded: &World,
    remembered: &World,
    wishes: &Wishes,
    before: Option<&Start>,
) -> Application {
    let known = before.and_then(|start| remembered.applications.get(&start.client_id));
    let known = known.or_else(|| seeded.applications.values().next());
    let mut application = match (&wishes.client, known) {
        (None, Some(known)) => known.clone(),
        (client, _) => new_application(seeded, client.clone(), wishes.extended),
    };
    if let Some(uri) = &wishes.redirect_uri {
        application.redirect_uris = vec![uri.clone()];
    }
    application
}

fn new_application(
    seeded: &World,
    client: Option<(String, String)>,
    extended: bool,
) -> Application {
    let owner = seeded.users.values().next();
    let made_up = || (ids::random_hex(6), ids::random_hex(20));
    let (client_id, client_secret) = client.unwrap_or_else(made_up);
    Application {
        client_id,
        client_secret,
        name: "Demo application".to_owned(),
        description: "Comes with the sandbox.".to_owned(),
        redirect_uris: vec![REDIRECT_URI.to_owned()],
        extended,
        owner_id: owner.map(|user| user.id.clone()).unwrap_or_default(),
    }
}

/// The world of a new sandbox, and of one that is reset.
fn initial(mut world: World, start: &Start, application: &Application, now: i64) -> World {
    if !world.access_tokens.contains(&start.token) {
        let owner_id = application.owner_id.clone();
        let grant = Grant::integration(owner_id, "Comes with the sandbox".to_owned(), now);
        world.access_tokens.insert(start.token.clone(), grant);
    }
    world
        .applications
        .insert(application.client_id.clone(), application.clone());
    world.start.insert(Start::KEY.to_owned(), start.clone());
    world
}

fn with_all_touched(initial: &World) -> World {
    let mut world = initial.clone();
    world.touch_all();
    world
}

/// A world that is remembered, with what was asked for. A token that its user has revoked stays
/// revoked unless it was asked for by name.
fn resumed(
    mut world: World,
    initial: &World,
    wishes: &Wishes,
    application: &Application,
    (start, before): (Start, Start),
) -> World {
    // Files of earlier sandboxes have no people in them: they were the same everywhere.
    if world.users.is_empty() {
        world.users = initial.users.clone();
        world.publications = initial.publications.clone();
        world.users.touch_all();
        world.publications.touch_all();
    }
    if wishes.token.is_some()
        && !world.access_tokens.contains(&start.token)
        && let Some(grant) = initial.access_tokens.get(&start.token)
    {
        world
            .access_tokens
            .insert(start.token.clone(), grant.clone());
    }
    world
        .applications
        .insert(application.client_id.clone(), application.clone());
    world.move_to(&before.origin, &start.origin);
    world.start.insert(Start::KEY.to_owned(), start);
    world
}
