//! What generated code would repeat for each operation, enum and id: it writes
//! what differs, and these macros the rest. rustdoc shows what they expand to.

use serde::de::{Deserializer, Error, Visitor};
use std::fmt;

#[doc(hidden)]
pub use serde;

/// The mode of a call that is awaited. The other one is
/// `Runner` (feature `blocking`), of a call that blocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Async;

/// The type of an operation's calls: a [`Call`](crate::Call) under a name of its
/// own, which the setters of optional parameters are added to.
///
/// ```
/// medium_runtime::operation! {
///     /// A call of `Client::count`.
///     pub struct Count -> u64;
/// }
/// ```
#[macro_export]
macro_rules! operation {
    ($(#[$meta:meta])* $vis:vis struct $name:ident -> $output:ty;) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is sent"]
        $vis struct $name<M = $crate::Async> {
            call: $crate::Call<$output>,
            mode: M,
        }

        impl $name {
            pub(crate) fn new(call: $crate::Call<$output>) -> Self {
                Self { call, mode: $crate::Async }
            }

            /// Sends the call and reads its response, as `.await` does.
            ///
            /// # Errors
            ///
            /// Those of the operation, and of every call: see
            /// [`Error`]($crate::Error).
            pub fn send(
                self,
            ) -> impl ::std::future::Future<Output = ::std::result::Result<$output, $crate::Error>>
            + ::std::marker::Send {
                self.call.send()
            }

            /// As `send`, with the status and the headers of the response.
            ///
            /// # Errors
            ///
            /// As `send`.
            pub fn response(
                self,
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<$crate::Response<$output>, $crate::Error>,
            > + ::std::marker::Send {
                self.call.response()
            }
        }

        impl<M> $name<M> {
            /// How long this call may take, every attempt included.
            pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.call = self.call.timeout(limit);
                self
            }

            /// A header of this call, in place of one of the same name.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.call = self.call.header(name, value);
                self
            }

            /// When this call is sent again, in place of the client's policy.
            pub fn retry(mut self, retry: $crate::Retry) -> Self {
                self.call = self.call.retry(retry);
                self
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<$output, $crate::Error>;
            type IntoFuture = $crate::Sending<$output>;

            fn into_future(self) -> Self::IntoFuture {
                ::std::future::IntoFuture::into_future(self.call)
            }
        }

        $crate::blocking_operation!($name, $output);
    };
}

#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_operation {
    ($name:ident, $output:ty) => {
        impl $name {
            #[allow(dead_code)]
            pub(crate) fn blocking(self, runner: &$crate::Runner) -> $name<$crate::Runner> {
                $name {
                    call: self.call.on(runner),
                    mode: ::std::clone::Clone::clone(runner),
                }
            }
        }

        impl $name<$crate::Runner> {
            /// Sends the call, and waits for its response.
            ///
            /// # Errors
            ///
            /// Those of the operation and of every call, see
            /// [`Error`]($crate::Error), and where this is called from
            /// asynchronous code, which it would stop.
            pub fn send(self) -> ::std::result::Result<$output, $crate::Error> {
                self.mode.run(self.call.send())?
            }

            /// As `send`, with the status and the headers of the response.
            ///
            /// # Errors
            ///
            /// As `send`.
            pub fn response(
                self,
            ) -> ::std::result::Result<$crate::Response<$output>, $crate::Error> {
                self.mode.run(self.call.response())?
            }
        }
    };
}

#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_operation {
    ($name:ident, $output:ty) => {};
}

/// The type of an operation that is a page for a browser: nothing is sent, and
/// its URL is what comes of it.
///
/// ```
/// medium_runtime::browser_operation! {
///     /// The page of `Client::consent`.
///     pub struct Consent;
/// }
/// ```
#[macro_export]
macro_rules! browser_operation {
    ($(#[$meta:meta])* $vis:vis struct $name:ident;) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[must_use = "the page is reached by its URL"]
        $vis struct $name {
            call: $crate::Call<()>,
        }

        impl $name {
            pub(crate) fn new(call: $crate::Call<()>) -> Self {
                Self { call }
            }

            /// The page's URL, for a browser. Nothing is sent.
            ///
            /// # Errors
            ///
            /// [`Error::Input`]($crate::Error::Input) where an argument can't
            /// stand in a URL.
            pub fn url(self) -> ::std::result::Result<$crate::Url, $crate::Error> {
                self.call.url()
            }
        }
    };
}

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

        $crate::text_conversions!($name);
    };
}

/// A text with a name of its own, such as an id.
///
/// ```
/// medium_runtime::string_type! {
///     /// What a tree is known by.
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
            /// The text.
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

        $crate::text_conversions!($name);
    };
}

/// A list, a map or another value with a name of its own. It is in JSON what it
/// holds, and derefs to that.
///
/// ```
/// medium_runtime::value_type! {
///     /// The names of the trees.
///     pub struct Names(Vec<String>);
/// }
/// assert!(Names::from(vec![]).is_empty());
/// ```
#[macro_export]
macro_rules! value_type {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($held:ty);) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name(pub $held);

        $crate::value_conversions!($name, $held);
    };
}

/// A number or a flag with a name of its own. It is in JSON, in a path and in a
/// query what it holds.
///
/// ```
/// medium_runtime::plain_type! {
///     /// How many.
///     pub struct Count(i64);
/// }
/// assert_eq!(Count(3).to_string(), "3");
/// ```
#[macro_export]
macro_rules! plain_type {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($held:ty);) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        $vis struct $name(pub $held);

        $crate::value_conversions!($name, $held);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

/// What every type that holds one value has.
#[doc(hidden)]
#[macro_export]
macro_rules! value_conversions {
    ($name:ident, $held:ty) => {
        impl ::std::convert::From<$held> for $name {
            fn from(value: $held) -> Self {
                Self(value)
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = $held;

            fn deref(&self) -> &$held {
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

/// What every type that is a text has.
#[doc(hidden)]
#[macro_export]
macro_rules! text_conversions {
    ($name:ident) => {
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
                $crate::macros::text(deserializer, "a text", |text| {
                    ::std::option::Option::Some(Self::from(text))
                })
            }
        }

        $crate::text_output!($name);
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

/// `Display` and `Serialize` of a type that is a text.
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

/// Reads a text without a copy of it; `make` says whether it is one that
/// `expected` describes.
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
