//! Errors of the YAML reader, and their positions.

use serde_saphyr::granit_parser::{Marker, ScanError};

use super::entry::Problem;

/// Why YAML can't be read.
pub(super) enum Failure {
    /// A syntax error of the parser.
    Syntax(Problem),
    /// An error about valid YAML.
    Invalid(Problem),
    /// YAML reads a part of this line as a comment, but it is text to its author.
    CommentInText { problem: Problem, line: String },
}

impl Failure {
    pub(super) fn problem(&self) -> &Problem {
        match self {
            Self::Syntax(problem)
            | Self::Invalid(problem)
            | Self::CommentInText { problem, .. } => problem,
        }
    }
}

impl From<ScanError> for Failure {
    fn from(error: ScanError) -> Self {
        Self::Syntax(problem_at(*error.marker(), error.info()))
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Invalid(problem)
    }
}

/// Returns a problem at a position of the parser.
pub(super) fn problem_at(marker: Marker, message: impl Into<String>) -> Problem {
    Problem {
        line: marker.line().max(1),
        column: marker.col() + 1,
        message: message.into(),
    }
}

/// Returns the column (from 1) at which the value of a line starts.
pub(super) fn value_column(line: &str) -> usize {
    let colon = line.find(':').map_or(0, |offset| offset + 1);
    let spaces = line[colon..].len() - line[colon..].trim_start().len();
    line[..colon + spaces].chars().count() + 1
}
