//! Media types: how bodies of each one are encoded, and which one the client uses.

use serde_json::Value;

use super::context::essence;
use super::names::text;
use crate::document::{Document, refs};
use crate::error::join;
use crate::warnings::Warnings;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Json,
    Form,
    Multipart,
    Text,
    /// Bytes, as a stream.
    Binary,
    /// Server-sent events.
    Events,
}

/// An entry of `content`.
#[derive(Clone)]
pub(super) struct Media<'a> {
    /// As in the document, with its parameters.
    pub(super) name: &'a str,
    pub(super) encoding: Encoding,
    pub(super) value: &'a Value,
    pub(super) pointer: String,
}

impl<'a> Media<'a> {
    /// Returns its schema: without one, null, which allows any value.
    pub(super) fn schema(&self) -> &'a Value {
        const NONE: &Value = &Value::Null;
        self.value.get("schema").unwrap_or(NONE)
    }

    pub(super) fn has_schema(&self) -> bool {
        self.value.get("schema").is_some()
    }

    /// Returns the name for a header: `usual` if the name is a media range such as `image/*`.
    pub(super) fn concrete(&self, usual: &'static str) -> &'a str {
        if self.name.contains('*') {
            usual
        } else {
            self.name
        }
    }
}

#[derive(Clone)]
pub(super) struct ChosenMedia<'a> {
    pub(super) media: Media<'a>,
    /// All binary media types of a binary body.
    pub(super) binary_types: Vec<Media<'a>>,
    others: Vec<Media<'a>>,
}

/// Chooses the media type that the client uses: JSON, then forms, then all others,
/// in document order. JSON with a file is among the others.
pub(super) fn choose_media_type<'a>(
    document: &'a Document,
    warnings: &Warnings,
    content: &'a Value,
    pointer: &str,
) -> Option<ChosenMedia<'a>> {
    let mut all = all(document, warnings, content, pointer);
    let best = (0..all.len()).min_by_key(|index| rank(document, &all[*index]))?;
    let media = all[best].clone();
    let is_binary = |other: &Media<'_>| {
        media.encoding == Encoding::Binary && other.encoding == Encoding::Binary
    };
    let binary_types = all.iter().filter(|other| is_binary(other));
    let binary_types = binary_types.cloned().collect();
    all.retain(|other| other.pointer != media.pointer && !is_binary(other));
    Some(ChosenMedia {
        media,
        binary_types,
        others: all,
    })
}

impl ChosenMedia<'_> {
    pub(super) fn warn_about_others(&self, warnings: &Warnings) {
        self.others
            .iter()
            .for_each(|other| self.warn(other, warnings));
    }

    /// The same for an error, whose body is always kept: warns only about JSON with another schema.
    pub(super) fn warn_about_other_schemas(&self, warnings: &Warnings) {
        let is_other = |other: &&Media<'_>| {
            other.encoding == Encoding::Json && other.schema() != self.media.schema()
        };
        let others = self.others.iter().filter(is_other);
        others.for_each(|other| self.warn(other, warnings));
    }

    fn warn(&self, other: &Media<'_>, warnings: &Warnings) {
        let (other, pointer) = (other.name, &other.pointer);
        let message = format!("{other} is ignored: the client uses {}", self.media.name);
        warnings.add_simplified(pointer, message);
    }
}

/// Returns the valid media types of `content`, in document order.
fn all<'a>(
    document: &'a Document,
    warnings: &Warnings,
    content: &'a Value,
    pointer: &str,
) -> Vec<Media<'a>> {
    let mut all = Vec::new();
    for (name, value) in document.entries(content, pointer) {
        let pointer = join(pointer, name);
        if !is_media_type(&essence(name)) {
            let message = format!("{name:?} is not a media type: ignored");
            warnings.add_simplified(&pointer, message);
            continue;
        }
        let encoding = encoding(document, name, value);
        all.push(Media {
            name,
            encoding,
            value,
            pointer,
        });
    }
    all
}

