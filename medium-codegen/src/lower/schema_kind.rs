//! The kind of value that a schema describes, and the types of primitive values.
//!
//! | `type`, `format` | in Rust |
//! |---|---|
//! | string: `password` | `Secret` |
//! | string: `uri`; `date-time`; `date` | `Url`; `DateTime`; `jiff::civil::Date` |
//! | string: `byte` | `Base64` |
//! | string: every other format (`uuid`, `time`, `duration`, `email`, `decimal` …) | `String`, unchanged |
//! | integer: `int8` to `int64`, `uint8` to `uint64`; `unix-ms` | `i8` to `u64`; `UnixMillis` |
//! | integer: every other or no format | `Integer`, of any size |
//! | number: every format | `f64`, also for `float`: real services send more digits than `f32` can represent |

use serde_json::{Value, json};

use super::all_of::{Group, Part, Parts};
use super::names::text;
use super::schema_registry::Schemas;
use super::unions::is_constraint;

/// The format of milliseconds since 1970.
pub(crate) const UNIX_MS: &str = "unix-ms";
/// The format of a file to send, in the lowered document.
pub(crate) const FILE: &str = "x-file";
/// The format of a streamed body, in the lowered document.
pub(crate) const DOWNLOAD: &str = "x-download";
/// The format of integers of any size, in the lowered document.
pub(crate) const INTEGER: &str = "integer";
/// String formats with a type of the runtime. `progenitor.rs` maps them to Rust types.
const RUNTIME_FORMATS: [&str; 6] = ["password", "uri", "date-time", "date", "byte", FILE];
const INTEGERS: [&str; 8] = [
    "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
];

/// Lowers a string of this format.
pub(super) fn string(format: &str) -> Value {
    if RUNTIME_FORMATS.contains(&format) {
        json!({ "type": "string", "format": format })
    } else {
        json!({ "type": "string" })
    }
}

/// Lowers an integer of this format.
pub(super) fn integer(format: &str) -> Value {
    if format == UNIX_MS || INTEGERS.contains(&format) {
        json!({ "type": "integer", "format": format })
    } else {
        json!({ "type": "integer", "format": INTEGER })
    }
}

/// Lowers a number of any format.
pub(super) fn number() -> Value {
    json!({ "type": "number", "format": "double" })
}

/// Limits the integers of a parameter to `i64`, which is easier to use and large enough.
pub(super) fn within_i64(mut lowered: Value) -> Value {
    if lowered == integer("") {
        lowered["format"] = json!("int64");
    }
    if let Some(items) = lowered.get_mut("items") {
        *items = within_i64(items.take());
    }
    lowered
}

pub(super) fn is_secret(schema: &Value) -> bool {
    text(schema, "type") == "string" && text(schema, "format") == "password"
}

/// Returns whether the runtime has a type for a schema.
pub(super) fn has_runtime_type(schema: &Value) -> bool {
    let format = text(schema, "format");
    match text(schema, "type") {
        "string" if format == "password" => true,
        "string" => schema.get("enum").is_none() && RUNTIME_FORMATS.contains(&format),
        "integer" => schema.get("enum").is_none() && format == UNIX_MS,
        _ => false,
    }
}

/// The kind of value that a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SchemaKind {
    Enum,
    Union,
    /// With properties.
    Object,
    /// Without properties.
    Map,
    List,
    String,
    Integer,
    Number,
    Boolean,
    Any,
}

impl SchemaKind {
    /// Returns whether such a schema always needs a named type.
    pub(super) fn is_named(self) -> bool {
        matches!(self, Self::Enum | Self::Union | Self::Object)
    }

    /// Returns a name for messages and comparisons: JSON Schema's type, or `enum`,
    /// `union` or `any`.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Enum => "enum",
            Self::Union => "union",
            Self::Object | Self::Map => "object",
            Self::List => "array",
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Any => "any",
        }
    }
}

impl Schemas<'_> {
    pub(super) fn kind(&self, schema: &Value, pointer: &str) -> SchemaKind {
        kind(self.document, &Parts::new(self.document, schema, pointer))
    }
}

