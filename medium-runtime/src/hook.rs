//! Code of the user's that sees every attempt.

use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::{Error, Operation};

/// Code that runs before and after each attempt of each call: to add headers,
/// to count, to measure. [`Builder::hook`](super::Builder::hook) takes one.
///
/// ```
/// use medium_runtime::http::{HeaderMap, HeaderValue};
/// use medium_runtime::{Attempt, Hook, Outcome};
///
/// /// Marks what is sent, and says how it went.
/// #[derive(Debug)]
/// struct Marked;
///
/// impl Hook for Marked {
///     fn before(&self, _attempt: &Attempt, headers: &mut HeaderMap) -> Result<(), String> {
///         headers.insert("x-team", HeaderValue::from_static("bells"));
///         Ok(())
///     }
///
///     fn after(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
///         println!("{}, attempt {}: {:?}", attempt.operation.id, attempt.number, outcome.status());
///     }
/// }
/// ```
///
/// Hooks run in the task of the call, in the order in which they were given,
/// and should not wait for anything.
pub trait Hook: fmt::Debug + Send + Sync + 'static {
    /// Called before an attempt leaves, and may change its headers. The
    /// credential is not among them: it is added afterwards.
    ///
    /// # Errors
    ///
    /// Why the attempt must not be sent: the call ends in [`Error::Input`],
    /// which says so. Keep secrets out of it.
    fn before(&self, attempt: &Attempt, headers: &mut HeaderMap) -> Result<(), String> {
        let _ = (attempt, headers);
        Ok(())
    }

    /// Called when an attempt has ended.
    fn after(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
        let _ = (attempt, outcome);
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

/// How an attempt ended.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// With a successful response, which was read to its end.
    Response {
        /// The HTTP status.
        status: StatusCode,
        /// The headers.
        headers: &'a HeaderMap,
    },
    /// With anything else.
    Failed(&'a Error),
}

impl Outcome<'_> {
    /// The HTTP status, where there was a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Response { status, .. } => Some(*status),
            Self::Failed(error) => error.status(),
        }
    }
}
