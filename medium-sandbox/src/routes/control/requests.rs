//! The list of requests, narrowed down and waited for.

use std::ops::RangeInclusive;
use std::time::Duration;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::timeout;

use super::data;
use crate::LoggedRequest;
use crate::document::medium;
use crate::error::ApiError;
use crate::seed::{moment, no_operation, plain, written_moment};
use crate::state::State;

/// How long is waited where it is not said, in seconds.
const PATIENCE: u64 = 10;

/// Which requests are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    operation: Option<String>,
    status: Option<u16>,
    #[serde(default, deserialize_with = "written_moment")]
    since: Option<Timestamp>,
    after: Option<u64>,
    /// Waited for until there are so many.
    count: Option<usize>,
    timeout: Option<u64>,
}

pub(super) async fn list(
    state: Extract<State>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, ApiError> {
    let refused = |rejection: QueryRejection| ApiError::bad_request(plain(&rejection.body_text()));
    let Query(wanted) = wanted.map_err(refused)?;
    wanted.check()?;
    let patience = wanted.timeout.unwrap_or(PATIENCE);
    if let Some(count) = wanted.count {
        let enough = state
            .log
            .until(|entries| entries.filter(|entry| wanted.includes(entry)).count() >= count);
        // What there is when the time is over is what there is.
        let _ = timeout(Duration::from_secs(patience), enough).await;
    }
    let matching = state.log.matching(|entry| wanted.includes(entry));
    let listed: Vec<Value> = matching.iter().map(described).collect();
    Ok(data(StatusCode::OK, listed))
}

pub(super) async fn clear(state: Extract<State>) -> StatusCode {
    state.log.clear();
    StatusCode::NO_CONTENT
}

impl Wanted {
    fn check(&self) -> Result<(), ApiError> {
        let known = |id: &String| {
            let mut all = medium().operations().iter();
            all.any(|operation| operation.id == *id)
        };
        if let Some(id) = self.operation.as_ref().filter(|id| !known(id)) {
            return Err(ApiError::bad_request(no_operation(id)));
        }
        within("status", self.status.map(u64::from), 100..=599)?;
        within("count", self.count.map(|count| count as u64), 1..=10_000)?;
        within("timeout", self.timeout, 0..=60)
    }

    fn includes(&self, entry: &LoggedRequest) -> bool {
        let operation = |id: &String| operation_of(entry).is_some_and(|known| known == id);
        self.operation.as_ref().is_none_or(operation)
            && self.status.is_none_or(|status| entry.status == status)
            && self.after.is_none_or(|after| entry.number > after)
            && self
                .since
                .is_none_or(|since| entry.at >= since.as_millisecond())
    }
}

/// Refuses what the document does not allow for a parameter.
fn within(name: &str, value: Option<u64>, range: RangeInclusive<u64>) -> Result<(), ApiError> {
    match value {
        Some(value) if !range.contains(&value) => {
            let (least, most) = range.into_inner();
            let message = format!("{name} goes from {least} to {most}.");
            Err(ApiError::bad_request(message))
        }
        _ => Ok(()),
    }
}

fn operation_of(entry: &LoggedRequest) -> Option<&'static str> {
    let operation = medium().operation_of(&entry.method, &entry.path)?;
    Some(operation.id.as_str())
}

/// A request as the control document has it. What is not known is left out.
fn described(entry: &LoggedRequest) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            fields.insert(name.to_owned(), value);
        }
    };
    put("number", entry.number.into());
    put("operation", operation_of(entry).into());
    put("method", entry.method.as_str().into());
    put("path", entry.path.as_str().into());
    put("status", entry.status.into());
    put("authorized", entry.authorization.into());
    put("user", entry.user.as_deref().into());
    put("at", json!(moment(entry.at)));
    put("milliseconds", (entry.took.as_secs_f64() * 1000.0).into());
    put(
        "requestViolation",
        entry.request_violation.as_deref().into(),
    );
    put(
        "responseViolation",
        entry.response_violation.as_deref().into(),
    );
    if let Some(exchange) = &entry.exchange {
        let message = |headers: &str, body: &str| json!({ "headers": headers, "body": body });
        let request = message(&exchange.request_head, &exchange.request_body);
        put("request", request);
        let response = message(&exchange.response_head, &exchange.response_body);
        put("response", response);
    }
    Value::Object(fields)
}
