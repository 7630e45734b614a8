//! The error that lies under another one.

use std::error::Error;
use std::fmt;
use std::ops::Deref;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

/// The error that lies under an [`Error`](super::Error), as its
/// [`source`](std::error::Error::source) gives it: one of
/// [`reqwest`](crate::reqwest), of the system, or of another call. Copies share it.
#[derive(Clone)]
pub struct Cause(
    /// A pointer of one word, because every future of a call has room for an error.
    Arc<Box<dyn Error + Send + Sync>>,
);

impl Cause {
    /// For an error in which no secret is.
    #[must_use]
    pub fn new(error: impl Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(Box::new(error)))
    }
}

/// `source()` is the error itself, so that it can be downcast.
impl Deref for Cause {
    type Target = dyn Error + Send + Sync;

    fn deref(&self) -> &Self::Target {
        &**self.0
    }
}

// It is looked at and never changed, so a panic leaves nothing half done.
impl UnwindSafe for Cause {}
impl RefUnwindSafe for Cause {}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
