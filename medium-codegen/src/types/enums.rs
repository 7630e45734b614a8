//! Enums, as macros of the runtime: open enums keep unknown values, an enum with
//! one value is a closed constant.

use std::fmt::Write as _;

use proc_macro2::Literal;

use crate::emit::{Writer, doc_text, type_docs, value_docs};
use crate::model::{EnumValue, Schema};
use crate::print::Piece;

/// Returns `open_enum! { pub enum Role or Unknown { Editor = "editor", Writer =
/// "writer", } }`, or with `value_enum!`.
pub(super) fn open(
    writer: &mut Writer<'_>,
    name: &str,
    schema: &Schema,
    values: &[EnumValue],
) -> Piece {
    let (rust_name, unknown) = (&schema.rust_name, unknown_variant(values));
    let head = format!("pub enum {rust_name} or {unknown}");
    invocation(writer, name, schema, &head, values)
}

/// Returns `constant! { pub enum Kind { Tree = "tree", } }`.
pub(super) fn constant(writer: &mut Writer<'_>, schema: &Schema, value: &EnumValue) -> Piece {
    let visibility = if schema.public { "pub" } else { "pub(crate)" };
    let head = format!("{visibility} enum {}", schema.rust_name);
    let values = std::slice::from_ref(value);
    invocation(writer, "constant", schema, &head, values)
}

fn invocation(
    writer: &mut Writer<'_>,
    name: &str,
    schema: &Schema,
    head: &str,
    values: &[EnumValue],
) -> Piece {
    let name = writer.runtime(name);
    let mut text = format!(
        "{name}! {{\n{}    {head} {{\n",
        doc_text(&type_docs(schema), 4)
    );
    for value in values {
        text.push_str(&doc_text(&value_docs(value), 8));
        let json = Literal::string(&value.json);
        // Writing to a String never fails.
        let _ = writeln!(text, "        {} = {json},", value.variant);
    }
    Piece::Macro(text + "    }\n}\n")
}

fn unknown_variant(values: &[EnumValue]) -> &'static str {
    let free = |name: &&str| values.iter().all(|value| value.variant != *name);
    ["Unknown", "Unlisted", "Unrecognized"]
        .into_iter()
        .find(free)
        .unwrap_or("UnknownToThisVersion")
}
