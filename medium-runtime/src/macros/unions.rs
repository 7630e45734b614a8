//! Values of `oneOf` and `anyOf`.

/// Defines a `oneOf`. A discriminator, after `by`, selects a variant by the values in
/// brackets. Without one, the variant that keeps most of the value is chosen. A value
/// that fits none is kept as it is, so that it does not make a response unreadable.
///
/// ```
/// medium_runtime::one_of! {
///     /// A distance.
///     pub enum Distance or Unknown {
///         /// In metres.
///         Metres(f64),
///         /// As text.
///         Text(String),
///     }
/// }
/// let read: Vec<Distance> = serde_json::from_str(r#"[3, "far", null]"#)?;
/// assert_eq!(read[1], Distance::Text("far".to_owned()));
/// assert!(matches!(read[2], Distance::Unknown(_)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! one_of {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident or $unknown:ident $(by $tag:literal)? {
            $($(#[$doc:meta])* $variant:ident($held:ty) $(= [$($value:literal),*])?,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$doc])* $variant($held),)*
            /// A value that fits no schema in the document.
            $unknown($crate::Raw),
        }

        impl $crate::macros::serde::Serialize for $name {
            fn serialize<S: $crate::macros::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $(
                        Self::$variant(value) => {
                            $crate::macros::serde::Serialize::serialize(value, serializer)
                        }
                    )*
                    Self::$unknown(value) => {
                        $crate::macros::serde::Serialize::serialize(value, serializer)
                    }
                }
            }
        }

        impl<'de> $crate::macros::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                const TAG: ::std::option::Option<&'static str> = {
                    #[allow(unused_assignments, unused_mut)]
                    let mut tag = ::std::option::Option::None;
                    $(tag = ::std::option::Option::Some($tag);)?
                    tag
                };
                let value = $crate::union::raw(deserializer)?;
                ::std::result::Result::Ok($crate::union::cached(value, |value| {
                    let picked = $crate::union::pick(&value, TAG, &[$(
                        $crate::union::Candidate {
                            tags: &[$($($value),*)?],
                            read: |value| $crate::union::read(value, Self::$variant),
                        }
                    ),*]);
                    match picked {
                        ::std::option::Option::Some(picked) => picked,
                        ::std::option::Option::None => {
                            $crate::union::count_unlisted();
                            Self::$unknown($crate::Raw(value))
                        }
                    }
                }))
            }
        }
    };
}

/// Defines an `anyOf`: a field for each object that the value fits, otherwise the raw value.
///
/// ```
/// # use serde::{Deserialize, Serialize};
/// #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
/// pub struct Named { name: String }
/// #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
/// pub struct Priced { price: u32 }
///
/// medium_runtime::any_of! {
///     /// An item for sale.
///     pub struct Ware or unknown {
///         /// It has a name.
///         named: Named,
///         /// It has a price.
///         priced: Priced,
///     }
/// }
/// let json = serde_json::json!({ "name": "bell", "price": 3 });
/// let ware: Ware = serde_json::from_value(json.clone())?;
/// assert!(ware.named.is_some() && ware.priced.is_some());
/// assert_eq!(serde_json::to_value(&ware)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! any_of {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident or $unknown:ident {
            $($(#[$doc:meta])* $field:ident: $held:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        #[non_exhaustive]
        $vis struct $name {
            $($(#[$doc])* pub $field: ::std::option::Option<$held>,)*
            /// A value that fits no schema in the document.
            pub $unknown: ::std::option::Option<$crate::Raw>,
        }

        impl $crate::macros::serde::Serialize for $name {
            fn serialize<S: $crate::macros::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let mut parts = ::std::vec::Vec::new();
                $(
                    if let ::std::option::Option::Some(part) = &self.$field {
                        parts.push($crate::macros::serde_json::to_value(part));
                    }
                )*
                if let ::std::option::Option::Some(part) = &self.$unknown {
                    parts.push($crate::macros::serde_json::to_value(part));
                }
                $crate::union::serialize_merged(parts, serializer)
            }
        }

        impl<'de> $crate::macros::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = $crate::union::raw(deserializer)?;
                ::std::result::Result::Ok($crate::union::cached(value, |value| {
                    let mut read = Self::default();
                    $(
                        read.$field = $crate::union::object(&value);
                    )*
                    if $(read.$field.is_none())&&* {
                        $crate::union::count_unlisted();
                        read.$unknown = ::std::option::Option::Some($crate::Raw(value));
                    }
                    read
                }))
            }
        }
    };
}
