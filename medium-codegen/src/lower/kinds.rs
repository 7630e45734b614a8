//! What kind of value a schema is for, and the plain kinds.

use serde_json::{Value, json};

use super::names::text;
use crate::error::{Result, bail, join};

/// The format of times in milliseconds since 1970.
pub(crate) const UNIX_MS: &str = "unix-ms";
/// The format that stands, in the lowered document, for a file to be sent.
pub(crate) const FILE: &str = "x-file";
/// The format that stands there for a body that is read while it comes.
pub(crate) const DOWNLOAD: &str = "x-download";
/// String formats that become a type of the runtime. `progenitor.rs` maps the
/// same names to Rust types.
const CONVERTED: [&str; 5] = ["password", "uri", "date-time", "date", FILE];
const INTEGERS: [&str; 8] = [
    "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
];

pub(super) fn string(schema: &Value, at: &str) -> Result<Value> {
    match text(schema, "format") {
        "binary" => bail!(
            at,
            "format binary is supported only as a field of a multipart/form-data body: move it there"
        ),
        format if CONVERTED.contains(&format) => Ok(json!({ "type": "string", "format": format })),
        _ => Ok(json!({ "type": "string" })),
    }
}

pub(super) fn integer(schema: &Value) -> Value {
    match text(schema, "format") {
        UNIX_MS => json!({ "type": "integer", "format": UNIX_MS }),
        format if INTEGERS.contains(&format) => json!({ "type": "integer", "format": format }),
        _ => json!({ "type": "integer", "format": "int64" }),
    }
}

pub(super) fn number(schema: &Value) -> Value {
    match text(schema, "format") {
        "float" => json!({ "type": "number", "format": "float" }),
        _ => json!({ "type": "number", "format": "double" }),
    }
}

pub(super) fn is_secret(schema: &Value) -> bool {
    text(schema, "type") == "string" && text(schema, "format") == "password"
}

pub(super) fn is_converted(schema: &Value) -> bool {
    let format = text(schema, "format");
    schema.get("enum").is_none()
        && match text(schema, "type") {
            "string" => CONVERTED.contains(&format),
            "integer" => format == UNIX_MS,
            _ => false,
        }
}

pub(super) fn is_object(schema: &Value) -> bool {
    ["properties", "allOf", "required"]
        .iter()
        .any(|keyword| schema.get(keyword).is_some())
}

/// What says of which kind a value is: each with its keywords, and the types
/// that go with it.
const KINDS: [(&[&str], &[&str]); 5] = [
    (&["enum"], &["", "string"]),
    (&["oneOf"], &["", "object"]),
    (&["anyOf"], &[""]),
    (&["items"], &["array"]),
    (
        &["properties", "required", "allOf", "additionalProperties"],
        &["", "object"],
    ),
];

/// Refuses a schema that speaks of two kinds of value at once: one of them
/// would be lost.
pub(super) fn check_kind(schema: &Value, at: &str) -> Result<()> {
    check_discriminated(schema, at)?;
    check_format(schema, at)?;
    let kind = text(schema, "type");
    let mut first = None;
    for (keywords, types) in KINDS {
        let Some(keyword) = keywords.iter().find(|key| schema.get(**key).is_some()) else {
            continue;
        };
        if let Some(other) = first {
            bail!(at, "{keyword} beside {other} is not supported: keep one");
        }
        if !types.contains(&kind) {
            bail!(
                at,
                "{keyword} says nothing about a value of type {kind:?}: correct the type, or take {keyword} out"
            );
        }
        first = Some(keyword);
    }
    Ok(())
}

fn check_discriminated(schema: &Value, at: &str) -> Result<()> {
    if schema.get("discriminator").is_some() && schema.get("oneOf").is_none() {
        bail!(
            at,
            "a discriminator tells the choices of oneOf apart: take it out, or add oneOf"
        );
    }
    Ok(())
}

fn check_format(schema: &Value, at: &str) -> Result<()> {
    let kind = text(schema, "type");
    if schema.get("enum").is_some() && matches!(kind, "integer" | "number" | "boolean") {
        bail!(
            join(at, "enum"),
            "only enums of strings are supported: describe the allowed values in words"
        );
    }
    if text(schema, "format") == "password" && (kind != "string" || schema.get("enum").is_some()) {
        bail!(
            join(at, "format"),
            "a secret is a free text: use type string without enum, or take format password out"
        );
    }
    Ok(())
}

/// Whether a schema needs a type with a name wherever it stands.
pub(super) fn is_named_shape(schema: &Value) -> bool {
    schema.get("enum").is_some() || schema.get("oneOf").is_some() || is_object(schema)
}

/// Whether a schema says nothing about the value: any JSON.
pub(super) fn shapeless(schema: &Value) -> bool {
    [
        "enum",
        "oneOf",
        "anyOf",
        "allOf",
        "properties",
        "items",
        "additionalProperties",
        "format",
        "$ref",
    ]
    .iter()
    .all(|keyword| schema.get(keyword).is_none())
}

/// Whether everything beside `keyword` only describes.
pub(super) fn adds_only_words(schema: &Value, keyword: &str) -> bool {
    const WORDS: [&str; 9] = [
        "description",
        "title",
        "example",
        "default",
        "nullable",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
    ];
    schema.as_object().is_some_and(|members| {
        members
            .keys()
            .all(|key| key == keyword || WORDS.contains(&key.as_str()) || key.starts_with("x-"))
    })
}

pub(super) fn schema_is_alias(document: &Value, pointer: &str) -> bool {
    document
        .pointer(pointer)
        .is_some_and(|schema| schema.get("$ref").is_some())
}

/// Whether a lowered schema is a string, a number or a flag.
pub(super) fn is_plain(lowered: &Value) -> bool {
    matches!(
        text(lowered, "type"),
        "string" | "integer" | "number" | "boolean"
    )
}
