//! How a refresh fails, and what that means for those that come after.

use super::{SourceError, Stored};
use crate::Error;
use crate::codes;
use crate::runtime::Operation;

/// An error that can be given to several calls.
#[derive(Debug, Clone)]
pub(super) enum Failure {
    LogIn(String),
    Unknown(String),
    Other(String),
}

impl Failure {
    /// The error of a call that needed the token.
    pub(super) fn of(self, operation: &'static Operation) -> Error {
        let operation = operation.id;
        match self {
            Self::LogIn(problem) => Error::LogIn { operation, problem },
            Self::Unknown(problem) => Error::Renewal {
                operation,
                problem,
                unknown: true,
            },
            Self::Other(problem) => Error::Renewal {
                operation,
                problem,
                unknown: false,
            },
        }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        Self::Other(format!("the store of the tokens failed: {error}"))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            // Its user can do nothing about that.
            Error::Refused { .. } if error.code() == Some(codes::APPLICATION_NOT_FOUND) => {
                Self::Other(format!("{error}; check the application's id and secret"))
            }
            Error::Refused { status, .. } if status.is_client_error() => {
                Self::LogIn(error.to_string())
            }
            Error::OutcomeUnknown { .. } => Self::Unknown(error.to_string()),
            other => Self::Other(other.to_string()),
        }
    }
}

/// What the lock guards.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// How the last one failed, for those that waited for it.
    pub(super) failure: Option<Failure>,
    /// The version of the stored tokens that the service refused.
    pub(super) refused: Option<u64>,
}

impl Gate {
    /// Tokens that the service refused are not tried again.
    pub(super) fn check(&self, stored: &Stored) -> Result<(), Failure> {
        if stored.refused || self.refused == Some(stored.version) {
            return Err(Failure::LogIn(
                "the service does not take the refresh token any more".to_owned(),
            ));
        }
        Ok(())
    }
}
