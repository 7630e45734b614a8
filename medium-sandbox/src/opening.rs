//! What a sandbox starts with: the demo people, and what a state file remembers.

use std::path::PathBuf;

use crate::state::credentials::Grant;
use crate::state::{Application, Settings, Start, State, StateError, Store, World};
use crate::{document, ids};

/// The callback of the ready-made application.
const REDIRECT_URI: &str = "http://127.0.0.1:8585/callback";

/// What was asked for. What was not is as the state file has it, or made up.
pub(crate) struct Wishes {
    pub(crate) state: Option<PathBuf>,
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
}

/// Brings up the world, and saves what is new in it.
pub(crate) async fn open(settings: Settings, wishes: Wishes) -> Result<Opened, StateError> {
    // Reading the document takes a moment, which the first call should not have to wait for.
    tokio::task::spawn_blocking(document::contract);
    let mut remembered = World::populated();
    let mut fresh = true;
    let mut store = None;
    if let Some(path) = &wishes.state {
        let (opened, rows) = Store::open(path).await?;
        fresh = rows.is_empty();
        for row in rows {
            remembered.load(row)?;
        }
        store = Some(opened);
    }
    let before = remembered.start.get(Start::KEY).cloned();
    let token = wishes
        .token
        .clone()
        .or_else(|| before.as_ref().map(|start| start.token.clone()))
        .unwrap_or_else(|| ids::random_hex(32));
    let known = before
        .as_ref()
        .and_then(|start| remembered.applications.get(&start.client_id));
    let application = application(&remembered, &wishes, known);
    let start = Start {
        token: token.clone(),
        client_id: application.client_id.clone(),
        origin: settings.origin.clone(),
        former: former_origins(before.as_ref(), &settings.origin),
    };
    let now = settings.clock.now_ms();
    let initial = initial(&start, &application, now);
    let mut world = if fresh { initial.clone() } else { remembered };
    if fresh {
        world.touch_all();
    } else {
        resume(&mut world, &wishes, &application, start, now);
    }
    if let Some(before) = before {
        world.move_to(&before.origin, &settings.origin);
    }
    let state = State::new(settings, world, initial, store);
    // A file that can't be written is better known now than at the first post.
    state.change(|_| ()).await?;
    Ok(Opened {
        state,
        token,
        application,
    })
}

/// Where it answered before, unless it does so now.
fn former_origins(before: Option<&Start>, now: &str) -> Vec<String> {
    let mut origins = before.map(Start::origins).unwrap_or_default();
    origins.retain(|origin| origin != now);
    origins
}

/// The ready-made application: the one asked for, the one remembered, or a new one.
fn application(world: &World, wishes: &Wishes, known: Option<&Application>) -> Application {
    let owner_id = world
        .users
        .first()
        .map(|user| user.id.clone())
        .unwrap_or_default();
    let mut application = match (&wishes.client, known) {
        (None, Some(known)) => known.clone(),
        (client, _) => {
            let made_up = || (ids::random_hex(6), ids::random_hex(20));
            let (client_id, client_secret) = client.clone().unwrap_or_else(made_up);
            Application {
                client_id,
                client_secret,
                name: "Demo application".to_owned(),
                description: "Comes with the sandbox.".to_owned(),
                redirect_uris: vec![REDIRECT_URI.to_owned()],
                extended: wishes.extended,
                owner_id,
            }
        }
    };
    if let Some(uri) = &wishes.redirect_uri {
        application.redirect_uris = vec![uri.clone()];
    }
    application
}

/// The world of a new sandbox, and of one that is reset.
fn initial(start: &Start, application: &Application, now: i64) -> World {
    let mut world = World::populated();
    let grant = Grant::integration(
        application.owner_id.clone(),
        "Comes with the sandbox".to_owned(),
        now,
    );
    world.access_tokens.insert(start.token.clone(), grant);
    world
        .applications
        .insert(application.client_id.clone(), application.clone());
    world.start.insert(Start::KEY.to_owned(), start.clone());
    world
}

/// Adds what was asked for to a world that is remembered. A token that its user has revoked stays
/// revoked unless it was asked for by name.
fn resume(world: &mut World, wishes: &Wishes, application: &Application, start: Start, now: i64) {
    if wishes.token.is_some() && !world.access_tokens.contains(&start.token) {
        let description = "Given at the start".to_owned();
        let grant = Grant::integration(application.owner_id.clone(), description, now);
        world.access_tokens.insert(start.token.clone(), grant);
    }
    world
        .applications
        .insert(application.client_id.clone(), application.clone());
    world.start.insert(Start::KEY.to_owned(), start);
}