/// Returns the kind of value of a schema's `parts`. Keywords for another type than
/// `type` are ignored, as in JSON Schema.
pub(super) fn kind(document: &Value, parts: &Parts<'_>) -> SchemaKind {
    let listed = |(values, _): (&Value, String)| values.as_array().is_some_and(|v| !v.is_empty());
    let is_enum = parts.last("enum").is_some_and(listed);
    match parts.json_type() {
        None => SchemaKind::Any,
        Some("string") if parts.format() == "password" => SchemaKind::String,
        Some("string" | "integer" | "number" | "boolean") if is_enum => SchemaKind::Enum,
        Some("string") => SchemaKind::String,
        Some("integer") => SchemaKind::Integer,
        Some("number") => SchemaKind::Number,
        Some("boolean") => SchemaKind::Boolean,
        Some("array") => SchemaKind::List,
        Some("object") => composed(document, parts).unwrap_or(SchemaKind::Map),
        Some("") if is_enum && !parts.has("properties") => SchemaKind::Enum,
        Some("") => composed(document, parts).unwrap_or_else(|| untyped(parts)),
        Some(_) => SchemaKind::Any,
    }
}

/// Returns the kind of value of a schema with properties or subschemas.
fn composed(document: &Value, parts: &Parts<'_>) -> Option<SchemaKind> {
    let groups: Vec<Group<'_>> = parts.groups(document);
    let mut chosen = groups
        .iter()
        .filter(|group| !group.subschemas.iter().all(is_constraint));
    let (first, second) = (chosen.next(), chosen.next());
    if first.is_some_and(|group| extends(document, parts, group)) {
        return Some(SchemaKind::Union);
    }
    match (has_properties(parts), first, second) {
        (true, _, _) => Some(SchemaKind::Object),
        (false, Some(_), None) => Some(SchemaKind::Union),
        // All groups apply at once: only objects can express that.
        (false, Some(_), Some(_)) => {
            let mut subschemas = groups.iter().flat_map(|group| &group.subschemas);
            let is_object = |subschema: &Part<'_>| {
                has_properties(&Parts::new(document, subschema.schema, &subschema.pointer))
            };
            Some(if subschemas.all(is_object) {
                SchemaKind::Object
            } else {
                SchemaKind::Any
            })
        }
        (false, None, _) => None,
    }
}

/// Returns whether every subschema extends the schema that lists it, and so has its properties.
fn extends(document: &Value, parts: &Parts<'_>, group: &Group<'_>) -> bool {
    let base = parts.itself().map(|part| part.pointer.as_str());
    base.is_some_and(|base| {
        let subschemas = group.subschemas.iter();
        let mut parts =
            subschemas.map(|subschema| Parts::new(document, subschema.schema, &subschema.pointer));
        parts.all(|parts| parts.contains(base))
    })
}

/// Returns whether a schema has or requires properties, or explicitly has none.
fn has_properties(parts: &Parts<'_>) -> bool {
    let is_empty = |value: &Value| match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(names) => names.is_empty(),
        _ => true,
    };
    let has_entries = |key: &str| {
        let mut values = parts.all.iter().filter_map(|part| part.schema.get(key));
        values.any(|value| !is_empty(value))
    };
    let is_open = ["additionalProperties", "oneOf", "anyOf"];
    has_entries("properties")
        || has_entries("required")
        || (parts.has("properties") && !is_open.iter().any(|key| parts.has(key)))
}

fn untyped(parts: &Parts<'_>) -> SchemaKind {
    if parts.has("additionalProperties") {
        return SchemaKind::Map;
    }
    if parts.has("items") {
        return SchemaKind::List;
    }
    SchemaKind::Any
}

/// Returns whether a schema allows any JSON.
pub(super) fn allows_any_json(schema: &Value) -> bool {
    #[rustfmt::skip]
    const KEYWORDS: [&str; 9] = [
        "enum", "oneOf", "anyOf", "allOf", "properties", "required", "items",
        "additionalProperties", "$ref",
    ];
    let mut keywords = KEYWORDS.iter();
    keywords.all(|keyword| schema.get(keyword).is_none())
}

/// Returns whether all keywords besides `keywords` only describe or limit the value.
pub(super) fn only_describes(schema: &Value, keywords: &[&str]) -> bool {
    #[rustfmt::skip]
    const ANNOTATIONS: [&str; 28] = [
        "$comment", "$id", "default", "deprecated", "description", "discriminator", "example",
        "examples", "exclusiveMaximum", "exclusiveMinimum", "externalDocs", "maxItems",
        "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties",
        "minimum", "multipleOf", "not", "nullable", "pattern", "readOnly", "title", "uniqueItems",
        "writeOnly", "xml",
    ];
    schema.as_object().is_some_and(|members| {
        members.keys().map(String::as_str).all(|key| {
            keywords.contains(&key) || ANNOTATIONS.contains(&key) || key.starts_with("x-")
        })
    })
}

/// Returns whether a schema is a string, number or boolean.
pub(super) fn is_primitive(lowered: &Value) -> bool {
    matches!(
        text(lowered, "type"),
        "string" | "integer" | "number" | "boolean"
    )
}
