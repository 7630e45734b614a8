//! Enums of strings, and constants.

/// Defines an open enum of strings: values that the document doesn't list are kept, so that a new
/// value does not make a response unreadable. The name after `or` is the variant for them.
///
/// ```
/// medium_runtime::open_enum! {
///     /// The ripeness of a fruit.
///     pub enum Ripeness or Unknown {
///         /// Unripe.
///         Green = "green",
///         /// Ripe.
///         Ripe = "ripe",
///     }
/// }
/// assert_eq!(Ripeness::from("ripe"), Ripeness::Ripe);
/// assert_eq!(Ripeness::from("rotten").as_str(), "rotten");
/// ```
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident or $unknown:ident {
            $($(#[$doc:meta])* $variant:ident = $text:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$doc])* $variant,)*
            /// A value that the document does not list.
            $unknown(::std::string::String),
        }

        impl $name {
            /// All values in the document, in its order.
            pub const LISTED: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::$unknown(::std::borrow::ToOwned::to_owned(other)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        $crate::text_conversions!($name, |text| {
            let value = Self::from(text);
            if let Self::$unknown(_) = value {
                $crate::union::count_unlisted();
            }
            value
        });
    };
}

/// Defines a string with a single value, which distinguishes the variants of a `oneOf`.
///
/// ```
/// medium_runtime::constant! {
///     /// The type of a shape.
///     pub enum Shape {
///         /// A tree.
///         Tree = "tree",
///     }
/// }
/// assert_eq!(Shape::default().as_str(), "tree");
/// ```
#[macro_export]
macro_rules! constant {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident { $(#[$doc:meta])* $variant:ident = $text:literal, }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $(#[$doc])*
            #[default]
            $variant,
        }

        impl $name {
            /// The value in JSON.
            #[must_use]
            $vis fn as_str(&self) -> &'static str {
                $text
            }
        }

        impl<'de> $crate::macros::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::macros::text(deserializer, ::std::concat!("the string ", $text), |text| {
                    (text == $text).then_some(Self::$variant)
                })
            }
        }

        $crate::text_output!($name);
    };
}
