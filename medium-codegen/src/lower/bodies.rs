//! Request bodies: JSON, forms, and multipart forms with files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::merge::{Field, fields};
use super::names::{flag, text, type_name};
use super::operations::{Site, essence, hint, resolve, single};
use super::schemas::{Schemas, reference};
use crate::error::{Refusal, Result, join};
use crate::plan::{Body, Docs, Part, PartKind, Property, Schema, Shape};
use crate::refs;

pub(crate) struct LoweredBody {
    pub(crate) planned: Body,
    pub(crate) lowered: Value,
    pub(crate) required: bool,
    /// The types that it names directly.
    pub(crate) types: Vec<String>,
}

const MULTIPART: &str = "multipart/form-data";

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

pub(crate) fn body(schemas: &mut Schemas<'_>, site: &Site<'_>) -> Result<Option<LoweredBody>> {
    let Some(body) = site.operation.get("requestBody") else {
        return Ok(None);
    };
    let pointer = join(&site.at, "requestBody");
    if matches!(site.method, "get" | "head") {
        return Err(Refusal::at(
            pointer,
            "a GET or HEAD carries no body: use parameters",
        ));
    }
    let (body, at) = resolve(schemas.document, body, &pointer);
    let (media_type, media, at) = single(&body["content"], &join(&at, "content"))?;
    let kind = essence(media_type);
    if kind != MULTIPART && media.get("encoding").is_some() {
        return Err(Refusal::at(
            join(&at, "encoding"),
            "encoding is understood only in multipart/form-data: leave it out",
        ));
    }
    let (planned, schema) = match kind.as_str() {
        "application/json" => {
            let schema =
                schemas.lower(&media["schema"], &hint(site, "body"), &join(&at, "schema"))?;
            (Body::Json, schema)
        }
        "application/x-www-form-urlencoded" => {
            let schema =
                schemas.lower(&media["schema"], &hint(site, "body"), &join(&at, "schema"))?;
            check_form(schemas, &schema, &join(&at, "schema"))?;
            (Body::Form, schema)
        }
        MULTIPART => {
            let rust = multipart(schemas, media, &hint(site, "form"), &at)?;
            (Body::Multipart(rust.clone()), reference(&rust))
        }
        _ => {
            return Err(Refusal::at(
                at,
                format!(
                    "bodies of type {media_type} are not understood: use application/json, application/x-www-form-urlencoded or multipart/form-data"
                ),
            ));
        }
    };
    let required = flag(body, "required");
    // Absent is what null would be.
    let schema = if required {
        schema
    } else {
        super::schemas::without_null(schema)
    };
    // progenitor sees a multipart form as JSON; a pass makes the form of it.
    let lowered_type = match planned {
        Body::Form => "application/x-www-form-urlencoded",
        Body::Json | Body::Multipart(_) => "application/json",
    };
    let mut types = Vec::new();
    super::references(&schema, &mut types);
    Ok(Some(LoweredBody {
        planned,
        required,
        lowered: json!({ "required": true, "content": { lowered_type: { "schema": schema } } }),
        types,
    }))
}

/// A form is a list of names with plain values.
fn check_form(schemas: &Schemas<'_>, schema: &Value, at: &str) -> Result<()> {
    let refused = || {
        Refusal::at(
            at,
            "a form has named plain values only: use an object of texts and numbers (or a oneOf of such)",
        )
    };
    let name = refs::schema_name(schema).ok_or_else(refused)?;
    let lowered = schemas.lowered.get(&name).ok_or_else(refused)?;
    if let Some(choices) = lowered.get("oneOf").and_then(Value::as_array) {
        return choices
            .iter()
            .try_for_each(|choice| check_form(schemas, choice, at));
    }
    let properties = lowered
        .get("properties")
        .and_then(Value::as_object)
        .ok_or_else(refused)?;
    for property in properties.values() {
        let bare = property.pointer("/allOf/0").unwrap_or(property);
        let named = refs::schema_name(bare).and_then(|name| schemas.lowered.get(&name));
        if !is_plain(named.unwrap_or(bare)) {
            return Err(refused());
        }
    }
    Ok(())
}

fn is_plain(lowered: &Value) -> bool {
    matches!(
        text(lowered, "type"),
        "string" | "integer" | "number" | "boolean"
    )
}

/// Gives a multipart form its type: files become fields of the runtime's type.
fn multipart(schemas: &mut Schemas<'_>, media: &Value, hint: &str, at: &str) -> Result<String> {
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
        all.insert(
            wire.clone(),
            types.filter(|kind| !kind.is_empty()).collect(),
        );
    }
    Ok(all)
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
