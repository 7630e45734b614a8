//! Uploaded images at the URLs that the API returned, and generated avatars.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::not_found;
use crate::state::AppState;

const CSP: &str = "default-src 'none'; sandbox";

pub(super) async fn uploaded(state: State<AppState>, Path(name): Path<String>) -> Response {
    let url = format!("{}/images/{name}", state.settings.origin);
    let db = state.db();
    let Some(image) = db.images.get(&url) else {
        return not_found();
    };
    let headers = [
        (header::CONTENT_TYPE, image.content_type.as_str()),
        // A user uploaded the bytes: a browser must not run them as anything but an image.
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, image.bytes.clone()).into_response()
}

/// Returns the initial of a user or a publication, on a color that depends on its name.
pub(super) async fn avatar(state: State<AppState>, Path(file): Path<String>) -> Response {
    let name = file.strip_suffix(".svg").unwrap_or_default();
    let db = state.db();
    let user = db.user_named(name).map(|user| user.name.as_str());
    let publication = db.publication_named(name);
    let Some(display_name) = user.or(publication.map(|publication| publication.name.as_str()))
    else {
        return not_found();
    };
    let initial = display_name.chars().find(|c| c.is_alphanumeric());
    let initial = initial.unwrap_or('?');
    let add = |hue: u32, byte: u8| (hue * 31 + u32::from(byte)) % 360;
    let hue = name.bytes().fold(0, add);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" \
fill=\"hsl({hue} 45% 32%)\"/><text x=\"32\" y=\"43\" font-family=\"sans-serif\" font-size=\"32\" \
text-anchor=\"middle\" fill=\"#fff\">{initial}</text></svg>"
    );
    ([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response()
}
