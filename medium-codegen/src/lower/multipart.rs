//! Multipart forms: each property is a part, and files stream.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::context::essence;
use super::docs::{docs, example};
use super::kinds::{FILE, is_plain};
use super::merge::{Field, fields};
use super::names::{flag, text};
use super::objects::lowered_object;
use super::registry::{Named, Schemas};
use crate::document::refs;
use crate::error::{Result, bail, join};
use crate::model::{Docs, Part, PartKind, Property, Shape};

pub(super) const MULTIPART: &str = "multipart/form-data";

/// The components that are bodies of multipart requests: they are lowered by
/// `multipart`, not as schemas.
pub(super) fn form_names(document: &Value) -> BTreeSet<String> {
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
    let (schema, pointer) = refs::resolve(schemas.document, &media["schema"], &join(at, "schema"));
    let rust_name = refs::schema_name(&media["schema"])
        .map_or_else(|| hint.to_owned(), |name| schemas.names.component(&name));
    let types = encodings(media, schema, at)?;
    let mut parts = Vec::new();
    let mut properties = Map::new();
    let fields = fields(schemas.document, schema, &pointer)?.members;
    let names = schemas.field_names(&fields, &[])?;
    for (field, name) in fields.iter().zip(names) {
        let (part, schema) = part(schemas, &rust_name, field, name, &types)?;
        properties.insert(part.property.field.clone(), schema);
        parts.push(part);
    }
    if parts.is_empty() {
        bail!(
            pointer,
            "a multipart form needs at least one property: add it"
        );
    }
    let lowered = lowered_object(properties, parts.iter().map(|part| &part.property));
    let named = Named {
        docs: Docs {
            example: example(schemas.document, schema, &pointer),
            ..docs(schemas.document, schema)
        },
        pointer,
        shape: Shape::Multipart(parts),
        lowered,
    };
    schemas.add_form(&rust_name, named, at)?;
    Ok(rust_name)
}

/// `encoding`: the media types that each part may have.
fn encodings(media: &Value, schema: &Value, at: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let mut all = BTreeMap::new();
    for (name, encoding) in media["encoding"].as_object().into_iter().flatten() {
        let pointer = join(&join(at, "encoding"), name);
        if schema.pointer(&join("/properties", name)).is_none() {
            bail!(
                pointer,
                "{name:?} is not among the properties: correct the name"
            );
        }
        let types = text(encoding, "contentType").split(',').map(essence);
        let mut types: Vec<String> = types.filter(|kind| !kind.is_empty()).collect();
        if types.iter().any(|kind| kind == "*/*") {
            types.clear();
        }
        if let Some(kind) = types.iter().find(|kind| !is_media_type(kind)) {
            bail!(
                join(&pointer, "contentType"),
                "{kind:?} is no single media type: list them like image/png, image/jpeg"
            );
        }
        all.insert(name.clone(), types);
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
    rust_name: &str,
    field: &Field<'_>,
    name: String,
    types: &BTreeMap<String, Vec<String>>,
) -> Result<(Part, Value)> {
    let allowed = types.get(&field.json_name).cloned().unwrap_or_default();
    let (target, pointer) = refs::resolve(schemas.document, field.schema, &field.at);
    let many = text(target, "type") == "array";
    let one = if many {
        refs::follow(schemas.document, &target["items"])
    } else {
        target
    };
    if flag(target, "nullable") || flag(one, "nullable") {
        bail!(
            pointer,
            "a part of a form can't be null: leave nullable out"
        );
    }
    if text(one, "format") == "binary" {
        return Ok(file(schemas, field, name, many, allowed));
    }
    // A list with a name of its own is written out: its items are the parts.
    let written_out = Field {
        json_name: field.json_name.clone(),
        schema: if many { target } else { field.schema },
        at: if many { pointer } else { field.at.clone() },
        required: field.required,
    };
    let (property, lowered) = schemas.property(rust_name, &written_out, name)?;
    let item = if many { &lowered["items"] } else { &lowered };
    let kind = kind(schemas, item, &allowed, &field.at)?;
    let part = Part {
        property,
        kind,
        many,
    };
    Ok((part, lowered))
}

/// A part that is a file, or several.
fn file(
    schemas: &Schemas<'_>,
    field: &Field<'_>,
    name: String,
    many: bool,
    allowed: Vec<String>,
) -> (Part, Value) {
    let file = json!({ "type": "string", "format": FILE });
    let lowered = match many {
        true => json!({ "type": "array", "items": file }),
        false => file,
    };
    let part = Part {
        property: file_property(schemas, field, name),
        kind: PartKind::File(allowed),
        many,
    };
    (part, lowered)
}

/// How a part that is no file goes out.
fn kind(schemas: &Schemas<'_>, lowered: &Value, allowed: &[String], at: &str) -> Result<PartKind> {
    let plain = is_plain(schemas.behind(lowered));
    let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
    match (allowed.as_slice(), plain) {
        ([] | ["text/plain"], true) => Ok(PartKind::Text),
        ([], false) | (["application/json"], _) => Ok(PartKind::Json),
        (["text/plain"], false) => bail!(
            at,
            "only a plain value can be sent as text/plain: use application/json"
        ),
        _ => bail!(
            at,
            "a part that is no file (type: string, format: binary) goes out as text/plain or application/json: correct its contentType"
        ),
    }
}

fn file_property(schemas: &Schemas<'_>, field: &Field<'_>, name: String) -> Property {
    Property {
        json_name: field.json_name.clone(),
        field: name,
        required: field.required,
        docs: Docs {
            kind: "a file".to_owned(),
            ..docs(schemas.document, field.schema)
        },
        empty_is_absent: false,
        secret: false,
        constant: false,
    }
}
