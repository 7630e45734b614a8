//! Mutations that a person could make: the document is mostly valid, and reaches progenitor.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Map, Value, json};

use super::value::{pointers, schema_name, word};

/// Makes one change to `document`.
pub(crate) fn mutate(document: &mut Value, random: &mut StdRng) {
    let mut pointers = pointers(document);
    pointers.retain(|pointer| is_open(document, pointer));
    let pointer = pointers.choose(random).cloned().unwrap_or_default();
    let name = schema_name(document, random);
    let Some(value) = document.pointer_mut(&pointer) else {
        return;
    };
    match value {
        Value::String(_) => *value = Value::String(word(random)),
        Value::Object(members) if pointer.ends_with("/properties") => {
            property(members, &name, random)
        }
        Value::Object(members) if members.contains_key("in") => parameter(members, &name, random),
        Value::Object(members) if members.contains_key("operationId") => operation(members, random),
        Value::Object(_) if random.random_bool(0.5) => *value = schema(&name, random),
        Value::Object(members) if !members.contains_key("$ref") => words(members, random),
        _ => {}
    }
}

/// Schemas, properties, parameters, operations, and free text.
fn is_open(document: &Value, pointer: &str) -> bool {
    let Some(value) = document.pointer(pointer) else {
        return false;
    };
    let (above, key) = pointer.rsplit_once('/').unwrap_or_default();
    match value {
        Value::String(_) => {
            ["description", "summary", "operationId", "title"].contains(&key)
                || above.ends_with("/enum")
                || above.ends_with("/tags")
        }
        Value::Object(members) => {
            ["type", "in", "operationId"]
                .iter()
                .any(|key| members.contains_key(*key))
                || key == "properties"
                || key == "schema"
                || key == "items"
        }
        _ => false,
    }
}

/// Adds a property, or renames one.
fn property(members: &mut Map<String, Value>, name: &str, random: &mut StdRng) {
    members.insert(word(random), schema(name, random));
}

fn parameter(members: &mut Map<String, Value>, name: &str, random: &mut StdRng) {
    let is_path = members.get("in") == Some(&json!("path"));
    match random.random_range(0..5) {
        0 if !is_path => members.insert("name".to_owned(), Value::String(word(random))),
        1 if !is_path => members.insert("required".to_owned(), json!(random.random_bool(0.5))),
        2 => members.insert("explode".to_owned(), json!(false)),
        3 => members.insert("description".to_owned(), Value::String(word(random))),
        _ => members.insert("schema".to_owned(), schema(name, random)),
    };
}

fn operation(members: &mut Map<String, Value>, random: &mut StdRng) {
    let response = json!({ "description": word(random) });
    match random.random_range(0..6) {
        0 => members.insert("operationId".to_owned(), Value::String(word(random))),
        1 => members.insert("deprecated".to_owned(), json!(true)),
        2 => members.insert("tags".to_owned(), json!([word(random)])),
        3 => members.insert("responses".to_owned(), json!({ "204": response })),
        4 => members.insert(
            "responses".to_owned(),
            json!({ "200": response, "default": response }),
        ),
        _ => members.insert("x-dropshot-websocket".to_owned(), json!({})),
    };
}

/// Adds a keyword to a schema.
fn words(members: &mut Map<String, Value>, random: &mut StdRng) {
    let keywords = [
        ("description", json!(word(random))),
        ("nullable", json!(true)),
        ("deprecated", json!(true)),
        ("readOnly", json!(true)),
        ("default", json!({ "a": [null, word(random)] })),
        ("example", json!(word(random))),
        ("minLength", json!(3)),
        ("maximum", json!(1.5)),
        ("pattern", json!(word(random))),
        ("title", json!(word(random))),
        (
            "x-rust-type",
            json!({ "crate": "a", "version": "1", "path": "a::B" }),
        ),
        ("additionalProperties", json!(false)),
        ("additionalProperties", json!({ "type": "string" })),
    ];
    if let Some((keyword, value)) = keywords.choose(random) {
        members.insert((*keyword).to_owned(), value.clone());
    }
}

/// Returns a valid schema.
fn schema(name: &str, random: &mut StdRng) -> Value {
    let own = json!({ "$ref": format!("#/components/schemas/{name}") });
    let (a, b) = (word(random), word(random));
    let schemas = [
        own.clone(),
        json!({ "type": "array", "items": own }),
        json!({ "type": "object", "additionalProperties": own }),
        json!({ "nullable": true, "allOf": [own] }),
        json!({ "anyOf": [own, { "type": "string", "enum": [""] }] }),
        json!({ "oneOf": [own, { "type": "string" }] }),
        json!({ "oneOf": [{ "type": "object", "properties": { "a": own } }, { "type": "integer" }] }),
        json!({ "type": "object", "required": ["type"], "properties": { "type": own } }),
        json!({ "type": "object", "properties": { a.clone(): { "type": "string" } } }),
        json!({ "type": "object", "properties": {} }),
        json!({ "type": "string", "enum": [a, b] }),
        json!({ "type": "string", "enum": [word(random)], "nullable": true }),
        json!({ "type": "string" }),
        json!({ "type": "string", "format": "password", "minLength": 1 }),
        json!({ "type": "string", "format": "uri", "nullable": true }),
        json!({ "type": "string", "format": word(random) }),
        json!({ "type": "integer", "format": "unix-ms" }),
        json!({ "type": "integer", "format": "uint64" }),
        json!({ "type": "array", "items": { "type": "array", "items": { "type": "string", "enum": ["a", "b"] } } }),
        json!({ "type": "boolean" }),
        json!({ "type": "number" }),
        json!({}),
    ];
    schemas.choose(random).cloned().unwrap_or_default()
}
