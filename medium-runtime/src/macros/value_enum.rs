//! Enums of other JSON values.

use serde_json::Value;

/// Defines an open enum of numbers, booleans or mixed values, each written as JSON.
/// Other values of the same JSON types are kept.
///
/// ```
/// medium_runtime::value_enum! {
///     /// The loudness of a bell.
///     pub enum Loudness or Unknown {
///         /// Silent.
///         Zero = "0",
///         /// Audible.
///         One = "1",
///     }
/// }
/// let read: Vec<Loudness> = serde_json::from_str("[1, 7]")?;
/// assert_eq!(read[0], Loudness::One);
/// assert_eq!(read[1].value(), 7);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! value_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident or $unknown:ident {
            $($(#[$doc:meta])* $variant:ident = $json:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$doc])* $variant,)*
            /// A value that the document does not list.
            $unknown($crate::macros::serde_json::Value),
        }

        impl $name {
            /// All values in the document, in its order.
            pub const LISTED: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value in JSON.
            #[must_use]
            pub fn value(&self) -> $crate::macros::serde_json::Value {
                match self {
                    $(Self::$variant => $crate::macros::parse_listed($json),)*
                    Self::$unknown(value) => ::std::clone::Clone::clone(value),
                }
            }
        }

        impl ::std::convert::From<$crate::macros::serde_json::Value> for $name {
            fn from(value: $crate::macros::serde_json::Value) -> Self {
                $(
                    if $crate::macros::is_listed($json, &value) {
                        return Self::$variant;
                    }
                )*
                Self::$unknown(value)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&$crate::macros::to_text(&self.value()))
            }
        }

        impl $crate::macros::serde::Serialize for $name {
            fn serialize<S: $crate::macros::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::macros::serde::Serialize::serialize(&self.value(), serializer)
            }
        }

        impl<'de> $crate::macros::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = $crate::union::raw(deserializer)?;
                if !$crate::macros::has_listed_type(&[$($json),*], &value) {
                    let what = ::std::concat!("not a value of ", ::std::stringify!($name));
                    return ::std::result::Result::Err(
                        $crate::macros::serde::de::Error::custom(what),
                    );
                }
                let read = Self::from(value);
                if let Self::$unknown(_) = read {
                    $crate::union::count_unlisted();
                }
                ::std::result::Result::Ok(read)
            }
        }
    };
}

/// Parses a listed value.
#[doc(hidden)]
#[must_use]
pub fn parse_listed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

/// Returns whether `json` is the value. `1` and `1.0` are equal.
#[doc(hidden)]
#[must_use]
pub fn is_listed(json: &str, value: &Value) -> bool {
    let listed = parse_listed(json);
    listed == *value || (listed.is_number() && listed.as_f64() == value.as_f64())
}

/// Returns whether a value has the JSON type of a listed one.
#[doc(hidden)]
#[must_use]
pub fn has_listed_type(listed_values: &[&str], value: &Value) -> bool {
    let json_type = std::mem::discriminant(value);
    let mut json_types = listed_values.iter().map(|json| parse_listed(json));
    json_types.any(|listed| std::mem::discriminant(&listed) == json_type)
}

/// Returns a value in a path or a query.
#[doc(hidden)]
#[must_use]
pub fn to_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
