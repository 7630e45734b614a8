//! `type` as a list: a nullable type, or a union.

use serde_json::{Map, Value, json};

use super::{Normalizer, remove_members};
use crate::error::join;

/// Keywords for values of one type only.
const OBJECT: &[&str] = &[
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
];
const ARRAY: &[&str] = &["items", "minItems", "maxItems", "uniqueItems"];
const STRING: &[&str] = &["pattern", "minLength", "maxLength", "format"];
#[rustfmt::skip]
const NUMBER: &[&str] = &[
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format",
];
const NUMBER_FORMATS: [&str; 12] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double",
    "decimal", "unix-ms",
];

impl Normalizer<'_> {
    pub(super) fn normalize_types(&mut self, members: &mut Map<String, Value>, pointer: &str) {
        let mut types: Vec<String> = match members.get("type") {
            Some(Value::String(json_type)) if json_type == "null" => vec!["null".to_owned()],
            Some(Value::Array(list)) => list
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => return,
        };
        members.remove("type");
        let count = types.len();
        types.retain(|json_type| json_type != "null");
        if types.iter().any(|json_type| json_type == "number") {
            types.retain(|json_type| json_type != "integer");
        }
        if types.len() < count {
            members.insert("nullable".to_owned(), Value::Bool(true));
        }
        let has_subschemas = ["allOf", "anyOf", "oneOf", "enum"]
            .iter()
            .any(|key| members.contains_key(*key));
        match types.as_slice() {
            [] if has_subschemas => {}
            [] => {
                let message = "only null is allowed here: any JSON is accepted";
                self.warnings
                    .add_simplified(&join(pointer, "type"), message);
            }
            [json_type] => {
                members.insert("type".to_owned(), json!(json_type));
            }
            // The subschemas define the types.
            _ if has_subschemas => {}
            _ => self.split_types(members, &types, pointer),
        }
    }

    /// Converts several types to a `oneOf`, each with its keywords.
    fn split_types(&mut self, members: &mut Map<String, Value>, types: &[String], pointer: &str) {
        let all: Vec<&str> = [OBJECT, ARRAY, STRING, NUMBER].concat();
        let keywords = remove_members(members, &all);
        let mut subschemas = Vec::new();
        for (index, json_type) in types.iter().enumerate() {
            let of_type = match json_type.as_str() {
                "object" => OBJECT,
                "array" => ARRAY,
                "string" => STRING,
                "integer" | "number" => NUMBER,
                _ => &[],
            };
            let mut subschema: Map<String, Value> = of_type
                .iter()
                .filter_map(|key| keywords.get_key_value(*key))
                .filter(|(key, value)| *key != "format" || is_format_of(value, json_type))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            subschema.insert("type".to_owned(), json!(json_type));
            subschemas.push(Value::Object(subschema));
            self.record_move(pointer, &format!("oneOf/{index}"), "");
        }
        members.insert("oneOf".to_owned(), Value::Array(subschemas));
    }
}

/// Returns whether a format is for values of this type.
fn is_format_of(format: &Value, json_type: &str) -> bool {
    let is_number_format = format
        .as_str()
        .is_some_and(|format| NUMBER_FORMATS.contains(&format));
    is_number_format == matches!(json_type, "integer" | "number")
}
