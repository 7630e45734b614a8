//! What `tracing` sees of a call: a span of the call, and in it one for each
//! request, by OpenTelemetry's conventions for HTTP clients. No header and no body
//! is in them.
//!
//! The conventions want a `client` span for each request and none around them, so
//! the call's own span is `internal`: it is the operation, with its retries.

use std::fmt;

use tracing::{Span, field};
use url::Url;

use super::redactor::Redactor;
use super::response::Received;
use super::{Attempt, Error, Operation};

/// What the conventions put in the place of what may not be shown.
const REDACTED: &str = "REDACTED";

/// The span of a whole call.
pub(crate) fn call(operation: &'static Operation) -> Span {
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

/// The span of one request. `http.request.resend_count` is there from the second
/// on.
pub(crate) fn attempt(attempt: &Attempt, url: &Url, redactor: &Redactor) -> Span {
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

/// How a call ended.
pub(crate) fn call_ended(span: &Span, result: &Result<Received, Error>) {
    if let Err(error) = result {
        span.record("otel.status_code", "ERROR");
        span.record("error.type", error.kind());
    }
}

/// How a request ended.
pub(crate) fn attempt_ended(span: &Span, result: &Result<Received, Error>) {
    let status = match result {
        Ok(received) => Some(received.status),
        Err(error) => error.status(),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    call_ended(span, result);
}

/// A URL without the values of its query, as any of them may be a credential, and
/// without the secrets in its path.
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
        f.write_str(&self.redactor.hidden(url.as_str()))
    }
}
