//! Request bodies: JSON and forms.

use serde_json::{Value, json};

use super::multipart::{self, MULTIPART};
use super::names::{flag, text};
use super::operations::{Site, essence, hint, resolve, single};
use super::schemas::{Schemas, reference};
use crate::error::{Refusal, Result, join};
use crate::plan::Body;
use crate::refs;

pub(crate) struct LoweredBody {
    pub(crate) planned: Body,
    pub(crate) lowered: Value,
    pub(crate) required: bool,
    /// The types that it names directly.
    pub(crate) types: Vec<String>,
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
            let rust = multipart::form(schemas, media, &hint(site, "form"), &at)?;
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
    for (wire, property) in properties {
        let bare = property.pointer("/allOf/0").unwrap_or(property);
        let named = refs::schema_name(bare).and_then(|name| schemas.lowered.get(&name));
        if !is_plain(named.unwrap_or(bare)) {
            return Err(Refusal::at(
                at,
                format!(
                    "{wire:?} is no plain value, and a form has no other: make it a text or a number, or send JSON"
                ),
            ));
        }
    }
    Ok(())
}

pub(super) fn is_plain(lowered: &Value) -> bool {
    matches!(
        text(lowered, "type"),
        "string" | "integer" | "number" | "boolean"
    )
}
