//! `POST /v1/images`: one multipart part named `image`.

use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::caller::Caller;
use crate::api_error::{ApiError, json_response};
use crate::state::AppState;
use crate::{Image, Scope};

pub(super) async fn upload(
    state: State<AppState>,
    caller: Caller,
    multipart: Result<Multipart, MultipartRejection>,
) -> Result<Response, ApiError> {
    caller.require_scope(Scope::UploadImage)?;
    let multipart = multipart.map_err(|_| not_an_image())?;
    let (content_type, bytes) = read(multipart, state.settings.max_image_bytes).await?;
    let image = Image::new(&state.settings.origin, content_type, bytes).ok_or_else(not_an_image)?;
    let body = json!({ "data": { "url": image.url, "md5": image.md5 } });
    state.change(|db| db.add_image(image)).await?;
    Ok(json_response(StatusCode::CREATED, &body))
}

fn not_an_image() -> ApiError {
    ApiError::bad_request("The media is not in a format we understand.")
}

/// Returns the content type and bytes of the only part.
async fn read(mut multipart: Multipart, limit: usize) -> Result<(&'static str, Bytes), ApiError> {
    let field = next(&mut multipart).await?.ok_or_else(not_an_image)?;
    let content_type = field.content_type().unwrap_or_default();
    let accepted = Image::TYPES
        .into_iter()
        .find(|(name, _)| content_type.eq_ignore_ascii_case(name));
    let named = field.name() == Some("image") && field.file_name().is_some();
    let (content_type, _) = accepted.filter(|_| named).ok_or_else(not_an_image)?;
    let bytes = field.bytes().await.map_err(|error| unreadable(&error))?;
    if bytes.is_empty() {
        return Err(not_an_image());
    }
    if bytes.len() > limit {
        return Err(ApiError::TooLarge);
    }
    match next(&mut multipart).await? {
        None => Ok((content_type, bytes)),
        Some(_) => Err(ApiError::bad_request("Only one image may be sent.")),
    }
}

async fn next(multipart: &mut Multipart) -> Result<Option<Field<'_>>, ApiError> {
    multipart
        .next_field()
        .await
        .map_err(|error| unreadable(&error))
}

fn unreadable(error: &MultipartError) -> ApiError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
        _ => not_an_image(),
    }
}
