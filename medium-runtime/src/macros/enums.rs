//! Enums of texts: open ones, and constants.

/// An enum of texts that stays open: a value that is not listed is kept, so
/// that one new value in a response does not make all of it unreadable. The
/// name behind `or` is that of the variant for such values.
///
/// ```
/// medium_runtime::open_enum! {
///     /// How ripe it is.
///     pub enum Ripeness or Unknown {
///         /// Not yet.
///         Green = "green",
///         /// Now.
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
            /// A value that the document does not list, as it came.
            $unknown(::std::string::String),
        }

        impl $name {
            /// Every value that the document lists, in its order.
            pub const LISTED: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is sent.
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
                $crate::choice::count_unlisted();
            }
            value
        });
    };
}

/// A text that has one value: it tells the choices of a `oneOf` apart.
///
/// ```
/// medium_runtime::constant! {
///     /// What it is.
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
            /// The value as it is sent.
            #[must_use]
            $vis fn as_str(&self) -> &'static str {
                $text
            }
        }

        impl<'de> $crate::macros::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::macros::text(deserializer, ::std::concat!("the text ", $text), |text| {
                    (text == $text).then_some(Self::$variant)
                })
            }
        }

        $crate::text_output!($name);
    };
}
