//! What people see in a browser. Everything a page needs comes from the sandbox itself.

mod avatar;
mod consent;
mod image;
mod post;
mod shell;

use axum::Router;
use axum::routing::get;

pub(crate) use shell::not_found;

use crate::state::State;

pub(crate) fn router() -> Router<State> {
    Router::new()
        .route(
            "/m/oauth/authorize",
            get(consent::show).post(consent::decide),
        )
        .route("/images/{name}", get(image::show))
        .route("/avatars/{name}", get(avatar::show))
        .route("/{owner}/{post}", get(post::show))
        .route("/_sandbox/style.css", get(shell::style))
}
