//! Integers without a documented size.

use std::fmt;
use std::num::{ParseIntError, TryFromIntError};
use std::str::FromStr;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An integer without a `format` in the document. JSON does not limit integers, and ids may
/// exceed 64 bits; this type has 128. `1.0` and `1e20` are integers in
/// JSON, and are accepted.
///
/// Beyond 64 bits, JSON is read and written with the precision of an `f64`.
///
/// ```
/// use medium_runtime::Integer;
///
/// let ids: Vec<Integer> = serde_json::from_str("[7, 1.0, 1e20]")?;
/// assert_eq!(ids[0], 7);
/// assert_eq!(u64::try_from(ids[1])?, 1);
/// assert_eq!(ids[2].to_string(), "100000000000000000000");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(
    /// The value.
    pub i128,
);

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Integer {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

macro_rules! conversions {
    ($($fits:ty),* ; $($may_fit:ty),*) => {
        $(
            impl From<$fits> for Integer {
                fn from(value: $fits) -> Self {
                    Self(i128::from(value))
                }
            }

            impl PartialEq<$fits> for Integer {
                fn eq(&self, other: &$fits) -> bool {
                    self.0 == i128::from(*other)
                }
            }
        )*
        $(
            impl TryFrom<Integer> for $may_fit {
                type Error = TryFromIntError;

                fn try_from(value: Integer) -> Result<Self, Self::Error> {
                    Self::try_from(value.0)
                }
            }
        )*
    };
}

conversions!(
    i8, i16, i32, i64, i128, u8, u16, u32, u64;
    i8, i16, i32, i64, isize, u8, u16, u32, u64, u128, usize
);

impl Serialize for Integer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (i64::try_from(self.0), u64::try_from(self.0)) {
            (Ok(value), _) => serializer.serialize_i64(value),
            (_, Ok(value)) => serializer.serialize_u64(value),
            #[allow(clippy::cast_precision_loss)]
            _ => serializer.serialize_f64(self.0 as f64),
        }
    }
}

impl<'de> Deserialize<'de> for Integer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyNumber)
    }
}

struct AnyNumber;

impl Visitor<'_> for AnyNumber {
    type Value = Integer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Integer, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Integer, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Integer, E> {
        Ok(Integer(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Integer, E> {
        // Above it, a cast would yield another number.
        const LIMIT: f64 = 1.7e38;
        if value.fract() != 0.0 || value.abs() > LIMIT {
            return Err(E::invalid_value(Unexpected::Float(value), &self));
        }
        #[allow(clippy::cast_possible_truncation)]
        Ok(Integer(value as i128))
    }
}

#[cfg(test)]
mod tests {
    use super::Integer;

    #[test]
    fn reads_and_writes_integers_of_any_size() {
        for (json, again) in [
            ("-3", "-3"),
            ("1.0", "1"),
            ("9223372036854775807", "9223372036854775807"),
            ("18446744073709551615", "18446744073709551615"),
            ("1e20", "1e+20"),
        ] {
            let read: Integer = serde_json::from_str(json).expect(json);
            assert_eq!(serde_json::to_string(&read).expect(json), again);
            let through_value: Integer =
                serde_json::from_value(serde_json::from_str(json).expect(json)).expect(json);
            assert_eq!(through_value, read);
        }
    }

    #[test]
    fn rejects_other_values() {
        for json in ["1.5", "1e300", "\"1\"", "null", "true"] {
            assert!(serde_json::from_str::<Integer>(json).is_err(), "{json}");
        }
    }
}
