//! Faults, the clock and the reset.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Body, data};
use crate::api_error::ApiError;
use crate::faults::{Fault, FaultScope, Injected, Times};
use crate::seed::entries::{FaultEntry, Time};
use crate::state::AppState;

/// How long the port may stay closed, in seconds.
const MAX_REFUSE_SECONDS: u64 = 600;

/// Returns all known faults, and the active ones.
pub(super) async fn faults(state: State<AppState>) -> Response {
    let known: Vec<&str> = Fault::ALL.iter().map(|fault| fault.name()).collect();
    let all = json!({ "known": known, "active": active(&state) });
    data(StatusCode::OK, all)
}

fn active(state: &AppState) -> Vec<Value> {
    let describe = |injected: &Injected| {
        let mut described = json!({ "fault": injected.fault.name() });
        if let Some(call) = injected.scope.method_and_path() {
            described["call"] = call.into();
        }
        if let Some(remaining) = injected.remaining {
            described["left"] = remaining.into();
        }
        described
    };
    state.faults.injected().iter().map(describe).collect()
}

pub(super) async fn inject(
    state: State<AppState>,
    Body(wanted): Body<FaultEntry>,
) -> Result<Response, ApiError> {
    let (scope, fault, times) = wanted.rule().map_err(ApiError::bad_request)?;
    match (fault, wanted.seconds) {
        (Fault::ConnectionRefused, Some(seconds)) if seconds <= MAX_REFUSE_SECONDS => {
            refuse_for(&state, Duration::from_secs(seconds));
        }
        (Fault::ConnectionRefused, _) => {
            let message =
                format!("connection-refused requires seconds, at most {MAX_REFUSE_SECONDS}.");
            return Err(ApiError::bad_request(message));
        }
        (_, Some(_)) => {
            return Err(ApiError::bad_request(
                "seconds is for connection-refused only.",
            ));
        }
        (_, None) => state.faults.inject(scope, fault, times).await,
    }
    Ok(data(StatusCode::CREATED, active(&state)))
}

/// Closes the port for this time. It reopens by itself, since a closed port accepts no control call.
fn refuse_for(state: &AppState, time: Duration) {
    let faults = state.faults.clone();
    tokio::spawn(async move {
        faults
            .inject(FaultScope::ANY, Fault::ConnectionRefused, Times::Always)
            .await;
        tokio::time::sleep(time).await;
        faults.clear_fault(Fault::ConnectionRefused).await;
    });
}

pub(super) async fn clear_faults(state: State<AppState>) -> StatusCode {
    state.faults.clear().await;
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ClockMove {
    advance_seconds: u64,
}

pub(super) async fn clock(state: State<AppState>) -> Response {
    let ahead = state.settings.clock.ahead().as_secs();
    let now = Time(state.now());
    data(StatusCode::OK, json!({ "now": now, "aheadSeconds": ahead }))
}

/// Moves the clock forward.
pub(super) async fn advance_clock(
    state: State<AppState>,
    Body(ClockMove { advance_seconds }): Body<ClockMove>,
) -> Response {
    let by = Duration::from_secs(advance_seconds);
    state.settings.clock.advance(by);
    clock(state).await
}

pub(super) async fn reset(state: State<AppState>) -> Result<StatusCode, ApiError> {
    state.reset().await?;
    Ok(StatusCode::NO_CONTENT)
}
