//! `application/x-www-form-urlencoded`: names and values, serialized by their encoding.

use serde_json::Value;

use super::bodies::{json, without_structure};
use super::context::essence;
use super::media::Media;
use super::multipart::encodings;
use super::names::{flag, text};
use super::schema_kind::is_primitive;
use super::schema_registry::Schemas;
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{BodyKind, Style, StyleName};

/// Returns the body type of a form, and its lowered schema.
pub(super) fn form(
    schemas: &mut Schemas<'_>,
    media: &Media<'_>,
    hint: &str,
) -> Result<(BodyKind, Option<Value>)> {
    let schema = refs::follow(schemas.document, media.schema());
    if is_primitive(schema) {
        // The caller passes a serialized form.
        without_structure(schemas, media, "text");
        let media_type = media.name.to_owned();
        return Ok((BodyKind::Text { media_type }, None));
    }
    let styles = styles(schemas, media);
    let lowered = json(schemas, media, hint)?;
    Ok((BodyKind::Form { styles }, Some(lowered)))
}

/// Returns the properties with their own style.
fn styles(schemas: &Schemas<'_>, media: &Media<'_>) -> Vec<(String, Style)> {
    let mut styles = Vec::new();
    for (name, encoding, pointer) in encodings(schemas, media) {
        for keyword in ["contentType", "headers"] {
            let is_json = essence(text(encoding, "contentType")) == "application/json";
            if encoding.get(keyword).is_some() && !(keyword == "contentType" && is_json) {
                let message = format!("{keyword} of a form field is ignored: a form has no parts");
                schemas
                    .warnings
                    .add_not_represented(&join(&pointer, keyword), message);
            }
        }
        styles.extend(style(encoding).map(|style| (name.clone(), style)));
    }
    styles
}

/// Returns the style of an encoding. Without one, lists are repeated and objects are sent as JSON.
fn style(encoding: &Value) -> Option<Style> {
    let keywords = ["style", "explode", "allowReserved"];
    keywords
        .iter()
        .find(|keyword| encoding.get(**keyword).is_some())?;
    let name = match text(encoding, "style") {
        "deepObject" => StyleName::DeepObject,
        "spaceDelimited" => StyleName::SpaceDelimited,
        "pipeDelimited" => StyleName::PipeDelimited,
        _ => StyleName::Form,
    };
    let explode = encoding.get("explode").and_then(Value::as_bool);
    Some(Style {
        name,
        explode: explode.unwrap_or(name == StyleName::Form),
        allow_reserved: flag(encoding, "allowReserved"),
        secret: false,
    })
}
