//! *Manage applications*: registers an application, and shows its client id and secret.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::layout::page;
use super::not_found;
use super::session::{CsrfForm, SignedIn, Visitor};
use crate::state::{AppState, Database};
use crate::{Application, StateError, ids};

/// Longer names and descriptions are cut.
const MAX_TEXT_CHARACTERS: usize = 200;
/// The maximum number of callbacks.
const MAX_CALLBACKS: usize = 20;

#[derive(Template)]
#[template(path = "applications.html")]
struct Applications<'a> {
    visitor: &'a Visitor,
    applications: Vec<&'a Application>,
}

#[derive(Template)]
#[template(path = "application.html")]
struct ApplicationPage<'a> {
    visitor: &'a Visitor,
    application: &'a Application,
}

#[derive(Template)]
#[template(path = "new_application.html")]
struct NewApplication<'a> {
    visitor: &'a Visitor,
    error: &'a str,
    name: &'a str,
    description: &'a str,
    callbacks: &'a str,
}

pub(super) async fn list(state: State<AppState>, SignedIn { visitor, user }: SignedIn) -> Response {
    let db = state.db();
    let mut all: Vec<_> = db.applications.values().collect();
    all.retain(|application| application.owner_id == user.id);
    let applications = Applications {
        visitor: &visitor,
        applications: all,
    };
    page(StatusCode::OK, &applications)
}

pub(super) async fn new(SignedIn { visitor, .. }: SignedIn) -> Response {
    let form = NewApplication {
        visitor: &visitor,
        error: "",
        name: "",
        description: "",
        callbacks: "",
    };
    page(StatusCode::OK, &form)
}

pub(super) async fn show(
    state: State<AppState>,
    SignedIn { visitor, user }: SignedIn,
    Path(client_id): Path<String>,
) -> Response {
    let db = state.db();
    let application = db.applications.get(&client_id);
    let Some(application) = application.filter(|application| application.owner_id == user.id)
    else {
        return not_found();
    };
    let application_page = ApplicationPage {
        visitor: &visitor,
        application,
    };
    page(StatusCode::OK, &application_page)
}

pub(super) async fn create(
    state: State<AppState>,
    SignedIn { visitor, user }: SignedIn,
    form: CsrfForm,
) -> Result<Response, StateError> {
    let invalid = |error| {
        let form = NewApplication {
            visitor: &visitor,
            error,
            name: form.field("name"),
            description: form.field("description"),
            callbacks: form.field("callbacks"),
        };
        Ok(page(StatusCode::BAD_REQUEST, &form))
    };
    if form.field("name").is_empty() {
        return invalid("Enter a name.");
    }
    let Some(redirect_uris) = callbacks(form.field("callbacks")) else {
        return invalid(
            "Enter one to twenty absolute callback URLs, one per line, such as https://example.com/callback",
        );
    };
    let application = new_application(&form, redirect_uris, user.id);
    let url = format!("/me/applications/{}", application.client_id);
    let register = |db: &mut Database| {
        let client_id = application.client_id.clone();
        db.applications.insert(client_id, application);
    };
    state.change(register).await?;
    Ok(Redirect::to(&url).into_response())
}

/// Returns a new application, from its form.
fn new_application(form: &CsrfForm, redirect_uris: Vec<String>, owner_id: String) -> Application {
    let text = |name| form.field(name).chars().take(MAX_TEXT_CHARACTERS).collect();
    Application {
        client_id: ids::random_hex(6),
        client_secret: ids::random_hex(20),
        name: text("name"),
        description: text("description"),
        redirect_uris,
        extended: false,
        owner_id,
    }
}

/// Returns the callbacks, one per line; `None` if one is not an absolute URL, or there are too few
/// or too many.
fn callbacks(text: &str) -> Option<Vec<String>> {
    let lines = text.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let in_range = (1..=MAX_CALLBACKS).contains(&lines.len());
    (in_range && lines.iter().all(|line| Application::is_callback(line)))
        .then(|| lines.into_iter().map(ToOwned::to_owned).collect())
}
