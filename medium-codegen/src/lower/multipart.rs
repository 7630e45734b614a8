//! Multipart forms: each property is a part, and files are streamed.

mod files;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::context::essence;
use super::docs::{docs, example};
use super::media::{Media, is_json, is_media_type};
use super::merge::{Field, fields};
use super::names::text;
use super::objects::lowered_object;
use super::schema_kind::is_primitive;
use super::schema_registry::{Named, Schemas, without_null};
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{Docs, Part, PartKind, Property, Shape};
use files::{file, file_union, is_file};

/// Adds the type of a multipart form, whose files are of the runtime's type.
/// Returns `None` if the document declares no parts.
pub(super) fn form(
    schemas: &mut Schemas<'_>,
    media: &Media<'_>,
    hint: &str,
) -> Result<Option<String>> {
    let document = schemas.document;
    let (schema, pointer) =
        refs::resolve(document, media.schema(), &join(&media.pointer, "schema"));
    let component = refs::schema_name(media.schema()).filter(|name| schemas.forms.contains(name));
    let rust_name = match component {
        Some(name) => schemas.names.component(&name),
        None => schemas.new_name(hint, &media.pointer),
    };
    let fields = fields(document, schema, &pointer)?;
    let (parts, properties) = parts(schemas, media, &rust_name, &fields.members)?;
    if parts.is_empty() {
        let message = "the form declares no parts: the caller adds them";
        schemas.warn(&media.pointer, message);
        return Ok(None);
    }
    if let Some((_, pointer)) = fields.rest {
        let message = "additional parts are not supported: the form has its declared parts only";
        schemas.warnings.add_not_represented(&pointer, message);
    }
    let lowered = lowered_object(properties, parts.iter().map(|part| &part.property));
    let named = Named {
        docs: Docs {
            example: example(document, schema, &pointer),
            ..docs(document, schema)
        },
        pointer,
        shape: Shape::Multipart(parts),
        lowered,
    };
    schemas.add_form(&rust_name, named, &media.pointer)?;
    Ok(Some(rust_name))
}

/// Returns the parts of a form, and their lowered schemas.
fn parts(
    schemas: &mut Schemas<'_>,
    media: &Media<'_>,
    rust_name: &str,
    fields: &[Field<'_>],
) -> Result<(Vec<Part>, Map<String, Value>)> {
    let types = content_types(schemas, media);
    let (mut parts, mut properties) = (Vec::new(), Map::new());
    let names = schemas.field_names(fields, &[])?;
    for (field, name) in fields.iter().zip(names) {
        let (part, schema) = part(schemas, rust_name, field, name, &types)?;
        properties.insert(part.property.field.clone(), schema);
        parts.push(part);
    }
    Ok((parts, properties))
}

/// Returns the entries of `encoding` for existing properties, with their pointers.
pub(super) fn encodings<'a>(
    schemas: &Schemas<'_>,
    media: &Media<'a>,
) -> Vec<(String, &'a Value, String)> {
    let pointer = join(&media.pointer, "encoding");
    let mut all = Vec::new();
    for (name, encoding) in media.value["encoding"].as_object().into_iter().flatten() {
        let pointer = join(&pointer, name);
        if has_property(schemas.document, media.schema(), name) {
            all.push((name.clone(), encoding, pointer));
        } else {
            let message = format!("{name:?} is not a property of the form: ignored");
            schemas.warn(&pointer, message);
        }
    }
    all
}

fn has_property(document: &Value, schema: &Value, name: &str) -> bool {
    let schema = refs::follow(document, schema);
    let parts = ["allOf", "oneOf", "anyOf"].iter();
    let parts = parts
        .filter_map(|keyword| schema[keyword].as_array())
        .flatten();
    schema["properties"].get(name).is_some()
        || parts
            .into_iter()
            .any(|part| has_property(document, part, name))
}

#[derive(Clone, Default)]
struct ContentTypes {
    types: Vec<String>,
    pointer: String,
}

