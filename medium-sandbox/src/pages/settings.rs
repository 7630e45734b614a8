//! *Settings*: integration tokens, and the applications that may act for the user.

use askama::Template;
use axum::extract::State as Extract;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::shell::{message, page};
use super::visitor::{OwnForm, SignedIn, Visitor};
use crate::state::credentials::Grant;
use crate::state::{State, World};
use crate::{Application, StateError};

/// Characters of a token's description that are kept.
const DESCRIPTION_CHARACTERS: usize = 100;

#[derive(Template)]
#[template(path = "settings.html")]
struct Settings<'a> {
    visitor: &'a Visitor,
    tokens: Vec<(&'a String, &'a Grant)>,
    connections: Vec<&'a Application>,
}

pub(super) async fn show(state: Extract<State>, SignedIn { visitor, user }: SignedIn) -> Response {
    let world = state.world();
    let settings = Settings {
        visitor: &visitor,
        tokens: world.integration_tokens(&user.id),
        connections: world.connections(&user.id),
    };
    page(StatusCode::OK, &settings)
}

pub(super) async fn issue_token(
    state: Extract<State>,
    SignedIn { user, .. }: SignedIn,
    form: OwnForm,
) -> Result<Response, StateError> {
    let description: String = form
        .field("description")
        .chars()
        .take(DESCRIPTION_CHARACTERS)
        .collect();
    if description.is_empty() {
        let text = "Describe what the token is for, then get it.";
        return Ok(message(
            StatusCode::BAD_REQUEST,
            "A description is missing",
            text,
        ));
    }
    let now = state.now();
    let issue = |world: &mut World| world.issue_integration_token(&user.id, description, now);
    state.change(issue).await?;
    Ok(Redirect::to("/me/settings#tokens").into_response())
}

pub(super) async fn revoke_token(
    state: Extract<State>,
    SignedIn { user, .. }: SignedIn,
    form: OwnForm,
) -> Result<Redirect, StateError> {
    let token = form.field("token");
    let revoke = |world: &mut World| world.revoke_integration_token(&user.id, token);
    state.change(revoke).await?;
    Ok(Redirect::to("/me/settings#tokens"))
}

pub(super) async fn disconnect(
    state: Extract<State>,
    SignedIn { user, .. }: SignedIn,
    form: OwnForm,
) -> Result<Redirect, StateError> {
    let client_id = form.field("client_id");
    let disconnect = |world: &mut World| world.disconnect(&user.id, client_id);
    state.change(disconnect).await?;
    Ok(Redirect::to("/me/settings#connections"))
}
