//! `unix-ms` numbers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A time in milliseconds since 1970-01-01T00:00:00Z.
///
/// ```
/// use medium_runtime::UnixMillis;
///
/// let published = UnixMillis(1_442_286_338_435);
/// assert_eq!(published.timestamp().unwrap().to_string(), "2015-09-15T03:05:38.435Z");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMillis(
    /// Milliseconds; negative before 1970.
    pub i64,
);

impl UnixMillis {
    /// Converts to a timestamp; `None` outside of the years -9999 to 9999.
    #[must_use]
    pub fn timestamp(self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::from_millisecond(self.0).ok()
    }
}

impl From<jiff::Timestamp> for UnixMillis {
    fn from(time: jiff::Timestamp) -> Self {
        Self(time.as_millisecond())
    }
}

impl From<i64> for UnixMillis {
    fn from(milliseconds: i64) -> Self {
        Self(milliseconds)
    }
}

/// Displays the number, as in JSON.
impl fmt::Display for UnixMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
