//! The request log, with filters and waiting.

use std::ops::RangeInclusive;
use std::time::Duration;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::data;
use crate::LoggedRequest;
use crate::api_error::ApiError;
use crate::document::medium;
use crate::seed::entries::Time;
use crate::seed::{simplify_message, unknown_operation};
use crate::state::AppState;

/// The default timeout in seconds.
const DEFAULT_TIMEOUT: u64 = 10;

/// The query parameters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    operation: Option<String>,
    status: Option<u16>,
    since: Option<Time>,
    after: Option<u64>,
    /// Waits for this number of requests.
    count: Option<usize>,
    timeout: Option<u64>,
}

pub(super) async fn list(
    state: State<AppState>,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Response, ApiError> {
    let rejected =
        |rejection: QueryRejection| ApiError::bad_request(simplify_message(&rejection.body_text()));
    let Query(filter) = filter.map_err(rejected)?;
    filter.check()?;
    let seconds = filter.timeout.unwrap_or(DEFAULT_TIMEOUT);
    if let Some(count) = filter.count {
        let enough = state
            .log
            .wait_until(|entries| entries.filter(|entry| filter.includes(entry)).count() >= count);
        // After a timeout, the response contains the requests so far.
        let _ = timeout(Duration::from_secs(seconds), enough).await;
    }
    let matching = state.log.matching(|entry| filter.includes(entry));
    let listed: Vec<Value> = matching.iter().map(to_json).collect();
    Ok(data(StatusCode::OK, listed))
}

pub(super) async fn clear(state: State<AppState>) -> StatusCode {
    state.log.clear();
    StatusCode::NO_CONTENT
}

impl Filter {
    fn check(&self) -> Result<(), ApiError> {
        if let Some(id) = &self.operation
            && medium().operation(id).is_none()
        {
            return Err(ApiError::bad_request(unknown_operation(id)));
        }
        within("status", self.status.map(u64::from), 100..=599)?;
        within("count", self.count.map(|count| count as u64), 1..=10_000)?;
        within("timeout", self.timeout, 0..=60)
    }

    fn includes(&self, entry: &LoggedRequest) -> bool {
        let is_operation = |id: &String| operation_of(entry) == Some(id.as_str());
        self.operation.as_ref().is_none_or(is_operation)
            && self.status.is_none_or(|status| entry.status == status)
            && self.after.is_none_or(|after| entry.number > after)
            && self.since.is_none_or(|since| entry.time >= since.0)
    }
}

/// Rejects a parameter outside the range in the document.
fn within(name: &str, value: Option<u64>, range: RangeInclusive<u64>) -> Result<(), ApiError> {
    match value {
        Some(value) if !range.contains(&value) => {
            let (min, max) = range.into_inner();
            let message = format!("{name} must be from {min} to {max}.");
            Err(ApiError::bad_request(message))
        }
        _ => Ok(()),
    }
}

fn operation_of(entry: &LoggedRequest) -> Option<&'static str> {
    let operation = medium().operation_of(&entry.method, &entry.path)?;
    Some(operation.id.as_str())
}

/// Returns a request as the control document describes it, without unknown fields.
fn to_json(entry: &LoggedRequest) -> Value {
    let message = |head: &str, body: &str| json!({ "headers": head, "body": body });
    let exchange = entry.exchange.as_ref();
    let mut fields = json!({
        "number": entry.number,
        "operation": operation_of(entry),
        "method": entry.method,
        "path": entry.path,
        "status": entry.status,
        "authorized": entry.authorization,
        "user": entry.user,
        "at": Time(entry.time),
        "milliseconds": entry.duration.as_secs_f64() * 1000.0,
        "requestViolation": entry.request_violation,
        "responseViolation": entry.response_violation,
        "request": exchange.map(|sent| message(&sent.request_head, &sent.request_body)),
        "response": exchange.map(|sent| message(&sent.response_head, &sent.response_body)),
    });
    if let Some(fields) = fields.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    fields
}
