//! What a program makes gets a constructor with all that is required and a
//! setter for each thing that is not; everything is `#[non_exhaustive]`, so
//! that one more property breaks nobody.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

use super::fields::TypifyFields;
use crate::emit::{Writer, doc, ident, is_plain};
use crate::error::Result;
use crate::model::{Property, Schema};
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
    extra: bool,
) -> Result<TokenStream> {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for property in schema.properties() {
        let name = ident(&property.field)?;
        let ty = &fields.ty(property)?;
        if property.required && !property.constant {
            let (ty, value) = taken(writer, &name, ty);
            arguments.push(quote!(#name: #ty));
            values.push(value.map_or_else(|| quote!(#name), |value| quote!(#name: #value)));
        } else {
            let empty = empty(writer, ty);
            values.push(quote!(#name: #empty));
        }
        if !property.required {
            setters.push(setter(writer, property, ty)?);
        }
    }
    if extra {
        let default = writer.name("std::default", "Default");
        values.push(quote!(extra: #default::default()));
    }
    let name = ident(&schema.rust_name)?;
    let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let docs = doc(
        "One with all that is required; everything else is absent.",
        4,
    );
    Ok(quote! {
        impl #name {
            #docs
            #[must_use]
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    })
}

/// The value of what is absent.
fn empty(writer: &mut Writer<'_>, ty: &Type) -> TokenStream {
    if argument(ty, "Option").is_some() {
        quote!(None)
    } else if argument(ty, "Vec").is_some() {
        let vec = writer.name("std::vec", "Vec");
        quote!(#vec::new())
    } else {
        let default = writer.name("std::default", "Default");
        quote!(#default::default())
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
