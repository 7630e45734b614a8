//! Errors of seeds.

use super::lines::Lines;

/// Why a seed can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SeedError {
    /// It is not YAML, or has an unknown field. The message has line and column.
    #[error("{0}")]
    Syntax(String),
    /// An entry is invalid.
    #[error("{}{path}: {problem}", line.map(|line| format!("line {line}, ")).unwrap_or_default())]
    Entry {
        /// The first line of the entry, from 1, if the seed was parsed from text.
        line: Option<u64>,
        /// The path of the field, such as `posts[2].author`.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl SeedError {
    pub(super) fn entry(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Entry {
            line: None,
            path: path.into(),
            problem: problem.into(),
        }
    }

    /// Adds the line of the entry, if the seed was parsed from text.
    pub(super) fn with_line(mut self, lines: &Lines) -> Self {
        if let Self::Entry { line, path, .. } = &mut self {
            *line = lines.line(path);
        }
        self
    }
}
