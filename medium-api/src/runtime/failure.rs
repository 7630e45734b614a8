//! What reqwest says went wrong, told as what it means for the caller.

use std::error::Error as _;

use super::{Error, Operation};

/// How a request that got no whole answer failed.
pub(crate) fn failed(operation: &'static Operation, error: reqwest::Error) -> Error {
    // The URL may hold what the caller would not want in a log.
    let error = error.without_url();
    let problem = chain(&error);
    let operation_id = operation.id;
    if error.is_builder() {
        return Error::input(operation_id, "request", format!("can't be made: {problem}"));
    }
    if error.is_connect() {
        return if error.is_timeout() {
            Error::Timeout {
                operation: operation_id,
                problem: "no connection was made".to_owned(),
            }
        } else {
            Error::Connection {
                operation: operation_id,
                problem,
            }
        };
    }
    if !operation.is_idempotent() {
        return Error::OutcomeUnknown {
            operation: operation_id,
            problem,
        };
    }
    if error.is_timeout() {
        Error::Timeout {
            operation: operation_id,
            problem: "no answer came".to_owned(),
        }
    } else {
        Error::Connection {
            operation: operation_id,
            problem,
        }
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
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(300)
        .collect()
}
