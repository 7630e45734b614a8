//! The API: one file a resource. The addresses are the document's, and one table says what serves
//! which operation.

mod caller;
mod control;
mod images;
mod me;
mod post_request;
mod posts;
mod publications;
mod table;
#[cfg(test)]
mod tests;
mod tokens;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{MethodRouter, any, get, post};

pub(crate) use caller::bearer;
pub(crate) use post_request::LICENSES;
pub(crate) use posts::license_url;

use crate::document::operations::Operation;
use crate::error::ApiError;
use crate::state::State;
use crate::{document, incoming, log, pages};

/// The largest JSON or form body that is read.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;
/// What a multipart body may hold besides its image.
const MULTIPART_OVERHEAD: usize = 64 * 1024;

pub(crate) fn router(state: State) -> Router {
    router_for(state, document::medium().operations())
}

fn router_for(state: State, operations: &[Operation]) -> Router {
    table::routes(operations, |id| handler(&state, id))
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

/// What serves an operation of Medium's document, by its id.
fn handler(state: &State, id: &str) -> Option<MethodRouter<State>> {
    Some(match id {
        "authorize" => pages::consent(state.clone()),
        "createToken" => post(tokens::issue),
        "me" => get(me::me),
        "publications" => get(publications::of_user),
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
