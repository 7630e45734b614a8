//! *Settings*: integration tokens, and the applications that may act for the user.

use askama::Template;
use axum::extract::State as Extract;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::shell::{message, page};
use super::visitor::{OwnForm, SignedIn, Visitor};
use crate::Application;
use crate::state::State;
use crate::state::credentials::Grant;

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
) -> Response {
    let description: String = form
        .field("description")
        .chars()
        .take(DESCRIPTION_CHARACTERS)
        .collect();
    if description.is_empty() {
        let text = "Describe what the token is for, then get it.";
        return message(StatusCode::BAD_REQUEST, "A description is missing", text);
    }
    let now = state.now();
    state.change_soon(|world| world.issue_integration_token(&user.id, description, now));
    Redirect::to("/me/settings#tokens").into_response()
}

pub(super) async fn revoke_token(
    state: Extract<State>,
    SignedIn { user, .. }: SignedIn,
    form: OwnForm,
) -> Response {
    state.change_soon(|world| world.revoke_integration_token(&user.id, form.field("token")));
    Redirect::to("/me/settings#tokens").into_response()
}

pub(super) async fn disconnect(
    state: Extract<State>,
    SignedIn { user, .. }: SignedIn,
    form: OwnForm,
) -> Response {
    state.change_soon(|world| world.disconnect(&user.id, form.field("client_id")));
    Redirect::to("/me/settings#connections").into_response()
}
