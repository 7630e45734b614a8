//! The error of a call.

mod cause;
mod inspect;
mod response;
mod text;

use std::time::Duration;

use reqwest::StatusCode;

pub use cause::Cause;
pub use response::{ErrorResponse, ServiceError};
use text::{after_colon, messages, wait_advice};

/// The error of a call: what happened, in which operation, and what to do.
///
/// An operation is *idempotent* if sending it twice has the same effect as sending it
/// once: its method is `GET`, `HEAD`, `PUT`, `DELETE`, `OPTIONS` or `TRACE`, unless the
/// document says otherwise.
///
/// No variant shows a secret in `Display`, `Debug` or [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An argument or a setting is invalid, or a required credential is missing. Nothing was sent.
    #[error("{operation}: {field} {problem}")]
    Input {
        /// The operation, or `client` for settings.
        operation: &'static str,
        /// The argument, field, setting or variable.
        field: String,
        /// What is wrong with it, and what to do.
        problem: String,
    },
    /// The service rejected the request with a 4xx that has no other variant. Nothing was done.
    #[error("{operation}: rejected with {status}{}", messages(errors))]
    Rejected {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// The service's errors, if it lists any.
        errors: Vec<ServiceError>,
        /// The body of the response, for [`Error::decode`].
        response: ErrorResponse,
    },
    /// The service did not accept the credential (401): the token is unknown, revoked
    /// or expired, or the code of a login was rejected. Nothing was done. (If a token is to
    /// be refreshed and the service rejects that, the error is [`Error::LoginRequired`].)
    #[error(
        "{operation}: the service did not accept the credential ({status}){}; log in again, or check the token",
        messages(errors)
    )]
    Token {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// Whether a refreshed token may be accepted.
        refreshable: bool,
        /// The service's errors.
        errors: Vec<ServiceError>,
        /// The body of the response, for [`Error::decode`].
        response: ErrorResponse,
    },
    /// The credential lacks a scope. Nothing was done. If the client knows the scopes
    /// of its token, it does not send the request.
    #[error("{operation}: the token lacks the scope {scope}; log in again and grant it")]
    Scope {
        /// The operation.
        operation: &'static str,
        /// The missing scope, or several joined by commas.
        scope: String,
        /// The HTTP status, if the request was sent.
        status: Option<StatusCode>,
        /// The body of the response, if the request was sent.
        response: ErrorResponse,
    },
    /// Too many requests (429). Nothing was done.
    #[error(
        "{operation}: rate limited{}{}",
        wait_advice(retry_after),
        messages(errors)
    )]
    RateLimited {
        /// The operation.
        operation: &'static str,
        /// How long to wait, if the service says so.
        retry_after: Option<Duration>,
        /// The service's errors.
        errors: Vec<ServiceError>,
        /// The body of the response, for [`Error::decode`].
        response: ErrorResponse,
    },
    /// A proxy or firewall blocked the request before it reached the service.
    #[error(
        "{operation}: {by} blocked the request ({status}) before it reached the service; try again later, from another network, or with another User-Agent"
    )]
    Blocked {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// What blocked it, such as `Cloudflare`.
        by: &'static str,
        /// The body of the response, which does not come from the service.
        response: ErrorResponse,
    },
    /// The request (413) or the response is larger than accepted.
    #[error("{operation}: {what} is too large; {advice}")]
    TooLarge {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// `the request` or `the response`.
        what: &'static str,
        /// What to do.
        advice: &'static str,
        /// The response: its request id; the body is empty.
        response: ErrorResponse,
    },
    /// The response is not JSON.
    #[error("{operation}: the response ({status}, {content_type}) is not JSON: {start}")]
    NotJson {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// The response's content type, `no content type` if it has none.
        content_type: String,
        /// The start of the body, at most 200 characters.
        start: String,
        /// The body of an unsuccessful response, for [`ErrorResponse::text`]. Empty for a success.
        response: ErrorResponse,
    },
    /// The response does not match the document. No `source`: serde may repeat a value.
    #[error("{operation}: the response ({status}) could not be read at {path}: {problem}")]
    Decode {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// The path in the JSON, such as `data.url`.
        path: String,
        /// What is wrong with the value.
        problem: String,
        /// The response: its request id; the body is empty.
        response: ErrorResponse,
    },
    /// A call that is not idempotent may have been executed: its response is incomplete, or proves
    /// neither success nor rejection (a redirect, a 500). It is not retried.
    #[error(
        "{operation}: the outcome is unknown: {problem}; it may have been executed: check before you send it again"
    )]
    OutcomeUnknown {
        /// The operation.
        operation: &'static str,
        /// The HTTP status, if there was a response.
        status: Option<StatusCode>,
        /// What failed.
        problem: String,
        /// The body of the response, if it was an error, for [`Error::decode`].
        response: ErrorResponse,
        /// The cause, if no response arrived.
        source: Option<Cause>,
    },
    /// An idempotent call failed with 408, 499, or 500 and above. It can be sent again.
    #[error(
        "{operation}: the service is not available ({status}){}; try again later",
        after_colon(problem)
    )]
    Unavailable {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// How long to wait, if the service says so.
        retry_after: Option<Duration>,
        /// The service's errors.
        problem: String,
        /// The body of the response, for [`Error::decode`].
        response: ErrorResponse,
    },
    /// The call took too long. It is safe to send it again: it was not sent, or is idempotent.
    #[error("{operation}: timed out: {problem}; try again")]
    Timeout {
        /// The operation.
        operation: &'static str,
        /// What did not happen, and the limit.
        problem: String,
        /// Whether the request may have arrived.
        sent: bool,
        /// The response: its request id, if its head arrived; the body is empty.
        response: ErrorResponse,
        /// The cause, unless it is one of the client's limits.
        source: Option<Cause>,
    },
    /// The connection failed or broke. It is safe to send the call again: it was not sent, or is
    /// idempotent.
    #[error("{operation}: the connection failed: {problem}; check the network and the URL")]
    Connection {
        /// The operation.
        operation: &'static str,
        /// What failed.
        problem: String,
        /// Whether the request may have arrived.
        sent: bool,
        /// The response: its request id, if its head arrived; the body is empty.
        response: ErrorResponse,
        /// The cause.
        source: Option<Cause>,
    },
    /// The server's certificate was not accepted. Nothing was sent; retrying does not help.
    #[error(
        "{operation}: the certificate of {host} was not accepted: {problem}; check the URL and this machine's clock; if a company or a proxy issues its own certificates, add its root certificate with Builder::root_certificate"
    )]
    Certificate {
        /// The operation.
        operation: &'static str,
        /// The host, as in the URL of the request.
        host: String,
        /// The problem, as the TLS library describes it.
        problem: String,
        /// The cause.
        source: Option<Cause>,
    },
    /// A proxy requires a login (407). Nothing reached the service.
    #[error("{operation}: {problem}")]
    Proxy {
        /// The operation.
        operation: &'static str,
        /// Which proxy, and what to do.
        problem: String,
        /// The response: its request id; the body is empty.
        response: ErrorResponse,
    },
    /// The token can't be refreshed: the user has to log in again. The call was not sent.
    /// (If it was sent, and its token rejected, the error is [`Error::Token`].)
    #[error("{operation}: log in again: {problem}")]
    LoginRequired {
        /// The operation.
        operation: &'static str,
        /// The reason.
        problem: String,
        /// The error of the refresh, if it was sent.
        source: Option<Cause>,
    },
    /// The token could not be refreshed. The call was not sent.
    #[error("{operation}: the token could not be refreshed: {problem}; try again")]
    RefreshFailed {
        /// The operation that needed the token.
        operation: &'static str,
        /// What failed.
        problem: String,
        /// Whether the service may have refreshed it. Then the next call may end in
        /// [`Error::LoginRequired`].
        may_have_refreshed: bool,
        /// The error of the refresh, or of the token store.
        source: Option<Cause>,
    },
    /// The call succeeded, but its response could not be written.
    #[error("{operation}: the response could not be written: {problem}")]
    Output {
        /// The operation.
        operation: &'static str,
        /// The destination, and what failed.
        problem: String,
        /// The response: its request id; the body is empty.
        response: ErrorResponse,
        /// The cause.
        source: Option<Cause>,
    },
    /// The service has nothing newer (304), after a request with a header such as `If-None-Match`.
    #[error("{operation}: not modified (304); use the copy that you have")]
    NotModified {
        /// The operation.
        operation: &'static str,
        /// The response: its request id; the body is empty.
        response: ErrorResponse,
    },
    /// An idempotent call was redirected. The client follows no redirects, because a
    /// token must not reach another host. (Others end in [`Error::OutcomeUnknown`].)
    #[error("{operation}: redirected ({status}); {advice}")]
    Redirected {
        /// The operation.
        operation: &'static str,
        /// The HTTP status of the redirect, or of the response if an HTTP client followed it.
        status: StatusCode,
        /// What to do.
        advice: &'static str,
        /// The response: its request id; the body is empty.
        response: ErrorResponse,
    },
}
