//! What a program makes gets a constructor with all that is required and a
//! setter for each thing that is not; everything is `#[non_exhaustive]`, so
//! that one more property breaks nobody.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Item, ItemStruct, Type, parse_quote};

use super::{Context, Members, argument, ident};
use crate::client::Code;
use crate::error::Result;
use crate::plan::{Property, Shape};

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    let mut items = Vec::new();
    for mut item in std::mem::take(&mut code.types) {
        let mut added = None;
        match &mut item {
            Item::Struct(item) => {
                let rust = item.ident.to_string();
                let properties = context
                    .plan
                    .schemas
                    .get(&rust)
                    .map(|schema| properties(&schema.shape));
                let properties = properties.unwrap_or_default();
                if !properties.is_empty() {
                    item.attrs.push(parse_quote!(#[non_exhaustive]));
                }
                if context.plan.requests.contains(&rust) && !properties.is_empty() {
                    added = Some(constructor(item, &properties)?);
                }
            }
            Item::Enum(item) => {
                let one_of = context.plan.schemas.get(&item.ident.to_string());
                if one_of.is_some_and(|schema| matches!(schema.shape, Shape::OneOf(_))) {
                    item.attrs.push(parse_quote!(#[non_exhaustive]));
                }
            }
            _ => {}
        }
        items.push(item);
        items.extend(added);
    }
    code.types = items;
    Ok(())
}

fn properties(shape: &Shape) -> Vec<&Property> {
    match shape {
        Shape::Object(properties) => properties.iter().collect(),
        Shape::Multipart(parts) => parts.iter().map(|part| &part.property).collect(),
        _ => Vec::new(),
    }
}

/// Emits
///
/// ```text
/// impl NewPost {
///     pub fn new(title: impl Into<String>, content_format: impl Into<ContentFormat>) -> Self { … }
///     pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self { … }
/// }
/// ```
fn constructor(item: &ItemStruct, properties: &[&Property]) -> Result<Item> {
    let name = &item.ident;
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    let mut named = BTreeSet::new();
    let members = Members::of(&item.fields);
    // In the plan's order: the required ones as the document lists them.
    for property in properties {
        let Some(field) = members.of_property(property) else {
            continue;
        };
        let Some(field_name) = &field.ident else {
            continue;
        };
        named.insert(field_name);
        if let (Some(constant), true) = (&property.constant, property.required) {
            let constant = ident(constant)?;
            values.push(quote!(#field_name: #constant::default()));
        } else if property.required {
            let (ty, value) = taken(field_name, &field.ty);
            arguments.push(quote!(#field_name: #ty));
            values.push(if is_plain(&field.ty) {
                quote!(#field_name)
            } else {
                quote!(#field_name: #value)
            });
        } else {
            values.push(quote!(#field_name: ::std::default::Default::default()));
            setters.push(setter(field_name, &field.ty)?);
        }
    }
    // Entries beside the named properties: typify's flattened map.
    let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
    for extra in fields.filter(|field| !named.contains(field)) {
        values.push(quote!(#extra: ::std::default::Default::default()));
    }
    let many: Option<TokenStream> =
        (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let docs = format!(" A `{name}` with all that is required; everything else is absent.");
    Ok(parse_quote! {
        impl #name {
            #[doc = #docs]
            #[must_use]
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    })
}

/// How a value of type `ty` is taken as an argument, and what is stored.
fn taken(name: &Ident, ty: &Type) -> (TokenStream, TokenStream) {
    if let Some(item) = argument(ty, "Vec") {
        return (
            quote!(impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<#item>>),
            quote!(#name.into_iter().map(::std::convert::Into::into).collect()),
        );
    }
    if is_plain(ty) {
        return (quote!(#ty), quote!(#name));
    }
    (quote!(impl ::std::convert::Into<#ty>), quote!(#name.into()))
}

/// Numbers and flags are taken as they are: a literal `3` is an `i32` where
/// anything that becomes a `u16` is asked for.
fn is_plain(ty: &Type) -> bool {
    const PLAIN: [&str; 11] = [
        "bool", "f32", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64",
    ];
    let Type::Path(path) = ty else { return false };
    PLAIN.iter().any(|name| path.path.is_ident(name))
}

fn setter(name: &Ident, ty: &Type) -> Result<TokenStream> {
    let inner = argument(ty, "Option");
    let (taken, value) = taken(name, inner.unwrap_or(ty));
    let value = if inner.is_some() {
        quote!(::std::option::Option::Some(#value))
    } else {
        value
    };
    let method = if name == "new" {
        ident("with_new")?
    } else {
        name.clone()
    };
    let docs = format!(" Sets [`{name}`](Self::{name}).");
    Ok(quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #method(mut self, #name: #taken) -> Self {
            self.#name = #value;
            self
        }
    })
}
