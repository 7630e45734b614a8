//! A picture for each user and publication: its initial on a colour of its own.

use axum::extract::{Path, State as Extract};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::not_found;
use crate::state::State;

pub(super) async fn show(state: Extract<State>, Path(file): Path<String>) -> Response {
    let name = file.strip_suffix(".svg").unwrap_or_default();
    let world = state.world();
    let user = world.user_named(name).map(|user| user.name.as_str());
    let publication = world.publication_named(name);
    let Some(shown) = user.or(publication.map(|publication| publication.name.as_str())) else {
        return not_found();
    };
    let initial = shown
        .chars()
        .find(|character| character.is_alphanumeric())
        .unwrap_or('?');
    let hue = name
        .bytes()
        .fold(0_u32, |hue, byte| (hue * 31 + u32::from(byte)) % 360);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" \
fill=\"hsl({hue} 45% 32%)\"/><text x=\"32\" y=\"43\" font-family=\"sans-serif\" font-size=\"32\" \
text-anchor=\"middle\" fill=\"#fff\">{initial}</text></svg>"
    );
    ([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response()
}
