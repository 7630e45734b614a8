//! The first page, and the document.

use askama::Template;
use axum::extract::State as Extract;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::shell::page;
use super::visitor::Visitor;
use crate::document::Document;
use crate::error::json_response;
use crate::state::State;
use crate::{Post, Publication, User, Variant, document};

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    visitor: &'a Visitor,
    origin: &'a str,
    documented: bool,
    users: Vec<&'a User>,
    publications: Vec<&'a Publication>,
    /// Newest first.
    posts: Vec<&'a Post>,
}

/// Posts that the first page shows.
const NEWEST: usize = 10;

pub(super) async fn show(state: Extract<State>, visitor: Visitor) -> Response {
    let world = state.world();
    let newest = world.posts.values().rev();
    let shown = newest.filter(|post| visitor.may_list(&world, post));
    let home = Home {
        visitor: &visitor,
        origin: &state.settings.origin,
        documented: state.settings.variant == Variant::Documented,
        users: world.users.values().collect(),
        publications: world.publications.values().collect(),
        posts: shown.take(NEWEST).collect(),
    };
    page(StatusCode::OK, &home)
}

pub(super) async fn openapi_yaml(state: Extract<State>) -> Response {
    yaml(document::medium(), &state)
}

pub(super) async fn control_yaml(state: Extract<State>) -> Response {
    yaml(document::control(), &state)
}

fn yaml(document: &Document, state: &State) -> Response {
    let content_type = [(header::CONTENT_TYPE, "application/yaml; charset=utf-8")];
    (content_type, document.yaml(&state.settings.origin)).into_response()
}

pub(super) async fn control_json(state: Extract<State>) -> Response {
    let document = document::control().json(&state.settings.origin);
    json_response(StatusCode::OK, &document)
}

pub(super) async fn openapi_json(state: Extract<State>) -> Response {
    json_response(
        StatusCode::OK,
        &document::medium().json(&state.settings.origin),
    )
}
