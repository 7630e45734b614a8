//! The routes of the API, one file per resource. Paths come from the document, and `handler` maps
//! each operation to its function.

mod caller;
mod control;
mod from_document;
mod images;
mod log_requests;
mod me;
mod post_request;
mod posts;
mod publications;
#[cfg(test)]
mod tests;
mod tokens;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{MethodRouter, any, get, post};

use crate::api_error::{ApiError, UNSPECIFIC};
use crate::document::operations::Operation;
use crate::state::AppState;
use crate::{document, outside_api, pages, request_body};

/// The largest accepted JSON or form body.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;
/// The size of a multipart body without the image, at most.
const MULTIPART_OVERHEAD: usize = 64 * 1024;

pub(crate) fn router(state: AppState) -> Router {
    router_for(state, document::medium().operations())
}

fn router_for(state: AppState, operations: &[Operation]) -> Router {
    from_document::routes(operations, |id| handler(&state, id))
        .route("/v1/{*rest}", any(unknown_path))
        .merge(pages::router(state.clone(), outside_api::router()))
        .merge(control::router(state.clone()))
        .method_not_allowed_fallback(wrong_method)
        .fallback(async || pages::not_found())
        .layer(middleware::from_fn_with_state(
            state.clone(),
            log_requests::log_requests,
        ))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(request_body::read_to_end))
        .with_state(state)
}

/// Returns the route of an operation of Medium's document.
fn handler(state: &AppState, id: &str) -> Option<MethodRouter<AppState>> {
    Some(match id {
        "authorize" => pages::consent(state.clone()),
        "createToken" => post(tokens::issue),
        "me" => get(me::me),
        "publications" => get(publications::list),
        "contributors" => get(publications::contributors),
        "createPost" => post(posts::on_profile),
        "createPublicationPost" => post(posts::in_publication),
        "uploadImage" => {
            let image = state.settings.max_image_bytes;
            let limit = image.saturating_add(MULTIPART_OVERHEAD);
            post(images::upload).layer(DefaultBodyLimit::max(limit))
        }
        _ => return None,
    })
}

async fn unknown_path() -> ApiError {
    ApiError::not_found("Not found")
}

async fn wrong_method() -> ApiError {
    let status = StatusCode::METHOD_NOT_ALLOWED;
    ApiError::new(status, UNSPECIFIC, "Method not allowed")
}
