//! Errors in the service's own words.

/// One error as the service words it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The service's number for it, where it gave one.
    pub code: Option<i64>,
    /// The service's words.
    pub message: String,
}

impl ServiceError {
    /// An error with these words, and this number where there is one.
    #[must_use]
    pub fn new(code: Option<i64>, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}
