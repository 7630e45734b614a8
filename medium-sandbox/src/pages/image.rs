//! Uploaded images, at the addresses that the API gave for them.

use axum::extract::{Path, State as Extract};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::not_found;
use crate::state::State;

pub(super) async fn show(state: Extract<State>, Path(name): Path<String>) -> Response {
    let url = format!("{}/images/{name}", state.settings.origin);
    let world = state.world();
    let Some(image) = world.images.get(&url) else {
        return not_found();
    };
    let headers = [
        (header::CONTENT_TYPE, image.content_type.as_str()),
        // The bytes are whatever was uploaded: they are an image or nothing.
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, image.bytes.clone()).into_response()
}
