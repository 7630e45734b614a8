//! How a refresh fails, and what that means for those that come after.

use super::{SourceError, StoredTokens};
use crate::Error;
use crate::codes;
use crate::runtime::{Cause, Operation};

/// An error that can be given to several calls.
#[derive(Debug, Clone)]
pub(super) struct RefreshFailure {
    kind: FailureType,
    problem: String,
    source: Option<Cause>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailureType {
    LogIn,
    /// The service may have renewed the tokens.
    Unknown,
    Other,
}

impl RefreshFailure {
    /// Only the user can grant access again.
    pub(super) fn log_in(problem: impl Into<String>) -> Self {
        Self::new(FailureType::LogIn, problem)
    }

    /// The service may have renewed the tokens.
    pub(super) fn unknown(problem: impl Into<String>) -> Self {
        Self::new(FailureType::Unknown, problem)
    }

    /// The next one may succeed.
    pub(super) fn other(problem: impl Into<String>) -> Self {
        Self::new(FailureType::Other, problem)
    }

    fn new(kind: FailureType, problem: impl Into<String>) -> Self {
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

    pub(super) fn is_log_in(&self) -> bool {
        self.kind == FailureType::LogIn
    }

    /// The error of a call that needed the token.
    pub(super) fn of(self, operation: &'static Operation) -> Error {
        let operation = operation.id;
        let Self {
            kind,
            problem,
            source,
        } = self;
        match kind {
            FailureType::LogIn => Error::LogIn {
                operation,
                problem,
                source,
            },
            FailureType::Unknown | FailureType::Other => Error::Renewal {
                operation,
                problem,
                unknown: kind == FailureType::Unknown,
                source,
            },
        }
    }
}

impl From<SourceError> for RefreshFailure {
    fn from(error: SourceError) -> Self {
        Self::other(format!("the store of the tokens failed: {error}")).caused_by(error)
    }
}

impl From<Error> for RefreshFailure {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        let failure = match &error {
            // Its user can do nothing about that.
            Error::Refused { .. } if error.code() == Some(codes::APPLICATION_NOT_FOUND) => {
                Self::other(format!("{text}; check the application's id and secret"))
            }
            Error::Refused { status, .. } if status.is_client_error() => Self::log_in(text),
            Error::OutcomeUnknown { .. } => Self::unknown(text),
            _ => Self::other(text),
        };
        failure.caused_by(error)
    }
}

/// What the lock guards.
#[derive(Debug, Default)]
pub(super) struct RefreshState {
    /// How the last one failed, for those that waited for it.
    pub(super) failure: Option<RefreshFailure>,
    /// The version of the stored tokens that the service refused.
    pub(super) refused: Option<u64>,
}

impl RefreshState {
    /// Tokens that the service refused are not tried again.
    pub(super) fn check(&self, stored: &StoredTokens) -> Result<(), RefreshFailure> {
        if stored.refused || self.refused == Some(stored.version) {
            let problem = "the service does not take the refresh token any more";
            return Err(RefreshFailure::log_in(problem));
        }
        Ok(())
    }
}
