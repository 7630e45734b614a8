//! Request bodies, by media type.

use serde_json::{Value, json};

use super::context::OperationContext;
use super::forms;
use super::media::{self, ChosenMedia, Encoding, Media};
use super::multipart;
use super::names::{flag, text, value_name};
use super::references::references;
use super::schema_registry::{Schemas, reference, without_null};
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{Body, BodyKind};

pub(super) struct LoweredBody {
    pub(super) body: Body,
    /// `None` if the runtime has a type for it.
    pub(super) lowered: Option<Value>,
    /// The types that it refers to directly.
    pub(super) types: Vec<String>,
}

pub(super) fn body(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
) -> Result<Option<LoweredBody>> {
    let Some(body) = context.operation.get("requestBody") else {
        return Ok(None);
    };
    let pointer = join(&context.pointer, "requestBody");
    let (body, pointer) = refs::resolve(schemas.document, body, &pointer);
    let pointer = join(&pointer, "content");
    let Some(chosen) = media::choose_media_type(
        schemas.document,
        schemas.warnings,
        &body["content"],
        &pointer,
    ) else {
        let message = "the request body has no media type: no body is sent";
        schemas.warn(&pointer, message);
        return Ok(None);
    };
    chosen.warn_about_others(schemas.warnings);
    let required = flag(body, "required");
    let (kind, schema) = content(schemas, context, &chosen)?;
    let description = text(body, "description").to_owned();
    let body = Body {
        kind,
        required,
        rust_name: argument_name(chosen.media.schema()),
        description: Some(description).filter(|text| !text.trim().is_empty()),
    };
    Ok(Some(with_schema(body, schema)))
}

/// Returns a body with its schema for progenitor, which gets all typed bodies as JSON.
fn with_schema(body: Body, schema: Option<Value>) -> LoweredBody {
    // An absent body takes the place of null.
    let schema = if body.required {
        schema
    } else {
        schema.map(without_null)
    };
    let mut types = Vec::new();
    schema
        .iter()
        .for_each(|schema| references(schema, &mut types));
    LoweredBody {
        body,
        lowered: schema.map(|schema| {
            json!({ "required": true, "content": { "application/json": { "schema": schema } } })
        }),
        types,
    }
}

/// Returns the type of a body, and its lowered schema if it needs a type.
fn content(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    chosen: &ChosenMedia<'_>,
) -> Result<(BodyKind, Option<Value>)> {
    let media = &chosen.media;
    if !matches!(media.encoding, Encoding::Form | Encoding::Multipart) {
        encoding_is_unused(schemas, media);
    }
    match media.encoding {
        Encoding::Json => {
            let schema = json(schemas, media, &context.name_for("body"))?;
            if schema["nullable"] == true {
                let message = "a nullable request body: null is not sent";
                let pointer = join(&media.pointer, "schema");
                schemas.warn(&pointer, message);
            }
            let media_type = media.concrete("application/json").to_owned();
            Ok((BodyKind::Json { media_type }, Some(schema)))
        }
        Encoding::Multipart => {
            let form = multipart::form(schemas, media, &context.name_for("form"))?;
            let schema = form.as_deref().map(reference);
            Ok((BodyKind::Multipart(form), schema))
        }
        Encoding::Form => forms::form(schemas, media, &context.name_for("body")),
        Encoding::Text | Encoding::Events => {
            without_structure(schemas, media, "text");
            let media_type = media.concrete("text/plain").to_owned();
            Ok((BodyKind::Text { media_type }, None))
        }
        Encoding::Binary => {
            let message = chosen.binary_types.iter();
            message.for_each(|media| without_structure(schemas, media, "bytes"));
            let allowed = chosen
                .binary_types
                .iter()
                .map(|media| media.name.to_owned());
            Ok((BodyKind::Binary(allowed.collect()), None))
        }
    }
}

/// Returns the lowered schema of a JSON body; without a schema, any JSON.
pub(super) fn json(schemas: &mut Schemas<'_>, media: &Media<'_>, hint: &str) -> Result<Value> {
    if !media.has_schema() {
        let message = format!("{} has no schema: any JSON is accepted", media.name);
        schemas.warn(&media.pointer, message);
        return Ok(json!({}));
    }
    schemas.lower(media.schema(), hint, &join(&media.pointer, "schema"))
}

/// Warns about a schema that is ignored, because the body is text or bytes.
pub(super) fn without_structure(schemas: &Schemas<'_>, media: &Media<'_>, what: &str) {
    let schema = refs::follow(schemas.document, media.schema());
    let is_plain = matches!(text(schema, "type"), "" | "string")
        && schema.get("enum").is_none()
        && !media::is_structured(schema);
    if media.has_schema() && !is_plain {
        let name = media.name;
        let message = format!("{name} is sent and received as {what}: its schema is ignored");
        let pointer = join(&media.pointer, "schema");
        schemas.warn(&pointer, message);
    }
}

/// Warns about `encoding` outside of forms.
pub(super) fn encoding_is_unused(schemas: &Schemas<'_>, media: &Media<'_>) {
    if media.value.get("encoding").is_some() {
        let message = format!(
            "encoding only applies to forms, not to {}: ignored",
            media.name
        );
        let pointer = join(&media.pointer, "encoding");
        schemas.warnings.add_not_represented(&pointer, message);
    }
}

/// Returns the name of a body's argument: `post` for a `NewPost`, `body` if its schema has no name.
fn argument_name(schema: &Value) -> String {
    let Some(name) = refs::schema_name(schema) else {
        return "body".to_owned();
    };
    let is_word = |rest: &&str| rest.starts_with(char::is_uppercase);
    value_name(name.strip_prefix("New").filter(is_word).unwrap_or(&name))
}
