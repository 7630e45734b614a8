//! Request bodies: JSON and forms.

use serde_json::{Value, json};

use super::context::{OperationContext, essence, no_encoding, single};
use super::kinds::is_plain;
use super::multipart::{self, MULTIPART};
use super::names::{flag, text, value_name};
use super::references::references;
use super::registry::{Schemas, reference, without_null};
use crate::document::refs;
use crate::error::{Diagnostic, Result, bail, join};
use crate::model::{Body, BodyKind};

pub(super) struct LoweredBody {
    pub(super) body: Body,
    pub(super) lowered: Value,
    /// The types that it names directly.
    pub(super) types: Vec<String>,
}

pub(super) fn body(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
) -> Result<Option<LoweredBody>> {
    let Some(body) = context.operation.get("requestBody") else {
        return Ok(None);
    };
    let pointer = join(&context.at, "requestBody");
    if matches!(context.method, "get" | "head") {
        bail!(pointer, "a GET or HEAD carries no body: use parameters");
    }
    let (body, at) = refs::resolve(schemas.document, body, &pointer);
    let (media_type, media, at) = single(&body["content"], &join(&at, "content"))?;
    let (kind, schema) = content(schemas, context, media_type, media, &at)?;
    let required = flag(body, "required");
    // Absent is what null would be.
    let schema = if required {
        schema
    } else {
        without_null(schema)
    };
    // progenitor sees a multipart form as JSON.
    let lowered_type = match kind {
        BodyKind::Form => "application/x-www-form-urlencoded",
        BodyKind::Json | BodyKind::Multipart(_) => "application/json",
    };
    let mut types = Vec::new();
    references(&schema, &mut types);
    Ok(Some(LoweredBody {
        body: Body {
            kind,
            required,
            rust_name: argument_name(&media["schema"]),
            description: Some(text(body, "description").to_owned())
                .filter(|text| !text.trim().is_empty()),
        },
        lowered: json!({ "required": true, "content": { lowered_type: { "schema": schema } } }),
        types,
    }))
}

/// The kind of a body, and its lowered schema.
fn content(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    media_type: &str,
    media: &Value,
    at: &str,
) -> Result<(BodyKind, Value)> {
    let kind = essence(media_type);
    if kind == MULTIPART {
        let form = multipart::form(schemas, media, &context.name_for("form"), at)?;
        let schema = reference(&form);
        return Ok((BodyKind::Multipart(form), schema));
    }
    no_encoding(media, at)?;
    let is_form = match kind.as_str() {
        "application/json" => false,
        "application/x-www-form-urlencoded" => true,
        _ => {
            bail!(
                at,
                "bodies of type {media_type} are not supported: use application/json, application/x-www-form-urlencoded or multipart/form-data"
            );
        }
    };
    let at = join(at, "schema");
    let schema = schemas.lower(&media["schema"], &context.name_for("body"), &at)?;
    if is_form {
        check_form(schemas, &schema, &at)?;
        return Ok((BodyKind::Form, schema));
    }
    Ok((BodyKind::Json, schema))
}

/// What a body is called among the arguments: `post` where it is a `NewPost`,
/// `body` where its schema has no name of its own.
fn argument_name(schema: &Value) -> String {
    let Some(name) = refs::schema_name(schema) else {
        return "body".to_owned();
    };
    let is_word = |rest: &&str| rest.starts_with(char::is_uppercase);
    value_name(name.strip_prefix("New").filter(is_word).unwrap_or(&name))
}

/// A form is a list of names with plain values.
fn check_form(schemas: &Schemas<'_>, schema: &Value, at: &str) -> Result<()> {
    let refused = || {
        Diagnostic::at(
            at,
            "a form has named plain values only: use an object of strings and numbers (or a oneOf of such)",
        )
    };
    let lowered = match schema.get("$ref") {
        Some(_) => schemas.behind(schema),
        None => return Err(refused()),
    };
    if let Some(choices) = lowered.get("oneOf").and_then(Value::as_array) {
        return choices
            .iter()
            .try_for_each(|choice| check_form(schemas, choice, at));
    }
    let properties = lowered
        .get("properties")
        .and_then(Value::as_object)
        .ok_or_else(refused)?;
    match properties
        .iter()
        .find(|(_, property)| !is_plain(schemas.behind(property)))
    {
        Some((name, _)) => bail!(
            at,
            "{name:?} is no plain value, and a form has no other: make it a string or a number, or send JSON"
        ),
        None => Ok(()),
    }
}
