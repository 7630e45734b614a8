//! The docs of a schema: its description, limits and defaults.

use serde_json::Value;

use super::names::flag;
use crate::document::{Document, Ordered, refs};
use crate::error::join;
use crate::markdown::code;
use crate::model::{Docs, Example};

const LIMITS: [(&str, &str); 10] = [
    ("minLength", "at least {} characters"),
    ("maxLength", "at most {} characters"),
    ("pattern", "matches {}"),
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("multipleOf", "a multiple of {}"),
    ("minItems", "at least {} items"),
    ("maxItems", "at most {} items"),
    ("minProperties", "at least {} entries"),
    ("maxProperties", "at most {} entries"),
];

pub(super) fn docs(document: &Value, schema: &Value) -> Docs {
    let target = refs::follow(document, schema);
    let own = |key| [schema, target].iter().find_map(|value| value.get(key));
    Docs {
        description: own("description")
            .or_else(|| single_part(document, schema)?.get("description"))
            .and_then(Value::as_str)
            .map(str::to_owned)
            .filter(|text| !text.trim().is_empty()),
        limits: limits(target),
        example: None,
        deprecated: flag(target, "deprecated"),
    }
}

/// Returns the example of a value of `schema` at `pointer`: a string unchanged, any other
/// value as JSON.
pub(super) fn example(document: &Document, schema: &Value, pointer: &str) -> Option<Example> {
    let (target, target_pointer) = refs::resolve(document, schema, pointer);
    let (documented, pointer) = match schema.get("example") {
        Some(_) => (schema, pointer),
        None => (target, target_pointer.as_str()),
    };
    match documented.get("example")? {
        Value::String(text) => Some(Example::Text(text.clone())),
        value => {
            let pointer = join(pointer, "example");
            let ordered = Ordered {
                document,
                value,
                pointer,
            };
            serde_json::to_string_pretty(&ordered)
                .ok()
                .map(Example::Json)
        }
    }
}

/// Returns the schema of `allOf: [X]`.
fn single_part<'a>(document: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    match schema.get("allOf")?.as_array()?.as_slice() {
        [part] => Some(refs::follow(document, part)),
        _ => None,
    }
}

/// Returns the requirements of subschemas that only require properties, such as `anyOf:
/// [{ required: [a] }, { required: [b, c] }]`.
fn requirements(schema: &Value) -> Vec<String> {
    let subschemas = ["oneOf", "anyOf"]
        .iter()
        .find_map(|keyword| schema.get(keyword));
    let subschemas = subschemas.and_then(Value::as_array);
    let all = subschemas.into_iter().flatten().map(|subschema| {
        let is_documented =
            |key: &String| matches!(key.as_str(), "required" | "title" | "description");
        let is_plain = subschema.as_object()?.keys().all(is_documented);
        let names = subschema["required"].as_array().filter(|_| is_plain)?;
        let names: Vec<String> = names.iter().filter_map(Value::as_str).map(code).collect();
        Some(names.join(" and ")).filter(|names| !names.is_empty())
    });
    all.collect::<Option<_>>().unwrap_or_default()
}

fn limits(schema: &Value) -> Vec<String> {
    let mut limits = Vec::new();
    let requirements = requirements(schema);
    if !requirements.is_empty() {
        limits.push(format!("with {}", requirements.join(", or ")));
    }
    for (keyword, words) in LIMITS {
        if let Some(value) = schema.get(keyword) {
            let shown = value.as_str().map_or_else(|| value.to_string(), code);
            limits.push(words.replace("{}", &shown));
        }
    }
    for (keyword, words) in [
        ("exclusiveMinimum", "the minimum is excluded"),
        ("exclusiveMaximum", "the maximum is excluded"),
        ("uniqueItems", "no item twice"),
        ("readOnly", "only in responses"),
        ("writeOnly", "only in requests"),
    ] {
        if flag(schema, keyword) {
            limits.push(words.to_owned());
        }
    }
    if let Some(default) = schema.get("default") {
        let default = code(&default.to_string());
        limits.push(format!("{default} by default"));
    }
    limits
}
