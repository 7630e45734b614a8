//! The OpenAPI documents, as YAML and JSON.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::api_error::json_response;
use crate::document::{self, Document};
use crate::state::AppState;

pub(super) async fn openapi_yaml(state: State<AppState>) -> Response {
    yaml(document::medium(), &state)
}

pub(super) async fn control_yaml(state: State<AppState>) -> Response {
    yaml(document::control(), &state)
}

pub(super) async fn openapi_json(state: State<AppState>) -> Response {
    json(document::medium(), &state)
}

pub(super) async fn control_json(state: State<AppState>) -> Response {
    json(document::control(), &state)
}

fn yaml(document: &Document, state: &AppState) -> Response {
    let content_type = [(header::CONTENT_TYPE, "application/yaml; charset=utf-8")];
    (content_type, document.yaml(&state.settings.origin)).into_response()
}

fn json(document: &Document, state: &AppState) -> Response {
    json_response(StatusCode::OK, &document.json(&state.settings.origin))
}
