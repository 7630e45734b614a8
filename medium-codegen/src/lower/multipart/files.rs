//! Parts of a form that are files.

use serde_json::{Value, json};

use super::super::docs::docs;
use super::super::media::{is_json, is_xml, may_be_text};
use super::super::merge::Field;
use super::super::names::text;
use super::super::schema_kind::FILE;
use super::super::schema_registry::Schemas;
use crate::document::refs;
use crate::model::{Part, PartKind, Property};

/// Returns whether a part is a union of files only: `Some(true)` if one of them is a list.
pub(super) fn file_union(schemas: &Schemas<'_>, schema: &Value) -> Option<bool> {
    let subschemas = schema.get("oneOf").or(schema.get("anyOf"))?.as_array()?;
    let mut many = false;
    for subschema in subschemas {
        let subschema = refs::follow(schemas.document, subschema);
        let is_list = text(subschema, "type") == "array";
        let file = if is_list {
            refs::follow(schemas.document, &subschema["items"])
        } else {
            subschema
        };
        if text(file, "format") != "binary" {
            return None;
        }
        many |= is_list;
    }
    Some(many)
}

/// Returns whether a part is a file, by its schema or its media type.
pub(super) fn is_file(schema: &Value, types: &[String]) -> bool {
    let is_text = |kind: &String| kind.starts_with("text/") || is_json(kind) || is_xml(kind);
    text(schema, "format") == "binary"
        || (may_be_text(schema) && types.first().is_some_and(|kind| !is_text(kind)))
}

/// Returns a part that is one or more files.
pub(super) fn file(
    schemas: &Schemas<'_>,
    field: &Field<'_>,
    name: String,
    many: bool,
    types: &[String],
) -> (Part, Value) {
    let file = json!({ "type": "string", "format": FILE });
    let lowered = if many {
        json!({ "type": "array", "items": file })
    } else {
        file
    };
    let part = Part {
        property: file_property(schemas, field, name),
        kind: PartKind::File(allowed(types)),
        many,
    };
    (part, lowered)
}

/// Returns the allowed media types of a file; empty for any.
fn allowed(types: &[String]) -> Vec<String> {
    if types.iter().any(|kind| kind == "*/*") {
        Vec::new()
    } else {
        types.to_vec()
    }
}

fn file_property(schemas: &Schemas<'_>, field: &Field<'_>, name: String) -> Property {
    Property {
        pointer: field.pointer.clone(),
        json_name: field.json_name.clone(),
        field: name,
        required: field.required,
        docs: docs(schemas.document, &field.schema),
        ..Property::default()
    }
}
