//! Hooks: code that runs around every call and attempt.

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::{Error, Operation};

/// Code that runs before and after each call and attempt: to add headers, to count, to
/// measure. Add it with [`Builder::hook`](super::Builder::hook).
///
/// ```
/// use medium_runtime::http::{HeaderMap, HeaderValue};
/// use medium_runtime::{Attempt, Hook, Metrics, Operation, Outcome};
///
/// /// Adds a header, and prints what each call took.
/// #[derive(Debug)]
/// struct Reported;
///
/// impl Hook for Reported {
///     fn before_attempt(&self, _: &Attempt, headers: &mut HeaderMap) -> Result<(), String> {
///         headers.insert("x-team", HeaderValue::from_static("bells"));
///         Ok(())
///     }
///
///     fn after_call(
///         &self,
///         operation: &'static Operation,
///         metrics: &Metrics,
///         outcome: &Outcome<'_>,
///     ) {
///         println!(
///             "{}: {} after {:?} and {} attempts, {} bytes sent, {} received",
///             operation.id,
///             outcome.error().map_or("ok", |error| error.kind()),
///             metrics.duration,
///             metrics.attempts,
///             metrics.bytes_sent,
///             metrics.bytes_received,
///         );
///     }
/// }
/// ```
///
/// Order for each call: `before_call`; for each attempt `before_attempt` and `after_attempt`;
/// `after_call`. Calls with invalid arguments run no hooks. `after_call` does not run if the future
/// of a call is dropped. Hooks never see the client's credentials.
///
/// Hooks run in the task of the call, in the order in which they were added, and should not block.
pub trait Hook: fmt::Debug + Send + Sync + 'static {
    /// Runs when a call starts.
    fn before_call(&self, operation: &'static Operation) {
        let _ = operation;
    }

    /// Runs before an attempt, and may change its headers. It does not see the credential.
    ///
    /// # Errors
    ///
    /// The reason not to send the attempt, for [`Error::Input`]. Keep secrets out of it.
    fn before_attempt(&self, attempt: &Attempt, headers: &mut HeaderMap) -> Result<(), String> {
        let _ = (attempt, headers);
        Ok(())
    }

    /// Runs when an attempt has ended, unless a hook rejected it or the time limit of the whole call
    /// ended it.
    fn after_attempt(&self, attempt: &Attempt, metrics: &Metrics, outcome: &Outcome<'_>) {
        let _ = (attempt, metrics, outcome);
    }

    /// Runs when a call has ended. For a streamed body ([`Download`](super::Download),
    /// [`Events`](super::Events)) that is when its head has arrived.
    fn after_call(&self, operation: &'static Operation, metrics: &Metrics, outcome: &Outcome<'_>) {
        let _ = (operation, metrics, outcome);
    }
}

/// An attempt of a call.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation.
    pub operation: &'static Operation,
    /// 1 for the first attempt.
    pub number: u32,
}

/// What a call or an attempt took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metrics {
    /// The number of attempts: 0 if the call ended before the first one, for example because a token
    /// is missing; 1 in the metrics of an attempt.
    pub attempts: u32,
    /// The duration. For a call, it includes waits between attempts and refreshes of a token.
    pub duration: Duration,
    /// Bytes of request bodies that the connection accepted, without headers. It misses
    /// an attempt that the time limit of the whole call ended.
    pub bytes_sent: u64,
    /// Bytes of response bodies that were read, without headers. It misses streamed
    /// bodies ([`Download`](super::Download), [`Events`](super::Events)).
    pub bytes_received: u64,
}

/// How a call or an attempt ended.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// A successful response. Its body was read, or will be streamed.
    Response {
        /// The HTTP status.
        status: StatusCode,
        /// The headers.
        headers: &'a HeaderMap,
    },
    /// An error.
    Failed(&'a Error),
}

impl<'a> Outcome<'a> {
    /// Returns the HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Response { status, .. } => Some(*status),
            Self::Failed(error) => error.status(),
        }
    }

    /// Returns the error, if there is one.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        match self {
            Self::Response { .. } => None,
            Self::Failed(error) => Some(error),
        }
    }
}
