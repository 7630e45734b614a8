//! What a program makes gets a constructor with all that is required and a
//! setter for each thing that is not; everything is `#[non_exhaustive]`, so
//! that one more property breaks nobody.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

use super::fields::TypifyFields;
use crate::emit::{Writer, doc, ident, is_plain};
use crate::error::Result;
use crate::model::{Property, Schema, Shape};
use crate::progenitor::argument;

/// Emits
///
/// ```text
/// impl NewPost {
///     pub fn new(title: impl Into<String>, content_format: impl Into<ContentFormat>) -> Self { … }
///     pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self { … }
/// }
/// ```
pub(super) fn constructor(
    writer: &mut Writer<'_>,
    schema: &Schema,
    fields: &TypifyFields<'_>,
    extra: Option<&Type>,
) -> Result<TokenStream> {
    let (mut arguments, mut values, mut setters) = (vec![], vec![], vec![]);
    for property in schema.properties() {
        let name = ident(&property.field)?;
        let ty = &fields.ty(property)?;
        if property.constant {
            let value = constant(writer, ty).ok_or_else(|| {
                fields.fault(&format!("property {:?} is no constant", property.json_name))
            })?;
            values.push(quote!(#name: #value));
        } else if property.required {
            let (ty, value) = taken(writer, &name, ty);
            let value = value.map(|value| quote!(: #value));
            arguments.push(quote!(#name: #ty));
            values.push(quote!(#name #value));
        } else {
            values.push(empty(writer, &name, ty));
        }
        if !property.required {
            setters.push(setter(writer, property, ty)?);
        }
    }
    if let Some(ty) = extra {
        values.push(empty(writer, &ident("extra")?, ty));
    }
    let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let (name, value) = (ident(&schema.rust_name)?, whole(writer, schema, &values));
    Ok(quote! {
        impl #name {
            /// One with all that is required; everything else is absent.
            #[must_use]
            #many
            pub fn new(#(#arguments),*) -> Self {
                #value
            }

            #(#setters)*
        }
    })
}

/// The value of a constructor.
fn whole(writer: &mut Writer<'_>, schema: &Schema, values: &[TokenStream]) -> TokenStream {
    if schema.has_default() {
        let default = writer.name("std::default", "Default");
        return quote!(#default::default());
    }
    quote!(Self { #(#values),* })
}

/// `Kind::Tree`, the one value of a constant's type.
fn constant(writer: &Writer<'_>, ty: &Type) -> Option<TokenStream> {
    let Type::Path(path) = ty else { return None };
    let schema = writer
        .context
        .model
        .schemas
        .get(&path.path.get_ident()?.to_string())?;
    let Shape::Constant(value) = &schema.shape else {
        return None;
    };
    let variant = ident(&value.variant).ok()?;
    Some(quote!(#path::#variant))
}

/// A field whose value is absent.
fn empty(writer: &mut Writer<'_>, name: &Ident, ty: &Type) -> TokenStream {
    if argument(ty, "Option").is_some() {
        quote!(#name: None)
    } else if argument(ty, "Vec").is_some() {
        let vec = writer.name("std::vec", "Vec");
        quote!(#name: #vec::new())
    } else {
        let default = writer.name("std::default", "Default");
        quote!(#name: #default::default())
    }
}

/// How a value of type `ty` is taken as an argument, and what is stored, unless
/// it is stored as it is. Numbers and flags are taken as they are: a literal `3`
/// is an `i32` where anything that becomes a `u16` is asked for.
fn taken(writer: &mut Writer<'_>, name: &Ident, ty: &Type) -> (TokenStream, Option<TokenStream>) {
    let into = writer.name("std::convert", "Into");
    if let Some(item) = argument(ty, "Vec") {
        let item = writer.ty(item);
        let iterator = writer.name("std::iter", "IntoIterator");
        return (
            quote!(impl #iterator<Item = impl #into<#item>>),
            Some(quote!(#name.into_iter().map(#into::into).collect())),
        );
    }
    if is_plain(ty) {
        return (quote!(#ty), None);
    }
    let ty = writer.ty(ty);
    (quote!(impl #into<#ty>), Some(quote!(#name.into())))
}

fn setter(writer: &mut Writer<'_>, property: &Property, ty: &Type) -> Result<TokenStream> {
    let name = ident(&property.field)?;
    let inner = argument(ty, "Option");
    let (taken, value) = taken(writer, &name, inner.unwrap_or(ty));
    let mut value = value.unwrap_or_else(|| quote!(#name));
    if inner.is_some() {
        value = quote!(Some(#value));
    }
    let method = match property.field.as_str() {
        "new" => ident("with_new")?,
        _ => name.clone(),
    };
    let docs = doc(&format!("Sets [`{name}`](Self::{name})."), 4);
    Ok(quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, #name: #taken) -> Self {
            self.#name = #value;
            self
        }
    })
}
