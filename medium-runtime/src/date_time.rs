//! `date-time` strings.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::Offset;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time, serialized by RFC 3339. Derefs to a [`jiff::Timestamp`].
///
/// Deserialization is lenient: a time without a zone is UTC, and a space may replace the `T`.
///
/// ```
/// use medium_runtime::DateTime;
///
/// let times: Vec<DateTime> =
///     serde_json::from_str(r#"["2026-02-03T05:05:06+01:00", "2026-02-03 04:05:06"]"#)?;
/// assert_eq!(times[0], times[1]);
/// assert_eq!(times[0].to_string(), "2026-02-03T04:05:06Z");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(
    /// The time.
    pub Timestamp,
);

impl Deref for DateTime {
    type Target = Timestamp;

    fn deref(&self) -> &Timestamp {
        &self.0
    }
}

impl From<Timestamp> for DateTime {
    fn from(time: Timestamp) -> Self {
        Self(time)
    }
}

impl From<DateTime> for Timestamp {
    fn from(time: DateTime) -> Self {
        time.0
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for DateTime {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        if let Ok(time) = text.parse() {
            return Ok(Self(time));
        }
        let local: civil::DateTime = text.parse()?;
        Offset::UTC.to_timestamp(local).map(Self)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}
