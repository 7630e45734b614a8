//! The list of requests, narrowed down and waited for.

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
use crate::seed::moment;
use crate::state::State;

/// How long is waited where it is not said, and at most, in seconds.
const PATIENCE: u64 = 10;
const LONGEST: u64 = 60;

/// Which requests are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    operation: Option<String>,
    status: Option<u16>,
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
    let refused = |rejection: QueryRejection| ApiError::bad_request(rejection.body_text());
    let Query(wanted) = wanted.map_err(refused)?;
    wanted.check()?;
    let patience = wanted.timeout.unwrap_or(PATIENCE).min(LONGEST);
    if let Some(count) = wanted.count {
        let enough = state
            .log
            .until(|entries| entries.filter(|entry| wanted.includes(entry)).count() >= count);
        // What there is when the time is over is what there is.
        let _ = timeout(Duration::from_secs(patience), enough).await;
    }
    let entries = state.log.entries();
    let matching = entries.iter().filter(|entry| wanted.includes(entry));
    let listed: Vec<Value> = matching.map(described).collect();
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
        match &self.operation {
            Some(id) if !known(id) => {
                let message = format!("No operation is called {id:?}.");
                Err(ApiError::bad_request(message))
            }
            _ => Ok(()),
        }
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
        entry.answer_violation.as_deref().into(),
    );
    if let Some(exchange) = &entry.exchange {
        let message = |headers: &str, body: &str| json!({ "headers": headers, "body": body });
        let request = message(&exchange.request_head, &exchange.request_body);
        put("request", request);
        let response = message(&exchange.answer_head, &exchange.answer_body);
        put("response", response);
    }
    Value::Object(fields)
}
