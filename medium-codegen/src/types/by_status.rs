//! Enums by status, as macros of the runtime.

use std::fmt::Write as _;

use proc_macro2::Literal;
use quote::ToTokens as _;
use syn::ItemStruct;

use super::fields::TypifyFields;
use crate::emit::{Writer, body_type, doc_text, type_docs};
use crate::error::Result;
use crate::markdown::{code, one_line, rustdoc, sentence};
use crate::model::{ContentKind, Schema, StatusVariant};
use crate::print::Piece;
use crate::surface::format_tokens;

/// Returns `responses! { pub enum ReportResponse { Ok(Report) = json "200", NoContent =
/// "204", } }`.
pub(super) fn responses(
    writer: &mut Writer<'_>,
    schema: &Schema,
    variants: &[StatusVariant],
    item: &ItemStruct,
) -> Result<Piece> {
    invocation(writer, "responses", schema, variants, item, read)
}

/// Returns `error_responses! { pub enum ReportError { NotFound(Problem) = "404", } }`.
pub(super) fn errors(
    writer: &mut Writer<'_>,
    schema: &Schema,
    variants: &[StatusVariant],
    item: &ItemStruct,
) -> Result<Piece> {
    invocation(writer, "error_responses", schema, variants, item, |_| "")
}

/// Returns the macro's keyword for a decoding.
fn read(kind: ContentKind) -> &'static str {
    match kind {
        ContentKind::Json => "json ",
        ContentKind::Text => "text ",
        ContentKind::Download => "download ",
        ContentKind::Events => "events ",
        ContentKind::TextEvents => "text_events ",
    }
}

fn invocation(
    writer: &mut Writer<'_>,
    name: &str,
    schema: &Schema,
    variants: &[StatusVariant],
    item: &ItemStruct,
    read: fn(ContentKind) -> &'static str,
) -> Result<Piece> {
    let fields = TypifyFields::new(schema, item);
    let mut text = format!(
        "{}! {{\n{}    pub enum {} {{\n",
        writer.runtime(name),
        doc_text(&type_docs(schema), 4),
        schema.rust_name
    );
    for variant in variants {
        let payload = match variant.kind {
            Some(kind) => {
                let ty = fields.ty(&variant.field)?;
                let ty = writer.ty(ty).into_token_stream();
                format!("({})", format_tokens(&body_type(writer, kind, ty)))
            }
            None => String::new(),
        };
        let read = variant.kind.map(read).unwrap_or_default();
        text.push_str(&doc_text(&docs(variant), 8));
        let status = Literal::string(&variant.status);
        // Writing to a String never fails.
        let _ = writeln!(text, "        {}{payload} = {read}{status},", variant.name);
    }
    text.push_str("    }\n}\n");
    Ok(Piece::Macro(text))
}

fn docs(variant: &StatusVariant) -> String {
    let status = code(&variant.status);
    let paragraphs = variant.description.iter();
    match paragraphs.flat_map(|text| text.trim().split("\n\n")).next() {
        Some(first) => format!("{status}: {}", sentence(&one_line(&rustdoc(first)))),
        None => format!("{status}."),
    }
}
