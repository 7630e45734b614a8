//! Calls that got no whole response, and what that means for the caller.

use std::error::Error as _;
use std::time::Duration;

use super::{Error, Operation};

/// How a request that got no whole response failed, by reqwest's error.
pub(crate) fn failed(operation: &'static Operation, error: reqwest::Error) -> Error {
    // The URL may hold what the caller would not want in a log.
    let error = error.without_url();
    let problem = chain(&error);
    let timeout = error.is_timeout();
    let operation_id = operation.id;
    if error.is_builder() {
        return Error::input(operation_id, "request", format!("can't be made: {problem}"));
    }
    let sent = !error.is_connect();
    if sent && !operation.is_idempotent() {
        return Error::OutcomeUnknown {
            operation: operation_id,
            status: None,
            problem,
        };
    }
    if timeout {
        let problem = if sent {
            "no response came"
        } else {
            "no connection was made"
        };
        return Error::Timeout {
            operation: operation_id,
            problem: problem.to_owned(),
            sent,
        };
    }
    Error::Connection {
        operation: operation_id,
        problem,
        sent,
    }
}

/// Nothing moved for as long as the limit.
pub(crate) fn stalled(operation: &'static Operation, limit: Duration) -> Error {
    let problem = format!("nothing moved for {} s", limit.as_secs_f32());
    unfinished(operation, problem, true)
}

/// The call took longer than its limit. `sent`: the request may have arrived.
pub(crate) fn timed_out(operation: &'static Operation, limit: Duration, sent: bool) -> Error {
    let problem = format!("it did not end within {} s", limit.as_secs_f32());
    unfinished(operation, problem, sent)
}

fn unfinished(operation: &'static Operation, problem: String, sent: bool) -> Error {
    let operation_id = operation.id;
    if sent && !operation.is_idempotent() {
        return Error::OutcomeUnknown {
            operation: operation_id,
            status: None,
            problem,
        };
    }
    Error::Timeout {
        operation: operation_id,
        problem,
        sent,
    }
}

/// An error and what lies under it, as one line.
pub(crate) fn chain(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let said = inner.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        source = inner.source();
    }
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    clean.take(300).collect()
}
