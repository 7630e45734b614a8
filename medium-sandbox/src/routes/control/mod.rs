//! `/_sandbox/…`: what arrived, faults, the clock and a fresh start, for clients in any language. The
//! document is `spec/sandbox.yaml`.
//!
//! Calls are JSON only and check where they come from, so no web page that happens to be open can
//! make them.

mod behaviour;
mod records;
mod requests;
mod snapshot;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State as Extract};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, delete, get, post, put};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::table;
use crate::document;
use crate::error::{ApiError, json_response};
use crate::guard;
use crate::seed::plain;
use crate::state::State;

/// The largest snapshot that is read: its images are in it.
const MAX_SNAPSHOT_BYTES: usize = 256 * 1024 * 1024;

pub(super) fn router(state: State) -> Router<State> {
    table::routes(document::control().operations(), handler)
        .route("/_sandbox/{*rest}", any(super::nowhere))
        .route_layer(middleware::from_fn_with_state(state, check))
}

/// What serves an operation of the control document, by its id.
pub(super) fn handler(id: &str) -> Option<MethodRouter<State>> {
    Some(match id {
        "posts" => get(records::posts),
        "deletePosts" => delete(records::delete_posts),
        "images" => get(records::images),
        "deleteImages" => delete(records::delete_images),
        "users" => get(records::users),
        "publications" => get(records::publications),
        "applications" => get(records::applications),
        "tokens" => get(records::tokens),
        "createToken" => post(records::create_token),
        "deleteTokens" => delete(records::delete_tokens),
        "requests" => get(requests::list),
        "deleteRequests" => delete(requests::clear),
        "faults" => get(behaviour::faults),
        "injectFault" => ending(post(behaviour::inject)),
        "clearFaults" => delete(behaviour::clear_faults),
        "clock" => get(behaviour::clock),
        "advanceClock" => post(behaviour::advance_clock),
        "reset" => ending(post(behaviour::reset)),
        "snapshot" => get(snapshot::export),
        "restore" => {
            ending(put(snapshot::restore).layer(DefaultBodyLimit::max(MAX_SNAPSHOT_BYTES)))
        }
        _ => return None,
    })
}

/// For calls that put faults in force: connections that stand end then, so this one says that it does,
/// and its client does not try to use it again.
fn ending(route: MethodRouter<State>) -> MethodRouter<State> {
    route.layer(middleware::map_response(async |mut response: Response| {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
        response
    }))
}

async fn check(state: Extract<State>, request: Request, next: Next) -> Response {
    if !guard::is_ours(&state, request.headers()) {
        let message = "Control calls come from this machine: name it by its address or as \
            localhost, and call from no web page.";
        return ApiError::forbidden(message).into_response();
    }
    let writes = matches!(*request.method(), Method::POST | Method::PUT);
    if writes && !is_json_or_nothing(request.headers()) {
        let message = "A body has to be application/json.";
        return ApiError::bad_request(message).into_response();
    }
    next.run(request).await
}

/// Whether a body is JSON, if there is one.
fn is_json_or_nothing(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(content_type) = text(header::CONTENT_TYPE) else {
        return text(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
    };
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

/// What a body says.
struct Body<T>(T);

impl<T: DeserializeOwned> FromRequest<State> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &State) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|rejection| {
            ApiError::unread_control_body(rejection.status(), plain(&rejection.body_text()))
        })?;
        // Read as a record, a list would be its fields in their order.
        if bytes
            .trim_ascii_start()
            .first()
            .is_some_and(|first| *first != b'{')
        {
            return Err(ApiError::bad_request("The body has to be a JSON object."));
        }
        let read = serde_json::from_slice(&bytes).map(Self);
        read.map_err(|error| ApiError::bad_request(plain(&error.to_string())))
    }
}

/// A resource in its envelope.
fn data(status: StatusCode, resource: impl Serialize) -> Response {
    json_response(status, &json!({ "data": resource }))
}
