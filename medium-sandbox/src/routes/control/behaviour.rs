//! How the sandbox behaves: faults, the clock, a fresh start.

use std::time::Duration;

use axum::extract::State as Extract;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Body, data};
use crate::error::ApiError;
use crate::faults::{Fault, Injected, Target, Times};
use crate::seed::records::FaultRecord;
use crate::state::State;

/// How long the port may be kept closed, in seconds.
const LONGEST_REFUSAL: u64 = 600;

/// The faults that exist and those that are in force.
pub(super) async fn faults(state: Extract<State>) -> Response {
    let known: Vec<&str> = Fault::ALL.iter().map(|fault| fault.name()).collect();
    let all = json!({ "known": known, "active": active(&state) });
    data(StatusCode::OK, all)
}

fn active(state: &State) -> Vec<Value> {
    let describe = |injected: &Injected| {
        let mut described = json!({ "fault": injected.fault.name() });
        if let Some(call) = injected.target.written() {
            described["call"] = call.into();
        }
        if let Some(left) = injected.left {
            described["left"] = left.into();
        }
        described
    };
    state.faults.injected().iter().map(describe).collect()
}

pub(super) async fn inject(
    state: Extract<State>,
    Body(wanted): Body<FaultRecord>,
) -> Result<Response, ApiError> {
    let (target, fault, times) = wanted.rule().map_err(ApiError::bad_request)?;
    match (fault, wanted.seconds) {
        (Fault::Refuse, Some(seconds)) if seconds <= LONGEST_REFUSAL => {
            refuse_for(&state, Duration::from_secs(seconds));
        }
        (Fault::Refuse, _) => {
            let message = format!("refuse needs seconds, at most {LONGEST_REFUSAL}.");
            return Err(ApiError::bad_request(message));
        }
        (_, Some(_)) => return Err(ApiError::bad_request("seconds is for refuse.")),
        (_, None) => state.faults.inject(target, fault, times).await,
    }
    Ok(data(StatusCode::CREATED, active(&state)))
}

/// Keeps the port closed. Nobody could end it by a call, so it ends by itself.
fn refuse_for(state: &State, time: Duration) {
    let faults = state.faults.clone();
    tokio::spawn(async move {
        faults
            .inject(Target::ANY, Fault::Refuse, Times::Always)
            .await;
        tokio::time::sleep(time).await;
        faults.clear_kind(Fault::Refuse).await;
    });
}

pub(super) async fn clear_faults(state: Extract<State>) -> StatusCode {
    state.faults.clear().await;
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ClockMove {
    advance_seconds: u64,
}

pub(super) async fn clock(state: Extract<State>) -> Response {
    let ahead = state.settings.clock.ahead().as_secs();
    let now = crate::seed::moment(state.now());
    data(StatusCode::OK, json!({ "now": now, "aheadSeconds": ahead }))
}

/// Moves the clock, so that tokens expire.
pub(super) async fn advance_clock(
    state: Extract<State>,
    Body(ClockMove { advance_seconds }): Body<ClockMove>,
) -> Response {
    let by = Duration::from_secs(advance_seconds);
    state.settings.clock.advance(by);
    clock(state).await
}

pub(super) async fn reset(state: Extract<State>) -> Result<StatusCode, ApiError> {
    state.reset().await?;
    Ok(StatusCode::NO_CONTENT)
}
