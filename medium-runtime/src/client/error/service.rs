//! Errors that a service lists in its responses.

/// An error that the service lists.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The error code, if there is one.
    pub code: Option<i64>,
    /// The message.
    pub message: String,
}

impl ServiceError {
    /// Creates an error.
    #[must_use]
    pub fn new(code: Option<i64>, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}
