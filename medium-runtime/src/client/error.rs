//! What can go wrong with a call, each with what to do about it.

mod body;
mod cause;
mod inspect;
mod service;
mod text;

use std::time::Duration;

use reqwest::StatusCode;

pub use body::ErrorBody;
pub use cause::Cause;
pub use service::ServiceError;
use text::{after_colon, messages, wait_advice};

/// Why a call gave no value. Each variant's text says what happened, to which
/// operation, and what to do.
///
/// Most programs need no more than the questions that every error answers:
/// [`is_retryable`](Self::is_retryable), [`retry_after`](Self::retry_after),
/// [`is_unknown_outcome`](Self::is_unknown_outcome), [`status`](Self::status),
/// [`request_id`](Self::request_id), [`code`](Self::code).
///
/// ```no_run
/// # use medium_runtime::{Call, Error};
/// # async fn example(call: Call<String>) {
/// match call.await {
///     Ok(value) => println!("{value}"),
///     Err(Error::Token { .. }) => println!("log in again"),
///     Err(error) if error.is_unknown_outcome() => println!("look whether it was done: {error}"),
///     Err(error) if error.is_retryable() => println!("later: {error}, {:?}", error.retry_after()),
///     Err(error) => println!("{error}"),
/// }
/// # }
/// ```
///
/// In these docs an operation is *idempotent* where sending it twice has the same
/// effect as sending it once: where its method is `GET`, `HEAD`, `PUT`, `DELETE`,
/// `OPTIONS` or `TRACE`, unless the document says otherwise.
///
/// No variant shows a token or another secret, in `Display`, in `Debug` or in
/// its [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An argument or a setting can't be sent; nothing was.
    #[error("{operation}: {field} {problem}")]
    Input {
        /// The operation, or `client` while the client is being built.
        operation: &'static str,
        /// The argument, field or setting.
        field: String,
        /// What is wrong with it, and what to do.
        problem: String,
    },
    /// The service understood the call and refused it: a 4xx that has no variant of
    /// its own. Nothing was done.
    #[error("{operation}: refused with {status}{}", messages(errors))]
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
    /// The credential is missing, unknown, revoked or expired (401). Nothing was
    /// done.
    #[error(
        "{operation}: the token was not accepted ({status}){}; log in again, or check the token",
        messages(errors)
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
    /// The credential lacks a scope, so nothing was done. If the client knows the
    /// scopes of its token, it returns this error without sending the request.
    #[error("{operation}: the token lacks the scope {scope}; log in again and grant it")]
    Scope {
        /// The operation.
        operation: &'static str,
        /// The scope that is missing, several joined by commas.
        scope: String,
        /// The HTTP status, if the request was sent.
        status: Option<StatusCode>,
        /// The response's body, where there was one.
        body: ErrorBody,
    },
    /// Too many calls for now (429). Nothing was done.
    #[error(
        "{operation}: rate limited{}{}",
        wait_advice(retry_after),
        messages(errors)
    )]
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
        /// The response's body, which is not the service's.
        body: ErrorBody,
    },
    /// The request was larger than the service takes (413), or the response larger
    /// than the client reads.
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
        /// The request id of the response. Its body is not kept.
        body: ErrorBody,
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
    /// The response is not of the shape that the document gives it. There is no
    /// `source`, because the words of serde may repeat a value.
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
        /// The request id of the response. Its body is not kept.
        body: ErrorBody,
    },
    /// A call that is not idempotent may have arrived, and what came of it is not
    /// known: no whole response came, or one that proves neither success nor
    /// refusal, such as a redirect or a 500 (see [`Error::proves_not_done`]). It is
    /// never sent again after this: look first whether it was done.
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
        /// What lies under it, where no response came.
        source: Option<Cause>,
    },
    /// The service did not do an idempotent operation for now, or did not say so
    /// (408, 499, or 500 and above). It can be sent again.
    #[error(
        "{operation}: the service is not available ({status}){}; try again later",
        after_colon(problem)
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
    /// It took too long. Either nothing was sent, or the operation is idempotent:
    /// it can be sent again.
    #[error("{operation}: timed out: {problem}; try again")]
    Timeout {
        /// The operation.
        operation: &'static str,
        /// What did not happen, and for how long.
        problem: String,
        /// Whether the request may have arrived.
        sent: bool,
        /// What lies under it, where that is not the client's own limit.
        source: Option<Cause>,
    },
    /// There was no connection, or it broke. Either nothing was sent, or the
    /// operation is idempotent: it can be sent again.
    #[error("{operation}: no connection: {problem}; check the network and the address")]
    Connection {
        /// The operation.
        operation: &'static str,
        /// What broke.
        problem: String,
        /// Whether the request may have arrived.
        sent: bool,
        /// What lies under it.
        source: Option<Cause>,
    },
    /// The server's certificate was not accepted. Nothing was sent, and another
    /// attempt would end the same way.
    #[error(
        "{operation}: the certificate of {host} was not accepted: {problem}; check the address and this machine's clock; if a company or a proxy issues its own certificates, add its root certificate with Builder::root_certificate"
    )]
    Certificate {
        /// The operation.
        operation: &'static str,
        /// The host that showed the certificate, as the request named it.
        host: String,
        /// What is wrong with the certificate, in the words of the TLS library.
        problem: String,
        /// What lies under it.
        source: Option<Cause>,
    },
    /// A proxy on the way did not let the request through: it asks for a login
    /// (407). The service has not seen the request.
    #[error("{operation}: {problem}")]
    Proxy {
        /// The operation.
        operation: &'static str,
        /// What the proxy asks for, and what to do.
        problem: String,
        /// The request id of the response. Its body is not kept.
        body: ErrorBody,
    },
    /// The access can't be renewed: only the user can grant it again. The call was
    /// not sent.
    #[error("{operation}: log in again: {problem}")]
    LogIn {
        /// The operation.
        operation: &'static str,
        /// Why.
        problem: String,
        /// The error of the renewal, where it was sent.
        source: Option<Cause>,
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
        /// The error of the renewal, or of what keeps the tokens.
        source: Option<Cause>,
    },
    /// The response could not be written to where the caller wants it. The call
    /// itself succeeded.
    #[error("{operation}: the response could not be written: {problem}")]
    Output {
        /// The operation.
        operation: &'static str,
        /// Where to, and what broke.
        problem: String,
        /// What lies under it.
        source: Option<Cause>,
    },
    /// The service has nothing newer than what the caller has (304): the call
    /// said so with a header such as `If-None-Match`.
    #[error("{operation}: nothing changed since (304); use what you have")]
    NotModified {
        /// The operation.
        operation: &'static str,
        /// The request id of the response. Its body is not kept.
        body: ErrorBody,
    },
    /// The service sent an idempotent call elsewhere. Redirects are never
    /// followed: a token must not reach another host. (A call that is not
    /// idempotent ends in [`Error::OutcomeUnknown`]: a redirect may come after
    /// the change.)
    #[error("{operation}: redirected ({status}); {advice}")]
    Redirected {
        /// The operation.
        operation: &'static str,
        /// The HTTP status: that of the redirect, or of what it led to, where an
        /// [`http_client`](crate::Builder::http_client) followed it.
        status: StatusCode,
        /// What to do.
        advice: &'static str,
        /// The request id of the response. Its body is not kept.
        body: ErrorBody,
    },
}
