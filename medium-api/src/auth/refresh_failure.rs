//! Errors of a refresh, shared by the calls that waited for it.

use super::{SourceError, StoredTokens};
use crate::Error;
use crate::codes;
use crate::runtime::{Cause, Operation};

/// An error of a refresh, which several calls may receive.
#[derive(Debug, Clone)]
pub(super) struct RefreshFailure {
    kind: FailureKind,
    problem: String,
    source: Option<Cause>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailureKind {
    LoginRequired,
    /// The service may have issued new tokens.
    OutcomeUnknown,
    Other,
}

impl RefreshFailure {
    /// Creates a failure after which the user has to log in again.
    pub(super) fn login_required(problem: impl Into<String>) -> Self {
        Self::new(FailureKind::LoginRequired, problem)
    }

    /// Creates a failure after which the service may have issued new tokens.
    pub(super) fn outcome_unknown(problem: impl Into<String>) -> Self {
        Self::new(FailureKind::OutcomeUnknown, problem)
    }

    /// Creates a failure after which the next refresh may succeed.
    pub(super) fn other(problem: impl Into<String>) -> Self {
        Self::new(FailureKind::Other, problem)
    }

    fn new(kind: FailureKind, problem: impl Into<String>) -> Self {
        Self {
            kind,
            problem: problem.into(),
            source: None,
        }
    }

    fn caused_by(mut self, error: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Cause::new(error));
        self
    }

    pub(super) fn is_login_required(&self) -> bool {
        self.kind == FailureKind::LoginRequired
    }

    /// Converts it into the error of a call that needed the token.
    pub(super) fn into_error(self, operation: &'static Operation) -> Error {
        let operation = operation.id;
        let Self {
            kind,
            problem,
            source,
        } = self;
        match kind {
            FailureKind::LoginRequired => Error::LoginRequired {
                operation,
                problem,
                source,
            },
            FailureKind::OutcomeUnknown | FailureKind::Other => Error::RefreshFailed {
                operation,
                problem,
                may_have_refreshed: kind == FailureKind::OutcomeUnknown,
                source,
            },
        }
    }
}

impl From<SourceError> for RefreshFailure {
    fn from(error: SourceError) -> Self {
        Self::other(format!("the token store failed: {error}")).caused_by(error)
    }
}

impl From<Error> for RefreshFailure {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        let failure = match &error {
            // The application's problem, not its user's.
            Error::Rejected { .. } if error.code() == Some(codes::APPLICATION_NOT_FOUND) => {
                Self::other(format!("{text}; check the application's id and secret"))
            }
            Error::Rejected { status, .. } if status.is_client_error() => {
                Self::login_required(text)
            }
            Error::OutcomeUnknown { .. } => Self::outcome_unknown(text),
            _ => Self::other(text),
        };
        failure.caused_by(error)
    }
}

/// The state of refreshes, behind a lock.
#[derive(Debug, Default)]
pub(super) struct RefreshState {
    /// The error of the last refresh, for the calls that waited for it.
    pub(super) failure: Option<RefreshFailure>,
    /// The version of the tokens that the service rejected.
    pub(super) rejected_version: Option<u64>,
}

impl RefreshState {
    /// Fails if the service already rejected the tokens: they are not sent again.
    pub(super) fn check(&self, stored: &StoredTokens) -> Result<(), RefreshFailure> {
        if stored.rejected || self.rejected_version == Some(stored.version) {
            let problem = "the service no longer accepts the refresh token";
            return Err(RefreshFailure::login_required(problem));
        }
        Ok(())
    }
}
