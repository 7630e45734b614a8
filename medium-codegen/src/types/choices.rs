//! Choices, as macros of the runtime: `oneOf` is an enum, `anyOf` of objects a
//! struct.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Ident, ItemStruct, Type};

use super::fields::TypifyFields;
use crate::emit::{Writer, choice_docs, doc_text, ident, type_docs};
use crate::error::Result;
use crate::model::{Choice, OneOf, Schema};
use crate::print::Piece;
use crate::progenitor::argument;
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
    let types = types(writer, schema, &one_of.choices, item)?;
    let text = invocation(writer, "one_of", schema, &head, &types, variant);
    pieces(writer, schema, text, &types, |choice, value| {
        let variant = ident(&choice.name)?;
        Ok(quote!(Self::#variant(#value)))
    })
}

/// Returns `Painting(Painting) = ["painting"],`.
fn variant(choice: &Choice, ty: &Type) -> String {
    let tags = choice.tags.iter();
    let tags: Vec<String> = tags.map(|tag| Literal::string(tag).to_string()).collect();
    let tags = match tags.is_empty() {
        true => String::new(),
        false => format!(" = [{}]", tags.join(", ")),
    };
    format!("{}({}){tags},", choice.name, format_tokens(ty))
}

/// Returns `any_of! { pub struct Ware or unknown { named: Named, priced: Priced, } }`.
pub(super) fn any_of(
    writer: &mut Writer<'_>,
    schema: &Schema,
    choices: &[Choice],
    item: &ItemStruct,
) -> Result<Vec<Piece>> {
    let head = format!("pub struct {} or unknown", schema.rust_name);
    let line = |choice: &Choice, ty: &Type| format!("{}: {},", choice.name, format_tokens(ty));
    let types = types(writer, schema, choices, item)?;
    let text = invocation(writer, "any_of", schema, &head, &types, line);
    let default = writer.name("std::default", "Default");
    pieces(writer, schema, text, &types, |choice, value| {
        let field = ident(&choice.name)?;
        Ok(quote!(Self { #field: Some(#value), ..#default::default() }))
    })
}

fn types<'c>(
    writer: &mut Writer<'_>,
    schema: &Schema,
    choices: &'c [Choice],
    item: &ItemStruct,
) -> Result<Vec<(&'c Choice, Type)>> {
    let fields = TypifyFields::of(schema, item);
    let choices = choices.iter().enumerate();
    choices
        .map(|(index, choice)| Ok((choice, writer.ty(fields.choice(index)?))))
        .collect()
}

fn invocation(
    writer: &mut Writer<'_>,
    name: &str,
    schema: &Schema,
    head: &str,
    types: &[(&Choice, Type)],
    line: impl Fn(&Choice, &Type) -> String,
) -> String {
    let (name, docs) = (writer.runtime(name), doc_text(&type_docs(schema), 4));
    let mut text = format!("{name}! {{\n{docs}    {head} {{\n");
    for (choice, ty) in types {
        let docs = choice_docs(&writer.context.model.schemas, choice.type_name.as_deref());
        text.push_str(&doc_text(&docs, 8));
        // Writing to a String never fails.
        let _ = writeln!(text, "        {}", line(choice, ty));
    }
    text + "    }\n}\n"
}

/// Returns the macro call, and the `From` impls.
fn pieces(
    writer: &mut Writer<'_>,
    schema: &Schema,
    text: String,
    types: &[(&Choice, Type)],
    wrap: impl Fn(&Choice, TokenStream) -> Result<TokenStream>,
) -> Result<Vec<Piece>> {
    let name = ident(&schema.rust_name)?;
    let mut conversions = TokenStream::new();
    let bare = |ty: &Type| argument(ty, "Box").unwrap_or(ty).clone();
    for (choice, ty) in types {
        // A type of several branches is ambiguous.
        let same = types.iter().filter(|(_, other)| bare(other) == bare(ty));
        if same.count() == 1 {
            let value = match argument(ty, "Box") {
                Some(_) => {
                    let boxed = writer.name("std::boxed", "Box");
                    quote!(#boxed::new(value))
                }
                None => quote!(value),
            };
            let expression = wrap(choice, value)?;
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
