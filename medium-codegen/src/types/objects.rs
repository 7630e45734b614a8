//! Objects: a struct with a field per property.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, ItemStruct, Type};

use super::constructors::constructor;
use super::fields::{Member, Presence, TypifyFields, declared, derives};
use super::rename;
use crate::emit::{Writer, doc, field_docs, ident, type_docs};
use crate::error::Result;
use crate::model::{Object, Schema};
use crate::print::Piece;

pub(super) fn object(
    writer: &mut Writer<'_>,
    schema: &Schema,
    object: &Object,
    item: &ItemStruct,
) -> Result<Vec<Piece>> {
    let fields = TypifyFields::new(schema, item);
    let members = fields.properties()?;
    let rule = rename::rule(&object.properties);
    let mut lines = Vec::new();
    for member in &members {
        lines.push(field(writer, schema, member, rule.is_some())?);
    }
    let extra = match &object.extra {
        Some(name) => Some((ident(name)?, fields.extra()?)),
        None => None,
    };
    lines.extend(
        extra
            .as_ref()
            .map(|(name, ty)| additional_properties(writer, name, ty)),
    );
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
        let extra = extra.map(|(name, _)| name);
        pieces.push(Piece::Code(constructor(writer, schema, &members, extra)?));
    }
    Ok(pieces)
}

fn additional_properties(writer: &mut Writer<'_>, name: &Ident, ty: &Type) -> TokenStream {
    let ty = writer.ty(ty);
    quote! {
        /// Properties that the document does not declare.
        #[serde(flatten)]
        pub #name: #ty
    }
}

fn field(
    writer: &mut Writer<'_>,
    schema: &Schema,
    member: &Member<'_>,
    renamed: bool,
) -> Result<TokenStream> {
    let declared = declared(member.property)?;
    let docs = doc(&field_docs(schema, member.property), 4);
    let serde = serde_arguments(writer, member, renamed);
    let ty = member.ty(writer);
    let serde = (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]));
    Ok(quote! {
        #docs
        #serde
        #declared: #ty
    })
}

fn serde_arguments(
    writer: &mut Writer<'_>,
    member: &Member<'_>,
    renamed: bool,
) -> Vec<TokenStream> {
    let property = member.property;
    let mut arguments = Vec::new();
    if !renamed && property.json_name != property.field {
        let name = &property.json_name;
        arguments.push(quote!(rename = #name));
    }
    if let Some(read) = deserializer(writer, member) {
        arguments.push(quote!(default, deserialize_with = #read));
    } else if member.presence == Presence::OptionalNullable {
        arguments.push(quote!(default));
    }
    let is_absent = match member.presence {
        Presence::Required | Presence::Nullable => None,
        Presence::Optional => Some(writer.text("std::option", "Option") + "::is_none"),
        Presence::OptionalNullable => {
            let runtime = writer.context.options.runtime_crate.clone();
            Some(writer.text(&runtime, "Nullable") + "::is_absent")
        }
    };
    arguments.extend(is_absent.map(|is_absent| quote!(skip_serializing_if = #is_absent)));
    arguments
}

/// Returns the runtime's deserializer for a field, if serde's own would lose something
/// or reject what services send.
fn deserializer(writer: &Writer<'_>, member: &Member<'_>) -> Option<String> {
    if !matches!(member.presence, Presence::Optional | Presence::Nullable) {
        return None;
    }
    let name = if member.property.empty_is_absent || is_parsed(&member.value) {
        "empty_as_none"
    } else if member.is_json() {
        "present"
    } else {
        return None;
    };
    Some(format!("{}::{name}", writer.context.options.runtime_crate))
}

/// Returns whether a string is parsed: services send `""` for a missing time or URL.
fn is_parsed(ty: &Type) -> bool {
    const PARSED: [&str; 3] = ["Url", "DateTime", "Date"];
    let Type::Path(path) = ty else { return false };
    let segments = &path.path.segments;
    // The document's own types have no path.
    segments.len() > 1
        && segments
            .last()
            .is_some_and(|last| PARSED.iter().any(|name| last.ident == name))
}
