//! Objects: a struct with a field for each property.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemStruct, Type};

use super::constructors::constructor;
use super::fields::{TypifyFields, declared, derives};
use super::rename;
use crate::emit::{Writer, doc, field_docs, ident, type_docs};
use crate::error::Result;
use crate::model::{Object, Property, Schema};
use crate::print::Piece;
use crate::progenitor::argument;

pub(super) fn object(
    writer: &mut Writer<'_>,
    schema: &Schema,
    object: &Object,
    item: &ItemStruct,
) -> Result<Vec<Piece>> {
    let fields = TypifyFields::of(schema, item);
    let rule = rename::rule(&object.properties);
    let mut lines = Vec::new();
    for property in &object.properties {
        let ty = &fields.ty(property)?;
        let serde = serde_arguments(writer, property, ty, rule.is_some())
            .ok_or_else(|| fields.fault(&format!("{:?} can't be absent", property.json_name)))?;
        lines.push(field(writer, property, ty, &serde)?);
    }
    let extra = object.extra.then(|| fields.extra()).transpose()?;
    if let Some(ty) = extra {
        let ty = writer.ty(ty);
        lines.push(quote! {
            /// Properties that the document does not name.
            #[serde(flatten)]
            pub extra: #ty
        });
    }
    let (name, docs) = (ident(&schema.rust_name)?, doc(&type_docs(schema), 0));
    let derives = derives(writer, schema);
    let rule = rule.map(|rule| quote!(#[serde(rename_all = #rule)]));
    let mut pieces = vec![Piece::Code(quote! {
        #docs
        #derives
        #rule
        #[non_exhaustive]
        pub struct #name { #(#lines),* }
    })];
    if schema.in_request {
        pieces.push(Piece::Code(constructor(writer, schema, &fields, extra)?));
    }
    Ok(pieces)
}

fn field(
    writer: &mut Writer<'_>,
    property: &Property,
    ty: &Type,
    serde: &[TokenStream],
) -> Result<TokenStream> {
    let declared = declared(property)?;
    let docs = doc(&field_docs(property), 4);
    let ty = writer.ty(ty);
    let serde = (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]));
    Ok(quote! {
        #docs
        #serde
        #declared: #ty
    })
}

/// What serde is told about a field; `None` where the type has no value that
/// stands for an absent property, but would need one.
fn serde_arguments(
    writer: &mut Writer<'_>,
    property: &Property,
    ty: &Type,
    renamed: bool,
) -> Option<Vec<TokenStream>> {
    let runtime = &writer.context.options.runtime;
    let mut arguments = Vec::new();
    if !renamed && property.json_name != property.field {
        let name = &property.json_name;
        arguments.push(quote!(rename = #name));
    }
    let is_option = argument(ty, "Option").is_some();
    if property.empty_is_absent && is_option {
        let read = format!("{runtime}::empty_as_none");
        arguments.push(quote!(default, deserialize_with = #read));
    } else if !property.required && !is_option {
        let read = format!("{runtime}::null_as_default");
        arguments.push(quote!(default, deserialize_with = #read));
    }
    if !property.required {
        let is_absent = absent(writer, ty)?;
        arguments.push(quote!(skip_serializing_if = #is_absent));
    }
    Some(arguments)
}

/// What tells of a value that it stands for an absent property.
fn absent(writer: &mut Writer<'_>, ty: &Type) -> Option<String> {
    if argument(ty, "Option").is_some() {
        return Some(writer.text("std::option", "Option") + "::is_none");
    }
    if argument(ty, "Vec").is_some() {
        return Some(writer.text("std::vec", "Vec") + "::is_empty");
    }
    if argument(ty, "HashMap").is_some() {
        return Some(writer.text("std::collections", "HashMap") + "::is_empty");
    }
    argument(ty, "Map").map(|_| "serde_json::Map::is_empty".to_owned())
}