/// Returns the allowed media types of each part.
fn content_types(schemas: &Schemas<'_>, media: &Media<'_>) -> BTreeMap<String, ContentTypes> {
    let mut all = BTreeMap::new();
    for (name, encoding, pointer) in encodings(schemas, media) {
        for keyword in ["style", "explode", "allowReserved"] {
            if encoding.get(keyword).is_some() {
                let message = format!("{keyword} is ignored: a part is a plain value or JSON");
                schemas.warn(&join(&pointer, keyword), message);
            }
        }
        let types = text(encoding, "contentType").split(',').map(essence);
        let (types, others): (Vec<_>, Vec<_>) = types
            .filter(|kind| !kind.is_empty())
            .partition(|kind| is_media_type(kind));
        let pointer = join(&pointer, "contentType");
        for other in others {
            let message = format!("{other:?} is not a media type: ignored");
            schemas.warn(&pointer, message);
        }
        all.insert(name, ContentTypes { types, pointer });
    }
    all
}

fn part(
    schemas: &mut Schemas<'_>,
    rust_name: &str,
    field: &Field<'_>,
    name: String,
    types: &BTreeMap<String, ContentTypes>,
) -> Result<(Part, Value)> {
    let encoding = types.get(&field.json_name).cloned().unwrap_or_default();
    let types = encoding.types.as_slice();
    let (target, pointer) = refs::resolve(schemas.document, &field.schema, &field.pointer);
    if let Some(many) = file_union(schemas, target) {
        if many {
            let message = "one file or several: treated as a list of files";
            schemas.warn(&field.pointer, message);
        }
        return Ok(file(schemas, field, name, many, types));
    }
    let many = text(target, "type") == "array" && target.get("items").is_some();
    let value = if many {
        refs::follow(schemas.document, &target["items"])
    } else {
        target
    };
    if is_file(value, types) {
        return Ok(file(schemas, field, name, many, types));
    }
    let (property, lowered) = if many {
        list(schemas, rust_name, field, name, (target, pointer))?
    } else {
        schemas.property(rust_name, field, name)?
    };
    let item = if many { &lowered["items"] } else { &lowered };
    let kind = kind(schemas, item, &encoding);
    let part = Part {
        property,
        kind,
        many,
    };
    Ok((part, lowered))
}

/// Returns a list of parts. A list with a named type is written as `Vec<T>`, as it is
/// sent part by part. Null items are left out.
fn list(
    schemas: &mut Schemas<'_>,
    rust_name: &str,
    field: &Field<'_>,
    name: String,
    (target, pointer): (&Value, String),
) -> Result<(Property, Value)> {
    let written_out = Field {
        json_name: field.json_name.clone(),
        schema: Cow::Borrowed(target),
        pointer,
        required: field.required,
    };
    let (property, lowered) = schemas.property(rust_name, &written_out, name)?;
    let mut lowered = without_null(lowered);
    lowered["items"] = without_null(lowered["items"].take());
    Ok((property, lowered))
}

/// Returns how a part that is not a file is sent.
fn kind(schemas: &Schemas<'_>, lowered: &Value, encoding: &ContentTypes) -> PartKind {
    let types = &encoding.types;
    let plain = is_primitive(schemas.resolve(lowered));
    let (kind, is_exact) = match types.first().map(String::as_str) {
        None if plain => (PartKind::Text(None), true),
        None => (PartKind::Json, true),
        Some(kind) if is_json(kind) => (PartKind::Json, types.len() == 1),
        Some("text/plain") if plain => (PartKind::Text(None), types.len() == 1),
        Some(kind) if plain && !kind.contains('*') => {
            (PartKind::Text(Some(kind.to_owned())), types.len() == 1)
        }
        Some(_) if plain => (PartKind::Text(None), false),
        Some(_) => (PartKind::Json, false),
    };
    if !is_exact {
        let sent = match &kind {
            PartKind::Text(Some(kind)) => kind,
            PartKind::Text(None) => "text/plain",
            _ => "application/json",
        };
        let message = format!("several media types for a part: sent as {sent}");
        schemas.warn(&encoding.pointer, message);
    }
    kind
}
