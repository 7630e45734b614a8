//! Enums that keep a value which the document does not list, so that one new
//! value in an answer does not make the whole answer unreadable:
//!
//! ```text
//! pub enum Role { Editor, Writer, Unknown(String) }
//! ```
//!
//! An enum with one value is a constant and stays closed: it tells the choices
//! of a `oneOf` apart.

use std::collections::BTreeMap;

use syn::{Item, parse_quote};

use super::{Context, doc_lines, ident, subject};
use crate::client::Code;
use crate::error::Result;
use crate::plan::{EnumValue, Shape};

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    let mut written = written(context)?;
    // An enum's first item makes way for all of ours, its others for nothing.
    for item in std::mem::take(&mut code.types) {
        match subject(&item).and_then(|name| written.get_mut(&name)) {
            Some(items) => code.types.append(items),
            None => code.types.push(item),
        }
    }
    code.types.extend(written.into_values().flatten());
    Ok(())
}

/// The items of each enum, by its name in Rust.
fn written(context: &Context<'_>) -> Result<BTreeMap<String, Vec<Item>>> {
    let mut written = BTreeMap::new();
    for (rust, schema) in &context.plan.schemas {
        let items = match &schema.shape {
            Shape::Enum(values) => open(rust, values)?,
            Shape::Constant(value) => constant(rust, value)?,
            _ => continue,
        };
        written.insert(rust.clone(), items);
    }
    Ok(written)
}

/// The name of the variant for everything else.
fn rest(values: &[EnumValue]) -> &'static str {
    let free = |name: &&str| values.iter().all(|value| value.variant != *name);
    ["Unknown", "Unlisted", "Unrecognized"]
        .into_iter()
        .find(free)
        .unwrap_or("UnknownToThisVersion")
}

fn open(rust: &str, values: &[EnumValue]) -> Result<Vec<Item>> {
    let name = ident(rust)?;
    let rest = ident(rest(values))?;
    let variants = values
        .iter()
        .map(|value| ident(&value.variant))
        .collect::<Result<Vec<_>>>()?;
    let wires: Vec<&str> = values.iter().map(|value| value.wire.as_str()).collect();
    let file: syn::File = parse_quote! {
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Deserialize, ::serde::Serialize)]
        #[serde(from = "::std::string::String", into = "::std::string::String")]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #rest(::std::string::String),
        }

        impl #name {
            /// Every value that the document lists, in its order.
            pub const LISTED: &'static [Self] = &[#(Self::#variants),*];

            /// The value as it goes over the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::#rest(value) => value,
                }
            }
        }

        impl ::std::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#wires => Self::#variants,)*
                    other => Self::#rest(other.to_owned()),
                }
            }
        }
    };
    let mut items = file.items;
    items.extend(conversions(&name));
    items.push(display(&name));
    Ok(items)
}

fn conversions(name: &syn::Ident) -> Vec<Item> {
    let file: syn::File = parse_quote! {
        impl ::std::convert::From<::std::string::String> for #name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::convert::From<#name> for ::std::string::String {
            fn from(value: #name) -> Self {
                value.as_str().to_owned()
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }
    };
    file.items
}

fn display(name: &syn::Ident) -> Item {
    parse_quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

fn constant(rust: &str, value: &EnumValue) -> Result<Vec<Item>> {
    let name = ident(rust)?;
    let variant = ident(&value.variant)?;
    let wire = &value.wire;
    let docs = doc_lines("The value as it goes over the wire.");
    let file: syn::File = parse_quote! {
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Deserialize, ::serde::Serialize)]
        pub enum #name {
            #[default]
            #[serde(rename = #wire)]
            #variant,
        }

        impl #name {
            #(#docs)*
            #[must_use]
            pub fn as_str(&self) -> &str {
                #wire
            }
        }
    };
    let mut items = file.items;
    items.push(display(&name));
    Ok(items)
}
