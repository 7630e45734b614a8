//! Code of the user's that sees every call and every attempt.

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::{Error, Operation};

/// Code that runs before and after each call and each of its attempts: to add
/// headers, to count, to measure. [`Builder::hook`](super::Builder::hook) takes one.
///
/// ```
/// use medium_runtime::http::{HeaderMap, HeaderValue};
/// use medium_runtime::{Attempt, Hook, Metrics, Operation, Outcome};
///
/// /// Marks what is sent, and reports what each call took.
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
/// For each call, in this order: `before_call`; `before_attempt` and `after_attempt`
/// for each attempt; `after_call`. A call whose arguments can't be sent is not
/// reported. `after_call` does not run for a call whose future is dropped. The credentials of the
/// client are never shown to a hook.
///
/// Hooks run in the task of the call, in the order in which they were given,
/// and should not wait for anything.
pub trait Hook: fmt::Debug + Send + Sync + 'static {
    /// Called when a call begins.
    fn before_call(&self, operation: &'static Operation) {
        let _ = operation;
    }

    /// Called before an attempt leaves, and may change its headers. The
    /// credential is not among them: it is added afterwards.
    ///
    /// # Errors
    ///
    /// Why the attempt must not be sent: the call ends in [`Error::Input`],
    /// which says so. Keep secrets out of it.
    fn before_attempt(&self, attempt: &Attempt, headers: &mut HeaderMap) -> Result<(), String> {
        let _ = (attempt, headers);
        Ok(())
    }

    /// Called when an attempt has ended. One that the limit of the whole call cuts
    /// off is not reported by itself.
    fn after_attempt(&self, attempt: &Attempt, metrics: &Metrics, outcome: &Outcome<'_>) {
        let _ = (attempt, metrics, outcome);
    }

    /// Called when a call has ended. Of a body that is read while it comes
    /// ([`Download`](super::Download), [`Events`](super::Events)) this is when its
    /// head has come.
    fn after_call(&self, operation: &'static Operation, metrics: &Metrics, outcome: &Outcome<'_>) {
        let _ = (operation, metrics, outcome);
    }
}

/// One attempt of one call.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Attempt {
    /// What is called.
    pub operation: &'static Operation,
    /// 1 for the first attempt.
    pub number: u32,
}

/// What a call, or one attempt of it, has taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metrics {
    /// How many attempts were made. 0 if there was none, for example because there
    /// was no token; 1 in the metrics of a single attempt.
    pub attempts: u32,
    /// From its beginning to its end. Of a call, the waits between attempts and the
    /// renewal of a token are in it.
    pub duration: Duration,
    /// Bytes of bodies that the connection took, without headers. What an attempt
    /// sent that the limit of the whole call cut off is not in it.
    pub bytes_sent: u64,
    /// Bytes of bodies that came and were read, without headers. What is read while
    /// it comes ([`Download`](super::Download), [`Events`](super::Events)) is not in
    /// it.
    pub bytes_received: u64,
}

/// How a call or an attempt ended.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// With a successful response, whose body was read, or is about to be where it
    /// streams.
    Response {
        /// The HTTP status.
        status: StatusCode,
        /// The headers.
        headers: &'a HeaderMap,
    },
    /// With anything else.
    Failed(&'a Error),
}

impl<'a> Outcome<'a> {
    /// The HTTP status, where there was a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Response { status, .. } => Some(*status),
            Self::Failed(error) => error.status(),
        }
    }

    /// Why it failed, where it did.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        match self {
            Self::Response { .. } => None,
            Self::Failed(error) => Some(error),
        }
    }
}
