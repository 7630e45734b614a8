//! What Medium offers to people who have no token: the editor, the import tool, the feeds.
//!
//! Nothing here was tried on Medium. Each rule is in the table of the README, with how sure it is.

mod editor;
mod feed;
mod fetch;
mod import;
mod imported;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::State;

/// What a pasted picture may weigh: more than any that an image is made of.
const PICTURE_BYTES: usize = 32 << 20;

pub(crate) fn router() -> Router<State> {
    let pictures = post(editor::keep_picture).layer(DefaultBodyLimit::max(PICTURE_BYTES));
    Router::new()
        .route("/new-story", get(editor::show).post(editor::publish))
        .route("/new-story/pictures", pictures)
        .route("/_sandbox/editor.js", get(editor::script))
        .route("/p/import", get(import::show).post(import::import))
        .route("/feed/{owner}", get(feed::show))
}
