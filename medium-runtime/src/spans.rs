//! What `tracing` sees of a call: a span for the call and one for each attempt,
//! with OpenTelemetry's names for HTTP clients. No URL with ids in it, no
//! header, no body.

use tracing::{Span, field};
use url::Url;

use super::response::Received;
use super::{Attempt, Error, Operation};

/// The span of a whole call.
pub(crate) fn call(operation: &'static Operation, server: &Url) -> Span {
    tracing::info_span!(
        target: "medium_runtime",
        "call",
        otel.kind = "client",
        operation.id = operation.id,
        http.request.method = operation.method,
        url.template = operation.path,
        server.address = server.host_str(),
        server.port = server.port_or_known_default(),
        http.response.status_code = field::Empty,
        error.type = field::Empty,
    )
}

/// The span of one attempt.
pub(crate) fn attempt(attempt: &Attempt) -> Span {
    tracing::debug_span!(
        target: "medium_runtime",
        "attempt",
        operation.id = attempt.operation.id,
        http.request.resend_count = attempt.number - 1,
        http.response.status_code = field::Empty,
        error.type = field::Empty,
    )
}

/// How it ended.
pub(crate) fn record(span: &Span, result: &Result<Received, Error>) {
    if span.is_disabled() {
        return;
    }
    let status = match result {
        Ok(received) => Some(received.status),
        Err(error) => error.status(),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if let Err(error) = result {
        span.record("error.type", error.kind());
    }
}
