//! Prepares a sandbox: from a seed and, if there is one, a state file.

use std::path::PathBuf;
use std::time::Duration;

use crate::faults::{Fault, FaultScope, Times};
use crate::state::credentials::is_valid_token;
use crate::state::entities::AccessToken;
use crate::state::{AppState, Database, InitialState, Settings, StartInfo, StateFile};
use crate::{Application, Seed, StartError, StateError, document, ids};

/// The callback of the demo application.
const REDIRECT_URI: &str = "http://127.0.0.1:8585/callback";

/// The caller's options. `None` means: from the state file or the seed, or random.
pub(super) struct StartOptions {
    pub(super) state_file: Option<PathBuf>,
    pub(super) seed: Seed,
    pub(super) faults: Vec<(FaultScope, Fault, Times)>,
    pub(super) token: Option<String>,
    /// Client id and secret.
    pub(super) client_credentials: Option<(String, String)>,
    pub(super) redirect_uri: Option<String>,
    /// Whether the demo application may request `uploadImage`.
    pub(super) extended: bool,
}

impl Default for StartOptions {
    fn default() -> Self {
        Self {
            state_file: None,
            seed: Seed::default(),
            faults: Vec::new(),
            token: None,
            client_credentials: None,
            redirect_uri: None,
            extended: true,
        }
    }
}

impl StartOptions {
    fn state_error(&self, source: StateError) -> StartError {
        let path = self.state_file.clone().unwrap_or_default();
        StartError::State { path, source }
    }

    pub(super) fn check(&self) -> Result<(), StartError> {
        if !self.token.as_deref().is_none_or(is_valid_token) {
            return Err(StartError::InvalidToken);
        }
        match &self.redirect_uri {
            Some(uri) if !Application::is_callback(uri) => {
                Err(StartError::InvalidRedirectUri(uri.clone()))
            }
            _ => Ok(()),
        }
    }
}

/// A sandbox that can start to listen.
pub(super) struct Prepared {
    pub(super) state: AppState,
    pub(super) token: String,
    pub(super) application: Application,
    /// Whether the state file had content.
    pub(super) resumed: bool,
}

/// Prepares the database, and saves what is new in it.
pub(super) async fn prepare(
    settings: Settings,
    options: StartOptions,
) -> Result<Prepared, StartError> {
    // Compiling the schemas takes a moment: do it before the first request needs them.
    tokio::task::spawn_blocking(|| document::medium().contract());
    let ahead = Duration::from_secs(options.seed.0.clock.unwrap_or_default().ahead_seconds);
    settings.clock.advance(ahead);
    let faults = [options.faults.clone(), options.seed.faults()?].concat();
    let seeded = options.seed.database(&settings)?;
    let loaded = load_state_file(&options).await;
    let (loaded, file) = loaded.map_err(|error| options.state_error(error))?;
    let databases = databases(&settings, &options, seeded, loaded);
    let initial = InitialState {
        db: databases.initial,
        faults,
        ahead,
    };
    let state = AppState::new(settings, databases.current, initial, file);
    // Fails now, rather than at the first post, if the file can't be written.
    let saved = state.change(|_| ()).await;
    saved.map_err(|error| options.state_error(error))?;
    Ok(Prepared {
        state,
        token: databases.token,
        application: databases.application,
        resumed: databases.resumed,
    })
}

struct Databases {
    /// After a reset.
    initial: Database,
    /// At the start.
    current: Database,
    token: String,
    application: Application,
    resumed: bool,
}

/// Combines the seed and the state file.
fn databases(
    settings: &Settings,
    options: &StartOptions,
    seeded: Database,
    loaded: Database,
) -> Databases {
    let previous = loaded.start.get(StartInfo::KEY).cloned();
    let application = application(&seeded, &loaded, options, previous.as_ref());
    let start = StartInfo {
        token: token(&seeded, options, previous.as_ref()),
        client_id: application.client_id.clone(),
        origin: settings.origin.clone(),
        former: former_origins(previous.as_ref(), &options.seed, &settings.origin),
    };
    let (token, resumed) = (start.token.clone(), previous.is_some());
    let initial = initial(seeded, &start, &application, settings.clock.now_ms());
    let current = match previous {
        None => with_all_changed(&initial),
        Some(previous) => resume(loaded, &initial, options, &application, (start, previous)),
    };
    Databases {
        initial,
        current,
        token,
        application,
        resumed,
    }
}

