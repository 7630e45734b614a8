//! `/_sandbox/…`: faults, the clock and a fresh start, for clients in any language.
//!
//! Calls are JSON only and check where they come from, so no web page that happens to be open can
//! make them.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::error::{ApiError, json_response};
use crate::faults::{Fault, Injected, Target, Times};
use crate::guard;
use crate::state::State;

/// How long the port may be kept closed.
const LONGEST_REFUSAL: u64 = 600;
/// How many connections may be closed as soon as they stand.
const MOST_CLOSED: usize = 1_000;

pub(super) fn router(state: State) -> Router<State> {
    Router::new()
        .route("/_sandbox/faults", get(list).post(inject).delete(clear))
        .route("/_sandbox/clock", post(advance))
        .route("/_sandbox/reset", post(reset))
        .route_layer(middleware::from_fn_with_state(state, check))
}

async fn check(state: Extract<State>, request: Request, next: Next) -> Response {
    if !guard::is_ours(&state, request.headers()) {
        return ApiError::forbidden("Control calls come from this machine.").into_response();
    }
    if *request.method() == Method::POST && !is_json(request.headers()) {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return ApiError::new(status, -1, "Control calls are application/json.").into_response();
    }
    next.run(request).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = content_type
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, ApiError> {
    serde_json::from_slice(body).map_err(|error| ApiError::bad_request(error.to_string()))
}

/// Which fault, for which calls, how often.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Injection {
    fault: String,
    /// An operation id; all without it.
    operation: Option<String>,
    /// So many calls; without it and `probability`, until cleared.
    times: Option<usize>,
    probability: Option<f64>,
    #[serde(default)]
    seed: u64,
    /// How long the port stays closed, for `refuse` only.
    seconds: Option<u64>,
}

impl Injection {
    fn times(&self) -> Result<Times, ApiError> {
        match (self.times, self.probability) {
            (Some(_), Some(_)) => Err(ApiError::bad_request(
                "Give times or probability, not both.",
            )),
            (Some(times), None) => Ok(Times::Next(times)),
            (None, Some(p)) if (0.0..=1.0).contains(&p) => {
                Ok(Times::Probability { p, seed: self.seed })
            }
            (None, Some(_)) => Err(ApiError::bad_request("probability goes from 0 to 1.")),
            (None, None) => Ok(Times::Always),
        }
    }

    fn target(&self) -> Result<Target, ApiError> {
        let Some(id) = &self.operation else {
            return Ok(Target::ANY);
        };
        let unknown = || ApiError::bad_request(format!("No operation is called {id:?}."));
        Target::operation(id).ok_or_else(unknown)
    }
}

/// Whether a fault that strikes control calls as well lets one through in the end.
fn ends(times: Times) -> bool {
    match times {
        Times::Always => false,
        Times::Next(times) => times <= MOST_CLOSED,
        Times::Probability { p, .. } => p < 1.0,
    }
}

async fn inject(state: Extract<State>, body: Bytes) -> Result<Response, ApiError> {
    let wanted: Injection = read(&body)?;
    let fault: Fault = wanted
        .fault
        .parse()
        .map_err(|error| ApiError::bad_request(format!("{error}; see GET /_sandbox/faults")))?;
    let (target, times) = (wanted.target()?, wanted.times()?);
    match (fault, wanted.seconds) {
        (Fault::Refuse, Some(seconds)) if seconds <= LONGEST_REFUSAL => {
            let faults = state.faults.clone();
            // Nobody could end it by a call, so it ends by itself.
            tokio::spawn(async move {
                faults
                    .inject(Target::ANY, Fault::Refuse, Times::Always)
                    .await;
                tokio::time::sleep(Duration::from_secs(seconds)).await;
                faults.clear_kind(Fault::Refuse).await;
            });
        }
        (Fault::Refuse, _) => {
            let message = format!("refuse needs seconds, at most {LONGEST_REFUSAL}.");
            return Err(ApiError::bad_request(message));
        }
        (Fault::CloseAtAccept, _) if !ends(times) => {
            let message = format!(
                "close-at-accept needs times, at most {MOST_CLOSED}, or a probability below 1."
            );
            return Err(ApiError::bad_request(message));
        }
        _ => state.faults.inject(target, fault, times).await,
    }
    Ok(json_response(
        StatusCode::CREATED,
        &json!({ "data": active(&state) }),
    ))
}

/// The faults that exist and those that are in force.
async fn list(state: Extract<State>) -> Response {
    let known: Vec<&str> = Fault::ALL.iter().map(|fault| fault.name()).collect();
    json_response(
        StatusCode::OK,
        &json!({ "data": { "known": known, "active": active(&state) } }),
    )
}

fn active(state: &State) -> Vec<Value> {
    let describe = |injected: &Injected| {
        let call = injected
            .target
            .as_call()
            .map(|(method, path)| format!("{method} {path}"));
        json!({ "fault": injected.fault.name(), "call": call, "left": injected.left })
    };
    state.faults.injected().iter().map(describe).collect()
}

async fn clear(state: Extract<State>) -> StatusCode {
    state.faults.clear().await;
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockMove {
    advance_seconds: u64,
}

/// Moves the clock, so that tokens expire.
async fn advance(state: Extract<State>, body: Bytes) -> Result<Response, ApiError> {
    let ClockMove { advance_seconds } = read(&body)?;
    state
        .settings
        .clock
        .advance(Duration::from_secs(advance_seconds));
    Ok(json_response(
        StatusCode::OK,
        &json!({ "data": { "now": state.now() } }),
    ))
}

async fn reset(state: Extract<State>) -> Result<StatusCode, ApiError> {
    state.reset().await?;
    Ok(StatusCode::NO_CONTENT)
}
