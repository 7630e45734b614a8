//! Parts of error messages.

use std::time::Duration;

use super::ServiceError;

/// Formats the errors of a service as the end of a message: `: a (code 1); b`.
pub(super) fn messages(errors: &[ServiceError]) -> String {
    let mut text = String::new();
    for error in errors {
        text.push_str(if text.is_empty() { ": " } else { "; " });
        text.push_str(&error.message);
        if let Some(code) = error.code {
            text.push_str(&format!(" (code {code})"));
        }
    }
    text
}

/// Puts `: ` before a problem, unless it is empty.
pub(super) fn after_colon(problem: &str) -> String {
    if problem.is_empty() {
        String::new()
    } else {
        format!(": {problem}")
    }
}

pub(super) fn wait_advice(retry_after: &Option<Duration>) -> String {
    match retry_after {
        Some(wait) => format!("; wait {} s", wait.as_secs_f64().ceil()),
        None => "; wait before you send more requests".to_owned(),
    }
}
