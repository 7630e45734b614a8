//! The publications of a user, and the contributors of a publication.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::caller::{Caller, PathId};
use crate::api_error::{ApiError, json_response};
use crate::state::AppState;
use crate::{Publication, Scope};

/// `GET /v1/users/{userId}/publications`: those the user edits, writes for or follows, without the role.
pub(super) async fn list(
    state: State<AppState>,
    caller: Caller,
    PathId(user_id): PathId,
) -> Result<Response, ApiError> {
    caller.require_scope(Scope::ListPublications)?;
    if caller.user_id() != user_id {
        return Err(ApiError::forbidden(
            "You may only list your own publications.",
        ));
    }
    let db = state.db();
    let publications: Vec<Value> = db
        .publications
        .values()
        .filter(|publication| has_member(publication, &user_id))
        .map(|publication| publication_json(publication, &state.settings.origin))
        .collect();
    Ok(json_response(
        StatusCode::OK,
        &json!({ "data": publications }),
    ))
}

fn has_member(publication: &Publication, user_id: &str) -> bool {
    let writers_and_followers = publication.writers.iter().chain(&publication.followers);
    let mut members = publication.editors.iter().chain(writers_and_followers);
    members.any(|id| id == user_id)
}

fn publication_json(publication: &Publication, origin: &str) -> Value {
    json!({
        "id": publication.id,
        "name": publication.name,
        "description": publication.description,
        "url": format!("{origin}/{}", publication.slug),
        "imageUrl": format!("{origin}/avatars/{}.svg", publication.slug),
    })
}

/// `GET /v1/publications/{publicationId}/contributors`.
pub(super) async fn contributors(
    state: State<AppState>,
    caller: Caller,
    PathId(publication_id): PathId,
) -> Result<Response, ApiError> {
    // Medium's Node SDK uses basicProfile. That listPublications is also enough is a guess.
    if caller.require_scope(Scope::BasicProfile).is_err() {
        caller.require_scope(Scope::ListPublications)?;
    }
    let db = state.db();
    let Some(publication) = db.publication(&publication_id) else {
        // Unknown: Medium's documentation describes no error for it, and no response was recorded.
        return Ok(json_response(StatusCode::OK, &json!({ "data": [] })));
    };
    let editors = publication.editors.iter().map(|id| (id, "editor"));
    let writers = publication.writers.iter().map(|id| (id, "writer"));
    let contributors: Vec<Value> = editors
        .chain(writers)
        .map(|(user_id, role)| {
            json!({ "publicationId": publication.id, "userId": user_id, "role": role })
        })
        .collect();
    Ok(json_response(
        StatusCode::OK,
        &json!({ "data": contributors }),
    ))
}
