//! What is wrong with a seed.

/// Why a seed can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SeedError {
    /// It is not YAML, or has a field that no seed has. The words name line and column.
    #[error("{0}")]
    Syntax(String),
    /// A record that can't be.
    #[error("{place}: {problem}")]
    Record {
        /// Where it is, such as `posts[2].author`.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl SeedError {
    pub(super) fn record(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Record {
            place: place.into(),
            problem: problem.into(),
        }
    }
}