fn rank(document: &Value, media: &Media<'_>) -> u8 {
    match media.encoding {
        // JSON can't contain bytes, whatever the document says.
        Encoding::Json if contains_file(document, media.schema()) => 5,
        Encoding::Json if essence(media.name) == "application/json" => 0,
        Encoding::Json if !media.name.contains('*') => 1,
        Encoding::Json => 2,
        Encoding::Multipart => 3,
        Encoding::Form => 4,
        Encoding::Text | Encoding::Binary | Encoding::Events => 5,
    }
}

/// Returns whether a schema has a property that is one or more files.
fn contains_file(document: &Value, schema: &Value) -> bool {
    let properties = refs::follow(document, schema)["properties"].as_object();
    let mut properties = properties.into_iter().flat_map(|all| all.values());
    properties.any(|property| {
        let property = refs::follow(document, property);
        is_bytes(property) || is_bytes(refs::follow(document, &property["items"]))
    })
}

/// `image/png` and `image/*`, but not `png`.
pub(super) fn is_media_type(essence: &str) -> bool {
    let is_valid = |part: &str| {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        !part.is_empty() && part.chars().all(token)
    };
    essence
        .split_once('/')
        .is_some_and(|(kind, name)| is_valid(kind) && is_valid(name))
}

/// Returns the encoding by media type, unless the schema says bytes.
fn encoding(document: &Value, name: &str, media: &Value) -> Encoding {
    let essence = essence(name);
    let schema = refs::follow(document, &media["schema"]);
    match essence.as_str() {
        "multipart/form-data" => Encoding::Multipart,
        "text/event-stream" => Encoding::Events,
        _ if is_bytes(schema) => Encoding::Binary,
        "application/x-www-form-urlencoded" => Encoding::Form,
        "*/*" | "application/*" => match text(schema, "type") {
            "" if media.get("schema").is_none() => Encoding::Binary,
            // Services with such a schema send plain text.
            "string" => Encoding::Text,
            _ => Encoding::Json,
        },
        _ if is_json(&essence) => Encoding::Json,
        _ if is_text(&essence) => Encoding::Text,
        // A vendor type such as `application/vnd.press.sheet` is JSON if its schema is structured.
        _ if essence.starts_with("application/vnd.") && is_structured(schema) => Encoding::Json,
        _ => Encoding::Binary,
    }
}

/// Returns whether a schema describes an object or an array.
pub(super) fn is_structured(schema: &Value) -> bool {
    let keywords = ["properties", "items", "allOf", "oneOf", "anyOf"];
    matches!(text(schema, "type"), "object" | "array")
        || keywords.iter().any(|keyword| schema.get(keyword).is_some())
}

/// Returns whether a schema allows any string, possibly without saying so.
pub(super) fn may_be_text(schema: &Value) -> bool {
    let keywords = ["properties", "allOf", "oneOf", "anyOf", "enum"];
    matches!(text(schema, "type"), "" | "string")
        && keywords.iter().all(|keyword| schema.get(keyword).is_none())
}

fn is_bytes(schema: &Value) -> bool {
    text(schema, "type") == "string" && text(schema, "format") == "binary"
}

pub(super) fn is_json(essence: &str) -> bool {
    matches!(
        essence,
        "application/json" | "text/json" | "application/x-json"
    ) || essence.ends_with("+json")
}

pub(super) fn is_xml(essence: &str) -> bool {
    matches!(essence, "application/xml" | "text/xml") || essence.ends_with("+xml")
}

fn is_text(essence: &str) -> bool {
    const TEXTS: [&str; 9] = [
        "application/graphql",
        "application/javascript",
        "application/jose",
        "application/jwt",
        "application/sql",
        "application/x-javascript",
        "application/x-yaml",
        "application/yaml",
        "application/yml",
    ];
    let is_image = essence.starts_with("image/");
    essence.starts_with("text/")
        || TEXTS.contains(&essence)
        || essence.ends_with("+yaml")
        || (is_xml(essence) && !is_image)
}
