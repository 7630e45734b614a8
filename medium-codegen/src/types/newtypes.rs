//! Newtypes, as macros of the runtime: an ID, a list, a number.

use syn::{ItemStruct, Type};

use crate::emit::{Writer, doc_text, is_passed_by_value, type_docs};
use crate::error::{Error, Result};
use crate::model::Schema;
use crate::print::Piece;
use crate::surface::format_tokens;

/// Returns `string_type! { pub struct PostId; }`.
pub(super) fn text(writer: &mut Writer<'_>, schema: &Schema) -> Piece {
    invocation(writer, schema, "string_type", "")
}

/// Returns `value_type! { pub struct Names(Vec<String>); }`.
pub(super) fn newtype(
    writer: &mut Writer<'_>,
    schema: &Schema,
    item: &ItemStruct,
) -> Result<Piece> {
    let mut fields = item.fields.iter();
    let (Some(field), None) = (fields.next(), fields.next()) else {
        let what = format!("{} has unexpected fields", schema.rust_name);
        return Err(Error::generator(&schema.pointer, what));
    };
    let kind = if is_passed_by_value(&field.ty) || is_integer(&field.ty) {
        "plain_type"
    } else {
        "value_type"
    };
    let payload = format!("({})", format_tokens(&writer.ty(&field.ty)));
    Ok(invocation(writer, schema, kind, &payload))
}

/// Returns whether a type is the runtime's `Integer`.
fn is_integer(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let segments = &path.path.segments;
    segments.len() > 1 && segments.last().is_some_and(|last| last.ident == "Integer")
}

fn invocation(writer: &mut Writer<'_>, schema: &Schema, kind: &str, payload: &str) -> Piece {
    let kind = writer.runtime(kind);
    let docs = doc_text(&type_docs(schema), 4);
    let name = &schema.rust_name;
    Piece::Macro(format!(
        "{kind}! {{\n{docs}    pub struct {name}{payload};\n}}\n"
    ))
}
