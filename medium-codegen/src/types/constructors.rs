//! Types in requests get a constructor with all required values, and a setter for each optional
//! one. They are `#[non_exhaustive]`, so that new properties do not break code.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

use super::fields::{Member, Presence};
use crate::emit::{Writer, doc, ident, is_passed_by_value};
use crate::error::{Error, Result};
use crate::model::{Names, Schema, Shape};
use crate::progenitor::type_argument;

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
    members: &[Member<'_>],
    extra: Option<Ident>,
) -> Result<TokenStream> {
    let (arguments, mut values) = arguments_and_values(writer, schema, members)?;
    let setters = setters(writer, members)?;
    if let Some(name) = extra {
        let default = writer.name("std::default", "Default");
        values.push(quote!(#name: #default::default()));
    }
    let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let name = ident(&schema.rust_name)?;
    let value = new_value(writer, schema, &values);
    Ok(quote! {
        impl #name {
            /// Creates a value from its required properties.
            #[must_use]
            #many
            pub fn new(#(#arguments),*) -> Self {
                #value
            }

            #(#setters)*
        }
    })
}

/// Returns the constructor's arguments, and the value of each field.
fn arguments_and_values(
    writer: &mut Writer<'_>,
    schema: &Schema,
    members: &[Member<'_>],
) -> Result<(Vec<TokenStream>, Vec<TokenStream>)> {
    let (mut arguments, mut values) = (vec![], vec![]);
    for member in members {
        let property = member.property;
        let name = ident(&property.field)?;
        if property.constant && member.presence == Presence::Required {
            let value = constant(writer, &member.value).ok_or_else(|| {
                let what = format!("property {:?} is not a constant", property.json_name);
                Error::generator(&schema.pointer, what)
            })?;
            values.push(quote!(#name: #value));
        } else if property.is_constructor_argument() {
            let (ty, value) = constructor_argument(writer, &name, member);
            let value = value.map(|value| quote!(: #value));
            arguments.push(quote!(#name: #ty));
            values.push(quote!(#name #value));
        } else {
            values.push(empty(writer, &name, member));
        }
    }
    Ok((arguments, values))
}

fn setters(writer: &mut Writer<'_>, members: &[Member<'_>]) -> Result<Vec<TokenStream>> {
    let fields = members.iter().map(|member| member.property.field.clone());
    let fields: Names = fields.collect();
    let mut setters = Vec::new();
    for member in members {
        if !member.property.required && !member.property.read_only {
            setters.push(setter(writer, member)?);
            setters.extend(null_setter(writer, member, &fields)?);
        }
    }
    Ok(setters)
}

fn new_value(writer: &mut Writer<'_>, schema: &Schema, values: &[TokenStream]) -> TokenStream {
    if schema.has_default() {
        let default = writer.name("std::default", "Default");
        return quote!(#default::default());
    }
    quote!(Self { #(#values),* })
}

/// Returns `Kind::Tree`, the value of a constant's type.
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

/// Returns the initializer of an absent field.
fn empty(writer: &mut Writer<'_>, name: &Ident, member: &Member<'_>) -> TokenStream {
    match member.presence {
        Presence::Nullable | Presence::Optional => quote!(#name: None),
        Presence::OptionalNullable => {
            let nullable = writer.runtime("Nullable");
            quote!(#name: #nullable::Absent)
        }
        Presence::Required => {
            let default = writer.name("std::default", "Default");
            quote!(#name: #default::default())
        }
    }
}

/// Returns an argument of the constructor, and the initializer of its field.
fn constructor_argument(
    writer: &mut Writer<'_>,
    name: &Ident,
    member: &Member<'_>,
) -> (TokenStream, Option<TokenStream>) {
    match member.presence {
        Presence::Required => argument_type(writer, name, &member.value),
        Presence::Nullable | Presence::OptionalNullable => {
            let (into, ty) = (writer.name("std::convert", "Into"), member.ty(writer));
            (quote!(impl #into<#ty>), Some(quote!(#name.into())))
        }
        Presence::Optional => {
            let (ty, value) = argument_type(writer, name, &member.value);
            let value = value.unwrap_or_else(|| quote!(#name));
            (ty, Some(quote!(Some(#value))))
        }
    }
}

/// Returns the argument type for a value of type `ty`, and the expression to store it,
/// if it needs a conversion. Numbers and booleans are passed by value: a literal `3` is
/// an `i32`, which `impl Into<u16>` would reject.
fn argument_type(
    writer: &mut Writer<'_>,
    name: &Ident,
    ty: &Type,
) -> (TokenStream, Option<TokenStream>) {
    let into = writer.name("std::convert", "Into");
    if let Some(item) = type_argument(ty, "Vec") {
        let item = writer.ty(item);
        let iterator = writer.name("std::iter", "IntoIterator");
        return (
            quote!(impl #iterator<Item = impl #into<#item>>),
            Some(quote!(#name.into_iter().map(#into::into).collect())),
        );
    }
    if is_passed_by_value(ty) {
        return (quote!(#ty), None);
    }
    if let Some(inner) = type_argument(ty, "Box") {
        let (inner, boxed) = (writer.ty(inner), writer.name("std::boxed", "Box"));
        return (
            quote!(impl #into<#inner>),
            Some(quote!(#boxed::new(#name.into()))),
        );
    }
    let ty = writer.ty(ty);
    (quote!(impl #into<#ty>), Some(quote!(#name.into())))
}

fn setter(writer: &mut Writer<'_>, member: &Member<'_>) -> Result<TokenStream> {
    let field = &member.property.field;
    let name = ident(field)?;
    let (argument_ty, value) = argument_type(writer, &name, &member.value);
    let mut value = value.unwrap_or_else(|| quote!(#name));
    value = match member.presence {
        Presence::OptionalNullable => {
            let nullable = writer.runtime("Nullable");
            quote!(#nullable::Value(#value))
        }
        Presence::Nullable | Presence::Optional => quote!(Some(#value)),
        Presence::Required => value,
    };
    let method = match field.as_str() {
        "new" => ident("with_new")?,
        _ => name.clone(),
    };
    let docs = doc(&format!("Sets [`{name}`](Self::{name})."), 4);
    Ok(quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, #name: #argument_ty) -> Self {
            self.#name = #value;
            self
        }
    })
}

/// Returns the method that sends null for a nullable and optional property.
fn null_setter(
    writer: &mut Writer<'_>,
    member: &Member<'_>,
    fields: &Names,
) -> Result<Option<TokenStream>> {
    let field = &member.property.field;
    let method = format!("clear_{}", field.trim_start_matches("r#"));
    if member.presence != Presence::OptionalNullable || fields.contains(&method) {
        return Ok(None);
    }
    let (name, method) = (ident(field)?, ident(&method)?);
    let nullable = writer.runtime("Nullable");
    let docs = doc(&format!("Sets [`{name}`](Self::{name}) to null."), 4);
    Ok(Some(quote! {
        #docs
        #[must_use]
        pub fn #method(mut self) -> Self {
            self.#name = #nullable::Null;
            self
        }
    }))
}
