//! What is wrong with a seed.

use super::lines::Lines;

/// Why a seed can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SeedError {
    /// It is not YAML, or has a field that no seed has. The words name line and column.
    #[error("{0}")]
    Syntax(String),
    /// A record that can't be.
    #[error("{}{place}: {problem}", line.map(|line| format!("line {line}, ")).unwrap_or_default())]
    Record {
        /// The line in which the record begins, from 1, where the seed came from a text.
        line: Option<u64>,
        /// Where it is, such as `posts[2].author`.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl SeedError {
    pub(super) fn record(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Record {
            line: None,
            place: place.into(),
            problem: problem.into(),
        }
    }

    /// The same with the line of its place, if that is known.
    pub(super) fn in_line(mut self, lines: &Lines) -> Self {
        if let Self::Record { line, place, .. } = &mut self {
            *line = lines.line(place);
        }
        self
    }
}
