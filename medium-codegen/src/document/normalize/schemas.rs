//! Normalizes one schema: different spellings of JSON Schema become one.

use serde_json::{Map, Value, json};

use super::Normalizer;
use crate::document::grammar::SCHEMA;

/// Keywords without effect on a value.
const WITHOUT_EFFECT: [&str; 5] = ["$schema", "$comment", "$vocabulary", "$defs", "definitions"];

impl Normalizer<'_> {
    /// Replaces a boolean schema.
    pub(super) fn replace_boolean(&mut self, value: &mut Value, pointer: &str) {
        if pointer.ends_with("/additionalProperties") {
            return;
        }
        if *value == Value::Bool(false) {
            let message = "no value is allowed here: any JSON is accepted";
            self.warnings.add_simplified(pointer, message);
        }
        *value = json!({});
    }

    pub(super) fn normalize_schema(&mut self, members: &mut Map<String, Value>, pointer: &str) {
        if !members
            .iter()
            .any(|(key, value)| needs_normalization(key, value))
        {
            return;
        }
        for key in WITHOUT_EFFECT {
            members.remove(key);
        }
        if let Some(value) = members.remove("const") {
            members.insert("enum".to_owned(), json!([value]));
        }
        convert_examples(members);
        self.normalize_limits(members);
        self.convert_content(members, pointer);
        self.convert_tuple(members, pointer);
        self.convert_pattern_properties(members, pointer);
        self.remove_conditions(members, pointer);
        self.convert_null_subschemas(members, pointer);
        self.normalize_types(members, pointer);
    }
}

/// Returns whether a keyword needs normalization: most schemas have none.
fn needs_normalization(key: &str, value: &Value) -> bool {
    match key {
        "type" => value.is_array() || value == "null",
        "exclusiveMinimum" | "exclusiveMaximum" => value.is_number(),
        "anyOf" | "oneOf" | "not" => true,
        _ => SCHEMA.is_newer(key),
    }
}

/// Converts the first of `examples` to `example`.
fn convert_examples(members: &mut Map<String, Value>) {
    let first = match members.remove("examples") {
        Some(Value::Array(examples)) => examples.into_iter().next(),
        _ => None,
    };
    if let Some(first) = first {
        members.entry("example").or_insert(first);
    }
}
