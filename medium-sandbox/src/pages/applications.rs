//! *Manage applications*: registering one, and reading its client id and secret.

use askama::Template;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::not_found;
use super::shell::page;
use super::visitor::{OwnForm, SignedIn, Visitor};
use crate::state::{State, World};
use crate::{Application, StateError, ids};

/// Characters of a name or description that are kept, and callbacks of one application.
const TEXT_CHARACTERS: usize = 200;
const CALLBACKS: usize = 20;

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
    complaint: &'a str,
    name: &'a str,
    description: &'a str,
    callbacks: &'a str,
}

pub(super) async fn list(state: Extract<State>, SignedIn { visitor, user }: SignedIn) -> Response {
    let world = state.world();
    let mine = world
        .applications
        .values()
        .filter(|application| application.owner_id == user.id);
    page(
        StatusCode::OK,
        &Applications {
            visitor: &visitor,
            applications: mine.collect(),
        },
    )
}

pub(super) async fn new(SignedIn { visitor, .. }: SignedIn) -> Response {
    let form = NewApplication {
        visitor: &visitor,
        complaint: "",
        name: "",
        description: "",
        callbacks: "",
    };
    page(StatusCode::OK, &form)
}

pub(super) async fn show(
    state: Extract<State>,
    SignedIn { visitor, user }: SignedIn,
    Path(client_id): Path<String>,
) -> Response {
    let world = state.world();
    match world
        .applications
        .get(&client_id)
        .filter(|found| found.owner_id == user.id)
    {
        Some(application) => page(
            StatusCode::OK,
            &ApplicationPage {
                visitor: &visitor,
                application,
            },
        ),
        None => not_found(),
    }
}

pub(super) async fn create(
    state: Extract<State>,
    SignedIn { visitor, user }: SignedIn,
    form: OwnForm,
) -> Result<Response, StateError> {
    let again = |complaint| {
        let form = NewApplication {
            visitor: &visitor,
            complaint,
            name: form.field("name"),
            description: form.field("description"),
            callbacks: form.field("callbacks"),
        };
        Ok(page(StatusCode::BAD_REQUEST, &form))
    };
    if form.field("name").is_empty() {
        return again("Give the application a name.");
    }
    let Some(redirect_uris) = callbacks(form.field("callbacks")) else {
        return again(
            "Give one to twenty callback URLs, a line each, whole: https://example.com/callback",
        );
    };
    let application = described(&form, redirect_uris, user.id);
    let address = format!("/me/applications/{}", application.client_id);
    let register = |world: &mut World| {
        let client_id = application.client_id.clone();
        world.applications.insert(client_id, application);
    };
    state.change(register).await?;
    Ok(Redirect::to(&address).into_response())
}

/// A new application, as its form describes it.
fn described(form: &OwnForm, redirect_uris: Vec<String>, owner_id: String) -> Application {
    let text = |name| form.field(name).chars().take(TEXT_CHARACTERS).collect();
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

/// The callbacks, a line each; `None` if one is no absolute URL or their number is wrong.
fn callbacks(lines: &str) -> Option<Vec<String>> {
    let given: Vec<&str> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let counted = (1..=CALLBACKS).contains(&given.len());
    (counted && given.iter().all(|line| Application::is_callback(line)))
        .then(|| given.into_iter().map(ToOwned::to_owned).collect())
}
