//! Multipart forms: each property is a part, and files stream.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::bodies::is_plain;
use super::merge::{Field, fields};
use super::names::{field_name, flag, text, type_name};
use super::operations::{essence, resolve};
use super::schemas::Schemas;
use crate::error::{Refusal, Result, join};
use crate::plan::{Docs, Part, PartKind, Property, Schema, Shape};
use crate::refs;

pub(super) const MULTIPART: &str = "multipart/form-data";

/// The components that are bodies of multipart requests: they are lowered by
/// `multipart`, not as schemas.
pub(crate) fn form_names(document: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in document["paths"]
        .as_object()
        .into_iter()
        .flat_map(Map::values)
    {
        for operation in item.as_object().into_iter().flat_map(Map::values) {
            let Some(body) = operation.get("requestBody") else {
                continue;
            };
            let content = refs::follow(document, body)["content"].as_object();
            for (media_type, media) in content.into_iter().flatten() {
                if essence(media_type) == MULTIPART {
                    names.extend(refs::schema_name(&media["schema"]));
                }
            }
        }
    }
    names
}

/// Gives a multipart form its type: files become fields of the runtime's type.
pub(super) fn form(
    schemas: &mut Schemas<'_>,
    media: &Value,
    hint: &str,
    at: &str,
) -> Result<String> {
    let (schema, pointer) = resolve(schemas.document, &media["schema"], &join(at, "schema"));
    let rust = refs::schema_name(&media["schema"])
        .map_or_else(|| hint.to_owned(), |name| type_name(&name));
    let types = encodings(media, schema, at)?;
    let mut parts = Vec::new();
    let mut lowered = Map::new();
    let mut required = Vec::new();
    for field in fields(schemas.document, schema, &pointer)?.members {
        let (part, schema) = part(schemas, &rust, &field, &types)?;
        if field.required {
            required.push(Value::String(field.wire.clone()));
        }
        lowered.insert(field.wire, schema);
        parts.push(part);
    }
    if parts.is_empty() {
        return Err(Refusal::at(
            pointer,
            "a multipart form needs at least one property: add it",
        ));
    }
    let mut object = json!({ "type": "object", "properties": lowered });
    if !required.is_empty() {
        object["required"] = Value::Array(required);
    }
    let planned = Schema {
        pointer,
        docs: super::notes::docs(schemas.document, schema),
        shape: Shape::Multipart(parts),
    };
    // Two operations may share a form; then it has to be the same.
    if let (Some(other), Some(_)) = (schemas.lowered.get(&rust), schemas.plan.get(&rust))
        && *other != object
    {
        return Err(Refusal::at(
            at,
            format!("two different forms would be named {rust}: rename one"),
        ));
    }
    schemas.lowered.insert(rust.clone(), object);
    schemas.plan.insert(rust.clone(), planned);
    Ok(rust)
}

/// `encoding`: the media types that each part may have.
fn encodings(media: &Value, schema: &Value, at: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let mut all = BTreeMap::new();
    for (wire, encoding) in media["encoding"].as_object().into_iter().flatten() {
        let pointer = join(&join(at, "encoding"), wire);
        if schema.pointer(&join("/properties", wire)).is_none() {
            return Err(Refusal::at(
                pointer,
                format!("{wire:?} is not among the properties: correct the name"),
            ));
        }
        let types = text(encoding, "contentType").split(',').map(essence);
        let mut types: Vec<String> = types.filter(|kind| !kind.is_empty()).collect();
        if types.iter().any(|kind| kind == "*/*") {
            types.clear();
        }
        if let Some(kind) = types.iter().find(|kind| !is_media_type(kind)) {
            return Err(Refusal::at(
                join(&pointer, "contentType"),
                format!("{kind:?} is no single media type: list them like image/png, image/jpeg"),
            ));
        }
        all.insert(wire.clone(), types);
    }
    Ok(all)
}

/// `image/png`, but not `image/*`.
fn is_media_type(kind: &str) -> bool {
    let legal = |part: &str| {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
        !part.is_empty() && part.chars().all(token)
    };
    kind.split_once('/')
        .is_some_and(|(kind, name)| legal(kind) && legal(name))
}

fn part(
    schemas: &mut Schemas<'_>,
    rust: &str,
    field: &Field<'_>,
    types: &BTreeMap<String, Vec<String>>,
) -> Result<(Part, Value)> {
    let allowed = types.get(&field.wire).cloned().unwrap_or_default();
    let (target, pointer) = resolve(schemas.document, field.schema, &field.at);
    let many = text(target, "type") == "array";
    let one = if many {
        refs::follow(schemas.document, &target["items"])
    } else {
        target
    };
    if flag(target, "nullable") || flag(one, "nullable") {
        return Err(Refusal::at(
            pointer,
            "a part of a form can't be null: leave nullable out",
        ));
    }
    let (property, schema, kind) = if text(one, "format") == "binary" {
        let file = json!({ "type": "string", "format": super::FILE });
        let schema = if many {
            json!({ "type": "array", "items": file })
        } else {
            file
        };
        let property = file_property(schemas, field);
        (property, schema, PartKind::File(allowed))
    } else if many {
        // One with a name of its own is written out: its items are the parts.
        let list = Field {
            wire: field.wire.clone(),
            schema: target,
            at: pointer,
            required: field.required,
        };
        let (property, schema) = schemas.property(rust, &list)?;
        let kind = kind(schemas, &schema["items"], &allowed, &field.at)?;
        (property, schema, kind)
    } else {
        let (property, schema) = schemas.property(rust, field)?;
        let kind = kind(schemas, &schema, &allowed, &field.at)?;
        (property, schema, kind)
    };
    let part = Part {
        property,
        kind,
        many,
    };
    Ok((part, schema))
}

/// How a part that is no file goes out.
fn kind(schemas: &Schemas<'_>, lowered: &Value, allowed: &[String], at: &str) -> Result<PartKind> {
    let bare = lowered.pointer("/allOf/0").unwrap_or(lowered);
    let named = refs::schema_name(bare).and_then(|name| schemas.lowered.get(&name));
    let plain = is_plain(named.unwrap_or(bare));
    let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
    match (allowed.as_slice(), plain) {
        ([] | ["text/plain"], true) => Ok(PartKind::Text),
        ([], false) | (["application/json"], _) => Ok(PartKind::Json),
        (["text/plain"], false) => Err(Refusal::at(
            at,
            "only a plain value can be sent as text/plain: use application/json",
        )),
        _ => Err(Refusal::at(
            at,
            "a part that is no file (type: string, format: binary) goes out as text/plain or application/json: correct its contentType",
        )),
    }
}

fn file_property(schemas: &Schemas<'_>, field: &Field<'_>) -> Property {
    Property {
        wire: field.wire.clone(),
        field: field_name(&field.wire),
        required: field.required,
        docs: Docs {
            kind: "a file".to_owned(),
            ..super::notes::docs(schemas.document, field.schema)
        },
        empty_is_absent: false,
        secret: false,
        constant: None,
    }
}
