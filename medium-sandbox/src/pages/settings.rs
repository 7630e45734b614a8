//! *Settings*: integration tokens and connected applications.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::layout::{message, page};
use super::session::{CsrfForm, SignedIn, Visitor};
use crate::state::entities::AccessToken;
use crate::state::{AppState, Database};
use crate::{Application, StateError};

/// Longer descriptions are cut.
const MAX_DESCRIPTION_CHARACTERS: usize = 100;

#[derive(Template)]
#[template(path = "settings.html")]
struct Settings<'a> {
    visitor: &'a Visitor,
    tokens: Vec<(&'a String, &'a AccessToken)>,
    applications: Vec<&'a Application>,
}

pub(super) async fn show(state: State<AppState>, SignedIn { visitor, user }: SignedIn) -> Response {
    let db = state.db();
    let settings = Settings {
        visitor: &visitor,
        tokens: db.integration_tokens(&user.id),
        applications: db.connected_applications(&user.id),
    };
    page(StatusCode::OK, &settings)
}

pub(super) async fn issue_token(
    state: State<AppState>,
    SignedIn { user, .. }: SignedIn,
    form: CsrfForm,
) -> Result<Response, StateError> {
    let description = form.field("description").chars();
    let description: String = description.take(MAX_DESCRIPTION_CHARACTERS).collect();
    if description.is_empty() {
        let text = "Enter what the token is for.";
        let title = "The description is missing";
        return Ok(message(StatusCode::BAD_REQUEST, title, text));
    }
    let now = state.now();
    let issue = |db: &mut Database| db.issue_integration_token(&user.id, description, now);
    state.change(issue).await?;
    Ok(Redirect::to("/me/settings#tokens").into_response())
}

pub(super) async fn revoke_token(
    state: State<AppState>,
    SignedIn { user, .. }: SignedIn,
    form: CsrfForm,
) -> Result<Redirect, StateError> {
    let token = form.field("token");
    let revoke = |db: &mut Database| db.revoke_integration_token(&user.id, token);
    state.change(revoke).await?;
    Ok(Redirect::to("/me/settings#tokens"))
}

pub(super) async fn disconnect(
    state: State<AppState>,
    SignedIn { user, .. }: SignedIn,
    form: CsrfForm,
) -> Result<Redirect, StateError> {
    let client_id = form.field("client_id");
    let disconnect = |db: &mut Database| db.disconnect(&user.id, client_id);
    state.change(disconnect).await?;
    Ok(Redirect::to("/me/settings#connections"))
}
