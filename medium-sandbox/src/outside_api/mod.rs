//! What Medium offers outside its API: the editor, the import tool and the feeds.
//!
//! None of this was compared with Medium. The README lists each rule with its evidence.

mod editor;
mod feed;
mod fetch;
mod import;
mod imported;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::AppState;

/// The largest request body for a pasted image, above the largest accepted image.
const MAX_IMAGE_BODY_BYTES: usize = 32 << 20;

pub(crate) fn router() -> Router<AppState> {
    let images = post(editor::add_image).layer(DefaultBodyLimit::max(MAX_IMAGE_BODY_BYTES));
    Router::new()
        .route("/new-story", get(editor::show).post(editor::publish))
        .route("/new-story/images", images)
        .route("/p/import", get(import::show).post(import::import))
        .route("/feed/{owner}", get(feed::show))
}
