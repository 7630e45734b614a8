//! Newtypes of lists, maps, numbers and booleans.

/// Defines a newtype of a value, such as a list. It serializes as and derefs to the value.
///
/// ```
/// medium_runtime::value_type! {
///     /// Names of trees.
///     pub struct Names(Vec<String>);
/// }
/// assert!(Names::from(vec![]).is_empty());
/// ```
#[macro_export]
macro_rules! value_type {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($inner:ty);) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name(pub $inner);

        $crate::value_conversions!($name, $inner);
    };
}

/// Defines a newtype of a number or boolean. It serializes like it in JSON and URLs.
///
/// ```
/// medium_runtime::plain_type! {
///     /// A count.
///     pub struct Count(i64);
/// }
/// assert_eq!(Count(3).to_string(), "3");
/// ```
#[macro_export]
macro_rules! plain_type {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($inner:ty);) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        $vis struct $name(pub $inner);

        $crate::value_conversions!($name, $inner);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

/// Traits of every newtype.
#[doc(hidden)]
#[macro_export]
macro_rules! value_conversions {
    ($name:ident, $inner:ty) => {
        impl ::std::convert::From<$inner> for $name {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl $crate::macros::serde::Serialize for $name {
            fn serialize<S: $crate::macros::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::macros::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::macros::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::macros::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}
