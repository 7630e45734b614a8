//! `/_sandbox/…`: the control calls, by which tests in any language read and change a sandbox. Their
//! OpenAPI document is `spec/sandbox.yaml`.
//!
//! They accept JSON only and check `Host` and `Origin`, so web pages can't send them.

mod faults_and_clock;
mod requests;
mod resources;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, delete, get, post, put};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::from_document;
use crate::api_error::{ApiError, json_response};
use crate::document;
use crate::headers::{media_type, text};
use crate::origin_check;
use crate::seed::simplify_message;
use crate::state::AppState;

/// The largest accepted snapshot, which contains images.
const MAX_SNAPSHOT_BYTES: usize = 256 * 1024 * 1024;

pub(super) fn router(state: AppState) -> Router<AppState> {
    from_document::routes(document::control().operations(), handler)
        .route("/_sandbox/{*rest}", any(super::unknown_path))
        .route_layer(middleware::from_fn_with_state(state, check))
}

/// Returns the route of an operation of the control document.
pub(super) fn handler(id: &str) -> Option<MethodRouter<AppState>> {
    Some(match id {
        "posts" => get(resources::posts),
        "deletePosts" => delete(resources::delete_posts),
        "images" => get(resources::images),
        "deleteImages" => delete(resources::delete_images),
        "users" => get(resources::users),
        "publications" => get(resources::publications),
        "applications" => get(resources::applications),
        "tokens" => get(resources::tokens),
        "createToken" => post(resources::create_token),
        "deleteTokens" => delete(resources::delete_tokens),
        "requests" => get(requests::list),
        "deleteRequests" => delete(requests::clear),
        "faults" => get(faults_and_clock::faults),
        "injectFault" => closing(post(faults_and_clock::inject)),
        "clearFaults" => delete(faults_and_clock::clear_faults),
        "clock" => get(faults_and_clock::clock),
        "advanceClock" => post(faults_and_clock::advance_clock),
        "reset" => closing(post(faults_and_clock::reset)),
        "snapshot" => get(resources::export),
        "restore" => {
            closing(put(resources::restore).layer(DefaultBodyLimit::max(MAX_SNAPSHOT_BYTES)))
        }
        _ => return None,
    })
}

/// Adds `Connection: close` to calls that inject faults: some faults close idle connections, and the
/// client must not reuse this one.
fn closing(route: MethodRouter<AppState>) -> MethodRouter<AppState> {
    route.layer(middleware::map_response(async |mut response: Response| {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
        response
    }))
}

async fn check(state: State<AppState>, request: Request, next: Next) -> Response {
    if !origin_check::is_allowed(&state, request.headers()) {
        let message = "Control calls must use an IP address or localhost as host, and can't \
            come from a web page.";
        return ApiError::forbidden(message).into_response();
    }
    let writes = matches!(*request.method(), Method::POST | Method::PUT);
    if writes && !is_json_or_empty(request.headers()) {
        let message = "The content type must be application/json.";
        return ApiError::bad_request(message).into_response();
    }
    next.run(request).await
}

/// Returns whether the body is JSON or missing.
fn is_json_or_empty(headers: &HeaderMap) -> bool {
    if headers.contains_key(header::CONTENT_TYPE) {
        return media_type(headers) == "application/json";
    }
    text(headers, header::CONTENT_LENGTH).is_none_or(|length| length == "0")
}

/// A JSON body.
struct Body<T>(T);

impl<T: DeserializeOwned> FromRequest<AppState> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|rejection| {
            let message = simplify_message(&rejection.body_text());
            ApiError::unread_control_body(rejection.status(), message)
        })?;
        // serde would read a list as the fields in their order.
        let body = bytes.trim_ascii_start();
        if !body.is_empty() && !body.starts_with(b"{") {
            return Err(ApiError::bad_request("The body must be a JSON object."));
        }
        let read = serde_json::from_slice(&bytes).map(Self);
        read.map_err(|error| ApiError::bad_request(simplify_message(&error.to_string())))
    }
}

/// Returns a resource in its envelope.
fn data(status: StatusCode, resource: impl Serialize) -> Response {
    json_response(status, &json!({ "data": resource }))
}
