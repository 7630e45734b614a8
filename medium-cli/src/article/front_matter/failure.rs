//! What is wrong with YAML: the parser's own complaints, which nobody should have to read, and ours.

use serde_saphyr::granit_parser::{Marker, ScanError};

use super::Problem;

/// A problem, and what the parser calls it if it is the parser's.
pub(super) struct Failure {
    pub(super) problem: Problem,
    pub(super) is_syntax: bool,
}

impl From<ScanError> for Failure {
    fn from(error: ScanError) -> Self {
        Self {
            problem: at(*error.marker(), error.info()),
            is_syntax: true,
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            is_syntax: false,
        }
    }
}

/// A problem at a place that the parser names.
pub(super) fn at(marker: Marker, message: impl Into<String>) -> Problem {
    Problem {
        line: marker.line().max(1),
        column: marker.col() + 1,
        message: message.into(),
    }
}