/// Opens the state file, if there is one, and loads its rows.
async fn load_state_file(
    options: &StartOptions,
) -> Result<(Database, Option<StateFile>), StateError> {
    let mut db = Database::default();
    let Some(path) = &options.state_file else {
        return Ok((db, None));
    };
    let (file, rows) = StateFile::open(path).await?;
    for row in rows {
        db.load(row)?;
    }
    Ok((db, Some(file)))
}

/// Returns the origins at which the sandbox listened before, without the current one.
fn former_origins(previous: Option<&StartInfo>, seed: &Seed, current: &str) -> Vec<String> {
    let mut origins = previous.map(StartInfo::origins).unwrap_or_default();
    origins.extend(seed.0.origins.iter().cloned());
    origins.retain(|origin| origin != current);
    origins
}

/// Returns the token to print, from the first that has one: the options, the state file, the first
/// user of the seed. Otherwise, returns a new token.
fn token(seeded: &Database, options: &StartOptions, previous: Option<&StartInfo>) -> String {
    let first = seeded.users.values().next();
    let in_seed = first.and_then(|user| seeded.first_integration_token(&user.id));
    let existing = options
        .token
        .as_ref()
        .or(previous.map(|start| &start.token))
        .or(in_seed);
    existing.cloned().unwrap_or_else(|| ids::random_hex(32))
}

/// Returns the demo application, from the first that has one: the options, the state file, the
/// seed. Otherwise, returns a new application.
fn application(
    seeded: &Database,
    loaded: &Database,
    options: &StartOptions,
    previous: Option<&StartInfo>,
) -> Application {
    let known = previous.and_then(|start| loaded.applications.get(&start.client_id));
    let known = known.or_else(|| seeded.applications.values().next());
    let mut application = match (&options.client_credentials, known) {
        (None, Some(known)) => known.clone(),
        (client, _) => new_application(seeded, client.clone(), options.extended),
    };
    if let Some(uri) = &options.redirect_uri {
        application.redirect_uris = vec![uri.clone()];
    }
    application
}

fn new_application(
    seeded: &Database,
    client: Option<(String, String)>,
    extended: bool,
) -> Application {
    let owner = seeded.users.values().next();
    let random = || (ids::random_hex(6), ids::random_hex(20));
    let (client_id, client_secret) = client.unwrap_or_else(random);
    Application {
        client_id,
        client_secret,
        name: "Demo application".to_owned(),
        description: "Created by the sandbox.".to_owned(),
        redirect_uris: vec![REDIRECT_URI.to_owned()],
        extended,
        owner_id: owner.map(|user| user.id.clone()).unwrap_or_default(),
    }
}

/// Returns the database after the first start or a reset.
fn initial(mut db: Database, start: &StartInfo, application: &Application, now: i64) -> Database {
    if !db.access_tokens.contains(&start.token) {
        let owner_id = application.owner_id.clone();
        let access = AccessToken::integration(owner_id, "Created by the sandbox".to_owned(), now);
        db.access_tokens.insert(start.token.clone(), access);
    }
    db.applications
        .insert(application.client_id.clone(), application.clone());
    db.start.insert(StartInfo::KEY.to_owned(), start.clone());
    db
}

fn with_all_changed(initial: &Database) -> Database {
    let mut db = initial.clone();
    db.mark_all_changed();
    db
}

/// Returns the database of a state file, with the options applied. A revoked token stays revoked
/// unless the options name it.
fn resume(
    mut db: Database,
    initial: &Database,
    options: &StartOptions,
    application: &Application,
    (start, previous): (StartInfo, StartInfo),
) -> Database {
    // Files of earlier versions contain no users: every sandbox had the same ones.
    if db.users.is_empty() {
        db.users = initial.users.clone();
        db.publications = initial.publications.clone();
        db.users.mark_all_changed();
        db.publications.mark_all_changed();
    }
    if options.token.is_some()
        && !db.access_tokens.contains(&start.token)
        && let Some(access) = initial.access_tokens.get(&start.token)
    {
        db.access_tokens.insert(start.token.clone(), access.clone());
    }
    db.applications
        .insert(application.client_id.clone(), application.clone());
    db.rewrite_origin(&previous.origin, &start.origin);
    db.start.insert(StartInfo::KEY.to_owned(), start);
    db
}
