//! Everything that the sandbox holds, out and in.

use axum::extract::State as Extract;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Body, data};
use crate::Seed;
use crate::error::ApiError;
use crate::seed::records::Records;
use crate::state::{RestoreError, State};

pub(super) async fn export(state: Extract<State>) -> Response {
    data(StatusCode::OK, Seed::of(&state).0)
}

pub(super) async fn restore(
    state: Extract<State>,
    Body(records): Body<Records>,
) -> Result<StatusCode, ApiError> {
    let seed = Seed(records);
    match state.restore(&seed).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(RestoreError::Seed(error)) => Err(ApiError::bad_request(error.to_string())),
        Err(RestoreError::State(error)) => Err(error.into()),
    }
}
