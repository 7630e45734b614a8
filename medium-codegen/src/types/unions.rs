//! Unions, as macros of the runtime: `oneOf` is an enum, `anyOf` of objects a struct.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Ident, ItemStruct, Type};

use super::fields::TypifyFields;
use crate::emit::{Writer, doc_text, ident, subschema_docs, type_docs};
use crate::error::Result;
use crate::model::{OneOf, Schema, Subschema};
use crate::print::Piece;
use crate::progenitor::type_argument;
use crate::surface::format_tokens;

/// Returns `one_of! { pub enum Work or Unknown by "kind" { Painting(Painting) = ["painting"], } }`.
pub(super) fn one_of(
    writer: &mut Writer<'_>,
    schema: &Schema,
    one_of: &OneOf,
    item: &ItemStruct,
) -> Result<Vec<Piece>> {
    let by = one_of
        .tag
        .as_ref()
        .map(|tag| format!(" by {}", Literal::string(tag)));
    let head = format!(
        "pub enum {} or Unknown{}",
        schema.rust_name,
        by.unwrap_or_default()
    );
    let types = types(writer, schema, &one_of.subschemas, item)?;
    let text = invocation(writer, "one_of", schema, &head, &types, variant);
    pieces(writer, schema, text, &types, |subschema, value| {
        let variant = ident(&subschema.name)?;
        Ok(quote!(Self::#variant(#value)))
    })
}

/// Returns `Painting(Painting) = ["painting"],`.
fn variant(subschema: &Subschema, ty: &Type) -> String {
    let tags = subschema.tags.iter();
    let tags: Vec<String> = tags.map(|tag| Literal::string(tag).to_string()).collect();
    let tags = if tags.is_empty() {
        String::new()
    } else {
        format!(" = [{}]", tags.join(", "))
    };
    format!("{}({}){tags},", subschema.name, format_tokens(ty))
}

/// Returns `any_of! { pub struct Ware or unknown { named: Named, priced: Priced, } }`.
pub(super) fn any_of(
    writer: &mut Writer<'_>,
    schema: &Schema,
    subschemas: &[Subschema],
    item: &ItemStruct,
) -> Result<Vec<Piece>> {
    let head = format!("pub struct {} or unknown", schema.rust_name);
    let line =
        |subschema: &Subschema, ty: &Type| format!("{}: {},", subschema.name, format_tokens(ty));
    let types = types(writer, schema, subschemas, item)?;
    let text = invocation(writer, "any_of", schema, &head, &types, line);
    let default = writer.name("std::default", "Default");
    pieces(writer, schema, text, &types, |subschema, value| {
        let field = ident(&subschema.name)?;
        Ok(quote!(Self { #field: Some(#value), ..#default::default() }))
    })
}

fn types<'c>(
    writer: &mut Writer<'_>,
    schema: &Schema,
    subschemas: &'c [Subschema],
    item: &ItemStruct,
) -> Result<Vec<(&'c Subschema, Type)>> {
    let fields = TypifyFields::new(schema, item);
    let subschemas = subschemas.iter().enumerate();
    subschemas
        .map(|(index, subschema)| Ok((subschema, writer.ty(fields.subschema(index)?))))
        .collect()
}

fn invocation(
    writer: &mut Writer<'_>,
    name: &str,
    schema: &Schema,
    head: &str,
    types: &[(&Subschema, Type)],
    line: impl Fn(&Subschema, &Type) -> String,
) -> String {
    let (name, docs) = (writer.runtime(name), doc_text(&type_docs(schema), 4));
    let mut text = format!("{name}! {{\n{docs}    {head} {{\n");
    for (subschema, ty) in types {
        let docs = subschema_docs(
            &writer.context.model.schemas,
            subschema.type_name.as_deref(),
        );
        text.push_str(&doc_text(&docs, 8));
        // Writing to a String never fails.
        let _ = writeln!(text, "        {}", line(subschema, ty));
    }
    text + "    }\n}\n"
}

/// Returns the macro call, and the `From` impls.
fn pieces(
    writer: &mut Writer<'_>,
    schema: &Schema,
    text: String,
    types: &[(&Subschema, Type)],
    wrap: impl Fn(&Subschema, TokenStream) -> Result<TokenStream>,
) -> Result<Vec<Piece>> {
    let name = ident(&schema.rust_name)?;
    let mut conversions = TokenStream::new();
    let bare = |ty: &Type| type_argument(ty, "Box").unwrap_or(ty).clone();
    for (subschema, ty) in types {
        // A type of several subschemas is ambiguous.
        let same = types.iter().filter(|(_, other)| bare(other) == bare(ty));
        if same.count() == 1 {
            let value = match type_argument(ty, "Box") {
                Some(_) => {
                    let boxed = writer.name("std::boxed", "Box");
                    quote!(#boxed::new(value))
                }
                None => quote!(value),
            };
            let expression = wrap(subschema, value)?;
            conversions.extend(conversion(writer, &name, &bare(ty), &expression));
        }
    }
    let mut pieces = vec![Piece::Macro(text)];
    if !conversions.is_empty() {
        pieces.push(Piece::Code(conversions));
    }
    Ok(pieces)
}

fn conversion(
    writer: &mut Writer<'_>,
    name: &Ident,
    ty: &Type,
    expression: &TokenStream,
) -> TokenStream {
    let from = writer.name("std::convert", "From");
    quote! {
        impl #from<#ty> for #name {
            fn from(value: #ty) -> Self {
                #expression
            }
        }
    }
}
