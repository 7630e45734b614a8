//! Spans for `tracing`: one per call, and in it one per request, by the conventions of
//! OpenTelemetry for HTTP clients. They contain no headers and no bodies.
//!
//! The conventions define a `client` span per request and nothing around it, so the
//! span of the call is `internal`: it is the operation with its retries.

use std::fmt;

use tracing::{Span, field};
use url::Url;

use super::redactor::Redactor;
use super::response::Received;
use super::{Attempt, Error, Operation};

/// The placeholder of the conventions for hidden values.
const REDACTED: &str = "REDACTED";

/// Creates the span of a call.
pub(crate) fn call_span(operation: &'static Operation) -> Span {
    tracing::info_span!(
        target: "medium_runtime",
        "call",
        otel.name = operation.id,
        otel.kind = "internal",
        otel.status_code = field::Empty,
        operation.id = operation.id,
        error.type = field::Empty,
    )
}

/// Creates the span of a request. `http.request.resend_count` is set from the second on.
pub(crate) fn attempt_span(attempt: &Attempt, url: &Url, redactor: &Redactor) -> Span {
    let Operation { method, path, .. } = attempt.operation;
    let resent = attempt.number.checked_sub(1).filter(|count| *count > 0);
    tracing::info_span!(
        target: "medium_runtime",
        "request",
        otel.name = %format_args!("{method} {path}"),
        otel.kind = "client",
        otel.status_code = field::Empty,
        operation.id = attempt.operation.id,
        http.request.method = method,
        http.request.resend_count = resent,
        http.response.status_code = field::Empty,
        url.full = %RedactedUrl { url, redactor },
        url.template = path,
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        error.type = field::Empty,
    )
}

/// Records how a call ended.
pub(crate) fn record_call_end(span: &Span, result: &Result<Received, Error>) {
    if let Err(error) = result {
        span.record("otel.status_code", "ERROR");
        span.record("error.type", error.kind());
    }
}

/// Records how a request ended.
pub(crate) fn record_attempt_end(span: &Span, result: &Result<Received, Error>) {
    let status = match result {
        Ok(received) => Some(received.status),
        Err(error) => error.status(),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    record_call_end(span, result);
}

/// Displays a URL without query values, which may be credentials, and secrets in its path.
struct RedactedUrl<'a> {
    url: &'a Url,
    redactor: &'a Redactor,
}

impl fmt::Display for RedactedUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.clone();
        if let Some(query) = self.url.query() {
            let names = query
                .split('&')
                .map(|pair| pair.split('=').next().unwrap_or_default());
            let pairs: Vec<String> = names.map(|name| format!("{name}={REDACTED}")).collect();
            url.set_query(Some(&pairs.join("&")));
        }
        f.write_str(&self.redactor.redact(url.as_str()))
    }
}
