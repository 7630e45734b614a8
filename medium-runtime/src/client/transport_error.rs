//! Errors of calls without a complete response.

use std::time::Duration;

use reqwest::StatusCode;

use super::error::Cause;
use super::sanitize::one_line;
use super::stall::Stalled;
use super::{Error, ErrorResponse, Operation, proxy, tls};

/// Converts a reqwest error. `proxy` is the HTTPS proxy's setting.
pub(crate) fn from_reqwest(
    operation: &'static Operation,
    proxy: Option<&'static str>,
    error: reqwest::Error,
) -> Error {
    let proxy = proxy.filter(|_| error.url().is_some_and(|url| url.scheme() == "https"));
    let host = error
        .url()
        .and_then(|url| url.host_str())
        .map(str::to_owned);
    // The URL may contain secrets.
    let error = error.without_url();
    if error.is_builder() {
        let problem = format!("can't be built: {}", chain(&error));
        return Error::input(operation.id, "request", problem);
    }
    if !error.is_connect() {
        return interrupted_error(operation, error);
    }
    if let Some(problem) = tls::certificate_problem(&error) {
        return certificate_error(operation, host, problem, proxy, error);
    }
    let problem = chain(&error);
    match proxy {
        Some(variable) if proxy::is_login_required(&problem) => Error::Proxy {
            operation: operation.id,
            problem: proxy::login_required_by(variable),
            response: ErrorResponse::default(),
        },
        Some(variable) => connect_error(
            operation,
            error,
            format!("{problem} (through the proxy of {variable})"),
        ),
        None => connect_error(operation, error, problem),
    }
}

/// Returns the error of a server's certificate that was not accepted. Nothing was sent.
fn certificate_error(
    operation: &'static Operation,
    host: Option<String>,
    mut problem: String,
    proxy: Option<&'static str>,
    error: reqwest::Error,
) -> Error {
    if let Some(variable) = proxy {
        problem.push_str(&format!(" (through the proxy of {variable})"));
    }
    Error::Certificate {
        operation: operation.id,
        host: host.unwrap_or_default(),
        problem,
        source: Some(Cause::new(error)),
    }
}

/// Returns the error of a failed connection. Nothing was sent.
fn connect_error(operation: &'static Operation, error: reqwest::Error, problem: String) -> Error {
    if error.is_timeout() {
        let problem = "no connection was established".to_owned();
        return unfinished_error(operation, problem, false, Some(Cause::new(error)));
    }
    connection_error(operation, problem, false, Some(Cause::new(error)))
}

/// Returns the error of a request that reqwest interrupted: a timeout, or a lost connection.
fn interrupted_error(operation: &'static Operation, error: reqwest::Error) -> Error {
    if error.is_timeout() {
        let problem = "no response arrived".to_owned();
        return unfinished_error(operation, problem, true, Some(Cause::new(error)));
    }
    connection_lost_error(operation, chain(&error), Some(Cause::new(error)))
}

/// Returns the error of a connection that broke after the request may have arrived. `problem`
/// says how.
pub(crate) fn connection_lost_error(
    operation: &'static Operation,
    problem: String,
    source: Option<Cause>,
) -> Error {
    if !operation.idempotent {
        return outcome_unknown_error(operation, problem, source);
    }
    connection_error(operation, problem, true, source)
}

/// Returns the error of `RecordedResponse::connection_refused`.
#[cfg(feature = "test-util")]
pub(crate) fn connection_refused_error(operation: &'static Operation) -> Error {
    connection_error(operation, "connection refused".to_owned(), false, None)
}

fn connection_error(
    operation: &'static Operation,
    problem: String,
    sent: bool,
    source: Option<Cause>,
) -> Error {
    Error::Connection {
        operation: operation.id,
        problem,
        sent,
        response: ErrorResponse::default(),
        source,
    }
}

/// Returns the error of a redirect that the user's HTTP client followed, to a response with this
/// status.
pub(crate) fn redirected_error(operation: &'static Operation, status: StatusCode) -> Error {
    const ADVICE: &str = "the HTTP client followed it: build it with redirect::Policy::none()";
    if !operation.idempotent {
        let problem = format!("it was redirected: {ADVICE}");
        return outcome_unknown_error(operation, problem, None);
    }
    Error::Redirected {
        operation: operation.id,
        status,
        advice: ADVICE,
        response: ErrorResponse::default(),
    }
}

/// Returns the error of a response above a limit. `advice` says what to do.
pub(crate) fn response_too_large(
    operation: &'static Operation,
    status: StatusCode,
    advice: &'static str,
) -> Error {
    Error::TooLarge {
        operation: operation.id,
        status,
        what: "the response",
        advice,
        response: ErrorResponse::default(),
    }
}

/// Returns the error of a call without progress, after the request may have arrived.
pub(crate) fn stall_error(operation: &'static Operation, stalled: Stalled) -> Error {
    let problem = match stalled {
        Stalled::NoProgress(limit) => format!("no progress for {} s", limit.as_secs_f32()),
        Stalled::TooSlow(limit) => {
            format!("the response did not end within {} s", limit.as_secs_f32())
        }
    };
    unfinished_error(operation, problem, true, None)
}

/// Returns the error of a call that exceeded its time limit. `sent`: the request may have arrived.
pub(crate) fn timeout_error(operation: &'static Operation, limit: Duration, sent: bool) -> Error {
    let problem = format!("it did not end within {} s", limit.as_secs_f32());
    unfinished_error(operation, problem, sent, None)
}

fn unfinished_error(
    operation: &'static Operation,
    problem: String,
    sent: bool,
    source: Option<Cause>,
) -> Error {
    if sent && !operation.idempotent {
        return outcome_unknown_error(operation, problem, source);
    }
    Error::Timeout {
        operation: operation.id,
        problem,
        sent,
        response: ErrorResponse::default(),
        source,
    }
}

/// Returns the error of a request that may have arrived, without a response that shows its outcome.
fn outcome_unknown_error(
    operation: &'static Operation,
    problem: String,
    source: Option<Cause>,
) -> Error {
    Error::OutcomeUnknown {
        operation: operation.id,
        status: None,
        problem,
        response: ErrorResponse::default(),
        source,
    }
}

/// Returns the causes of an error in one line, without reqwest's and hyper-util's generic messages.
pub(crate) fn chain(error: &reqwest::Error) -> String {
    let mut text = String::new();
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(this) = next {
        let message = this.to_string();
        next = this.source();
        let is_generic = ["error sending request", "client error ("]
            .iter()
            .any(|start| message.starts_with(start));
        if (is_generic && next.is_some()) || text.contains(&message) {
            continue;
        }
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&message);
    }
    one_line(&text).take(300).collect()
}
