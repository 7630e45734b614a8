//! The entries of the sandbox: posts, images, users, credentials, and snapshots of everything.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Body, data};
use crate::Seed;
use crate::api_error::ApiError;
use crate::seed::RestoreError;
use crate::seed::entries::{Entries, TokenEntry};
use crate::state::{AppState, Database};

pub(super) async fn posts(state: State<AppState>) -> Response {
    data(StatusCode::OK, state.db().post_entries())
}

/// Deletes the posts, and resets the rate limit.
pub(super) async fn delete_posts(state: State<AppState>) -> Result<StatusCode, ApiError> {
    let delete = |db: &mut Database| {
        db.posts.clear();
        db.rate_limits.clear();
    };
    state.change(delete).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn images(state: State<AppState>) -> Response {
    data(StatusCode::OK, state.db().image_entries())
}

pub(super) async fn delete_images(state: State<AppState>) -> Result<StatusCode, ApiError> {
    state.change(|db| db.images.clear()).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn users(state: State<AppState>) -> Response {
    data(StatusCode::OK, state.db().user_entries())
}

pub(super) async fn publications(state: State<AppState>) -> Response {
    data(StatusCode::OK, state.db().publication_entries())
}

pub(super) async fn applications(state: State<AppState>) -> Response {
    data(StatusCode::OK, state.db().application_entries())
}

pub(super) async fn tokens(state: State<AppState>) -> Response {
    data(StatusCode::OK, state.db().token_entries())
}

/// Creates a token with the scopes and the expiry that a test needs.
pub(super) async fn create_token(
    state: State<AppState>,
    Body(wanted): Body<TokenEntry>,
) -> Result<Response, ApiError> {
    let now = state.now();
    let create = |db: &mut Database| {
        let token = db.add_token(&wanted, now, "token")?;
        let access = db.access_tokens.get(&token);
        Ok(access.map(|access| db.token_entry(&token, access)))
    };
    let created: Result<_, crate::SeedError> = state.change(create).await?;
    let created = created.map_err(|error| ApiError::bad_request(error.to_string()))?;
    Ok(data(StatusCode::CREATED, created))
}

pub(super) async fn delete_tokens(state: State<AppState>) -> Result<StatusCode, ApiError> {
    let delete = |db: &mut Database| {
        db.access_tokens.clear();
        db.refresh_tokens.clear();
    };
    state.change(delete).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Exports everything as a seed.
pub(super) async fn export(state: State<AppState>) -> Response {
    data(StatusCode::OK, Seed::export(&state).0)
}

/// Replaces everything with a seed.
pub(super) async fn restore(
    state: State<AppState>,
    Body(entries): Body<Entries>,
) -> Result<StatusCode, ApiError> {
    match Seed(entries).restore(&state).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(RestoreError::Seed(error)) => Err(ApiError::bad_request(error.to_string())),
        Err(RestoreError::State(error)) => Err(error.into()),
    }
}
