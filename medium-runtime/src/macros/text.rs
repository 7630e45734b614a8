//! String types, such as ids.

use serde::de::{Deserializer, Error, Visitor};
use std::fmt;

/// Defines a string type, such as an id.
///
/// ```
/// medium_runtime::string_type! {
///     /// The id of a tree.
///     pub struct TreeId;
/// }
/// assert_eq!(TreeId::from("a-7").as_str(), "a-7");
/// ```
#[macro_export]
macro_rules! string_type {
    ($(#[$meta:meta])* $vis:vis struct $name:ident;) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name(pub ::std::string::String);

        impl $name {
            /// Returns the text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(::std::borrow::ToOwned::to_owned(text))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self(text)
            }
        }

        $crate::text_conversions!($name, |text| Self::from(text));
    };
}

/// Traits of every string type.
#[doc(hidden)]
#[macro_export]
macro_rules! text_conversions {
    ($name:ident, |$text:ident| $read:expr) => {
        impl ::std::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                ::std::borrow::ToOwned::to_owned(value.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            // `Self::Err` might be a variant.
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl<'de> $crate::macros::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::macros::text(deserializer, "a string", |$text| {
                    ::std::option::Option::Some($read)
                })
            }
        }

        $crate::text_output!($name);
    };
}

/// `Display` and `Serialize` of a string type.
#[doc(hidden)]
#[macro_export]
macro_rules! text_output {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::macros::serde::Serialize for $name {
            fn serialize<S: $crate::macros::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// Deserializes a string without a copy. `make` returns `None` for unexpected values.
#[doc(hidden)]
pub fn text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    make: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text { expected, make })
}

struct Text<T> {
    expected: &'static str,
    make: fn(&str) -> Option<T>,
}

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.make)(text)
            .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self.expected))
    }
}
