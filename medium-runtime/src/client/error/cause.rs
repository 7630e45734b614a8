//! The cause of an error.

use std::error::Error;
use std::fmt;
use std::ops::Deref;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

/// The cause of an [`Error`](super::Error), which [`source`](std::error::Error::source) returns: an
/// error of [`reqwest`](crate::reqwest), the system or another call. Clones share it.
#[derive(Clone)]
pub struct Cause(
    /// A pointer of one word, because every future of a call reserves space for an error.
    Arc<Box<dyn Error + Send + Sync>>,
);

impl Cause {
    /// Wraps an error, which must not contain a secret.
    #[must_use]
    pub fn new(error: impl Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(Box::new(error)))
    }
}

/// `source()` returns the wrapped error, so that it can be downcast.
impl Deref for Cause {
    type Target = dyn Error + Send + Sync;

    fn deref(&self) -> &Self::Target {
        &**self.0
    }
}

// It is never changed, so a panic can't leave it half changed.
impl UnwindSafe for Cause {}
impl RefUnwindSafe for Cause {}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
