//! What the sandbox holds: posts, images, people, credentials.

use axum::extract::State as Extract;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Body, data};
use crate::error::ApiError;
use crate::seed::records::TokenRecord;
use crate::state::{State, World};

pub(super) async fn posts(state: Extract<State>) -> Response {
    data(StatusCode::OK, state.world().post_records())
}

/// None of them counts for the rate limit any more.
pub(super) async fn delete_posts(state: Extract<State>) -> Result<StatusCode, ApiError> {
    let delete = |world: &mut World| {
        world.posts.clear();
        world.publishing.clear();
    };
    state.change(delete).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn images(state: Extract<State>) -> Response {
    data(StatusCode::OK, state.world().image_records())
}

pub(super) async fn delete_images(state: Extract<State>) -> Result<StatusCode, ApiError> {
    state.change(|world| world.images.clear()).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn users(state: Extract<State>) -> Response {
    data(StatusCode::OK, state.world().user_records())
}

pub(super) async fn publications(state: Extract<State>) -> Response {
    data(StatusCode::OK, state.world().publication_records())
}

pub(super) async fn applications(state: Extract<State>) -> Response {
    data(StatusCode::OK, state.world().application_records())
}

pub(super) async fn tokens(state: Extract<State>) -> Response {
    data(StatusCode::OK, state.world().token_records())
}

/// A token with the scopes and the end that a test needs.
pub(super) async fn create_token(
    state: Extract<State>,
    Body(wanted): Body<TokenRecord>,
) -> Result<Response, ApiError> {
    let now = state.now();
    let create = |world: &mut World| {
        let token = world.add_token(&wanted, now, "token")?;
        let grant = world.access_tokens.get(&token);
        Ok(grant.map(|grant| world.token_record(&token, grant)))
    };
    let created: Result<_, crate::SeedError> = state.change(create).await?;
    let created = created.map_err(|error| ApiError::bad_request(error.to_string()))?;
    Ok(data(StatusCode::CREATED, created))
}

pub(super) async fn delete_tokens(state: Extract<State>) -> Result<StatusCode, ApiError> {
    let delete = |world: &mut World| {
        world.access_tokens.clear();
        world.refresh_tokens.clear();
    };
    state.change(delete).await?;
    Ok(StatusCode::NO_CONTENT)
}
