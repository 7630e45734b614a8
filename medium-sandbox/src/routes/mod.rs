//! The API: one file a resource, the addresses in one table.

mod caller;
mod control;
mod images;
mod me;
mod post_request;
mod posts;
mod publications;
mod tokens;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{any, get, post};

pub(crate) use caller::bearer;
pub(crate) use images::{image, known_type};
pub(crate) use posts::license_url;

use crate::error::ApiError;
use crate::state::State;
use crate::{incoming, log, pages};

/// The largest JSON or form body that is read.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;
/// What a multipart body may hold besides its image.
const MULTIPART_OVERHEAD: usize = 64 * 1024;

pub(crate) fn router(state: State) -> Router {
    let upload_limit = state
        .settings
        .max_image_bytes
        .saturating_add(MULTIPART_OVERHEAD);
    let upload = post(images::upload).layer(DefaultBodyLimit::max(upload_limit));
    Router::new()
        .route("/v1/me", get(me::me))
        .route("/v1/tokens", post(tokens::issue))
        .route(
            "/v1/users/{user_id}/publications",
            get(publications::of_user),
        )
        .route("/v1/users/{user_id}/posts", post(posts::on_profile))
        .route(
            "/v1/publications/{publication_id}/contributors",
            get(publications::contributors),
        )
        .route(
            "/v1/publications/{publication_id}/posts",
            post(posts::in_publication),
        )
        .route("/v1/images", upload)
        .route("/v1/{*rest}", any(nowhere))
        .merge(pages::router(state.clone()))
        .merge(control::router(state.clone()))
        .method_not_allowed_fallback(wrong_method)
        .fallback(async || pages::not_found())
        .layer(middleware::from_fn_with_state(state.clone(), log::record))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(incoming::take_in))
        .with_state(state)
}

async fn nowhere() -> ApiError {
    ApiError::not_found("Not found")
}

async fn wrong_method() -> ApiError {
    ApiError::new(
        axum::http::StatusCode::METHOD_NOT_ALLOWED,
        -1,
        "Method not allowed",
    )
}
