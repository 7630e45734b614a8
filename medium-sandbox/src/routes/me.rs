//! `GET /v1/me`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::caller::Caller;
use crate::Scope;
use crate::api_error::{ApiError, json_response};
use crate::state::AppState;

pub(super) async fn me(state: State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    caller.require_scope(Scope::BasicProfile)?;
    let db = state.db();
    let user = db
        .user(caller.user_id())
        .ok_or_else(ApiError::token_invalid)?;
    let origin = &state.settings.origin;
    let body = json!({ "data": {
        "id": user.id,
        "username": user.username,
        "name": user.name,
        "url": format!("{origin}/@{}", user.username),
        "imageUrl": format!("{origin}/avatars/{}.svg", user.username),
    }});
    Ok(json_response(StatusCode::OK, &body))
}
