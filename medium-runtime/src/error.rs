//! What can go wrong with a call, each with what to do about it.

mod body;
mod inspect;
mod words;

use std::time::Duration;

use reqwest::StatusCode;

pub use body::ErrorBody;
use words::{colon, said, wait};

/// One error as the service words it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The service's number for it, where it gave one.
    pub code: Option<i64>,
    /// The service's words.
    pub message: String,
}

impl ServiceError {
    /// An error with these words, and this number where there is one.
    #[must_use]
    pub fn new(code: Option<i64>, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}

/// Why a call gave no value. Each variant's text says what happened, to which
/// operation, and what to do.
///
/// No variant shows a token or another secret, in `Display`, in `Debug` or in
/// its [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An argument can't be sent; nothing was.
    #[error("{operation}: {field} {problem}")]
    Input {
        /// The operation, or `client` while the client is being built.
        operation: &'static str,
        /// The argument or field.
        field: String,
        /// What is wrong with it, and what to do.
        problem: String,
    },
    /// The service understood the call and refused it.
    #[error("{operation}: refused with {status}{}", said(errors))]
    Refused {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// What the service says, empty where it says nothing.
        errors: Vec<ServiceError>,
        /// The response's body, for [`Error::decode`].
        body: ErrorBody,
    },
    /// The credential is missing, unknown, revoked or expired.
    #[error(
        "{operation}: the token was not accepted ({status}){}; log in again, or check the token",
        said(errors)
    )]
    Token {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// Whether a renewed token may do: the service refused the token itself.
        renewable: bool,
        /// What the service says.
        errors: Vec<ServiceError>,
        /// The response's body, for [`Error::decode`].
        body: ErrorBody,
    },
    /// The credential lacks a scope.
    #[error("{operation}: the token lacks the scope {scope}; log in again and grant it")]
    Scope {
        /// The operation.
        operation: &'static str,
        /// The scope that is missing, several joined by commas.
        scope: String,
    },
    /// Too many calls for now.
    #[error("{operation}: rate limited{}{}", wait(retry_after), said(errors))]
    RateLimited {
        /// The operation.
        operation: &'static str,
        /// How long to wait, where the service said so.
        retry_after: Option<Duration>,
        /// What the service says.
        errors: Vec<ServiceError>,
        /// The response's body, for [`Error::decode`].
        body: ErrorBody,
    },
    /// Something in front of the service stopped the call: the service never
    /// saw it.
    #[error(
        "{operation}: {by} blocked the call ({status}) before it reached the service; try later, from another network, or with another User-Agent"
    )]
    Blocked {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// What stopped it, such as `Cloudflare`.
        by: &'static str,
    },
    /// The request was larger than the service takes, or the response larger
    /// than the client reads.
    #[error("{operation}: {what} is too large; {advice}")]
    TooLarge {
        /// The operation.
        operation: &'static str,
        /// `the request` or `the response`.
        what: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// The response is no JSON.
    #[error("{operation}: the response ({status}, {content_type}) is not JSON: {start}")]
    NotJson {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// The response's content type, `no content type` where it has none.
        content_type: String,
        /// How the body starts: 200 characters at most.
        start: String,
        /// The body of a refusal, for [`ErrorBody::text`]; empty of a success.
        body: ErrorBody,
    },
    /// The response is JSON, but not of the shape that the document gives it.
    #[error("{operation}: the response ({status}) could not be read at {path}: {problem}")]
    Decode {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// Where in the JSON, such as `data.url`.
        path: String,
        /// What is wrong there.
        problem: String,
    },
    /// The request may have arrived, and what came of it is not known: no whole
    /// response came, or one that proves neither success nor refusal, such as a
    /// redirect or a 500 (see [`Error::proves_not_done`]). A call that changes
    /// something is never sent again after this: look first whether it was
    /// done.
    #[error(
        "{operation}: what came of it is not known ({problem}); it may have been done: look before you send it again"
    )]
    OutcomeUnknown {
        /// The operation.
        operation: &'static str,
        /// The HTTP status, where there was a response.
        status: Option<StatusCode>,
        /// What broke.
        problem: String,
        /// The response's body, where it was an error, for [`Error::decode`].
        body: ErrorBody,
    },
    /// The service is not available for now, and the call only reads: 408, 499, or
    /// 500 and above.
    #[error(
        "{operation}: the service is not available ({status}){}; try again later",
        colon(problem)
    )]
    Unavailable {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
        /// How long to wait, where the service said so.
        retry_after: Option<Duration>,
        /// What the service says.
        problem: String,
        /// The response's body, for [`Error::decode`].
        body: ErrorBody,
    },
    /// It took too long, and nothing was changed by the call.
    #[error("{operation}: {problem} in time; try again")]
    Timeout {
        /// The operation.
        operation: &'static str,
        /// What did not happen.
        problem: String,
        /// Whether the request may have arrived.
        sent: bool,
    },
    /// There was no connection, or it broke, and nothing was changed by the
    /// call.
    #[error("{operation}: no connection: {problem}; check the network and the address")]
    Connection {
        /// The operation.
        operation: &'static str,
        /// What broke.
        problem: String,
        /// Whether the request may have arrived.
        sent: bool,
    },
    /// The server's certificate was not accepted. Nothing was sent, and another
    /// attempt would end the same way.
    #[error("{operation}: the certificate of {host} was not accepted: {problem}; {advice}")]
    Certificate {
        /// The operation.
        operation: &'static str,
        /// The host that showed the certificate, as the request named it.
        host: String,
        /// What is wrong with the certificate, in the words of the TLS library.
        problem: String,
        /// What to do.
        advice: &'static str,
    },
    /// A proxy on the way did not let the request through: it asks for a login
    /// (407). The service has not seen the request.
    #[error("{operation}: {problem}")]
    Proxy {
        /// The operation.
        operation: &'static str,
        /// What the proxy asks for, and what to do.
        problem: String,
    },
    /// The access can't be renewed: only the user can grant it again.
    #[error("{operation}: log in again: {problem}")]
    LogIn {
        /// The operation.
        operation: &'static str,
        /// Why.
        problem: String,
    },
    /// The access token could not be renewed this time; the call itself was
    /// not sent.
    #[error("{operation}: the token could not be renewed: {problem}; try again")]
    Renewal {
        /// The operation that needed the token.
        operation: &'static str,
        /// What went wrong.
        problem: String,
        /// Whether the service may have renewed it all the same. Then the next
        /// call may end in [`Error::LogIn`].
        unknown: bool,
    },
    /// The response could not be written to where the caller wants it.
    #[error("{operation}: the response could not be written: {problem}")]
    Output {
        /// The operation.
        operation: &'static str,
        /// Where to, and what broke.
        problem: String,
    },
    /// The service has nothing newer than what the caller has (304): the call
    /// said so with a header such as `If-None-Match`.
    #[error("{operation}: nothing changed since (304); use what you have")]
    NotModified {
        /// The operation.
        operation: &'static str,
    },
    /// The service sent a call that only reads elsewhere. Redirects are never
    /// followed: a token must not reach another host. (A call that changes
    /// something ends in [`Error::OutcomeUnknown`]: a redirect may come after
    /// the change.)
    #[error(
        "{operation}: redirected ({status}), which is not followed; check the address that the client was given"
    )]
    Redirected {
        /// The operation.
        operation: &'static str,
        /// The HTTP status.
        status: StatusCode,
    },
}
