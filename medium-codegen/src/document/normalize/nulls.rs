//! `anyOf: [X, {type: null}]` becomes a nullable X.

use serde_json::{Map, Value, json};

use super::{Normalizer, item};

impl Normalizer<'_> {
    pub(super) fn null_choices(&mut self, members: &mut Map<String, Value>, at: &str) {
        for keyword in ["anyOf", "oneOf"] {
            let Some(Value::Array(parts)) = members.get(keyword) else {
                continue;
            };
            let places: Vec<usize> = (0..parts.len())
                .filter(|index| !is_null(&parts[*index]))
                .collect();
            if places.len() == parts.len() {
                continue;
            }
            let kept: Vec<Value> = places.iter().map(|place| parts[*place].clone()).collect();
            let alone = kept.len() == 1 && !members.contains_key("allOf");
            let now = if alone { "allOf" } else { keyword };
            for (index, place) in places.iter().enumerate() {
                if now != keyword || index != *place {
                    self.moved(at, &item(now, index), &item(keyword, *place));
                }
            }
            members.remove(keyword);
            if alone {
                members.remove("discriminator");
            }
            if !kept.is_empty() {
                members.insert(now.to_owned(), Value::Array(kept));
            }
            members.insert("nullable".to_owned(), json!(true));
        }
    }
}

/// Whether a schema allows null only.
fn is_null(schema: &Value) -> bool {
    let is_nothing = |value: &Value| match value {
        Value::String(text) => text == "null",
        Value::Array(list) => matches!(list.as_slice(), [Value::String(text)] if text == "null"),
        _ => false,
    };
    schema.get("type").is_some_and(is_nothing)
        || schema.get("const") == Some(&Value::Null)
        || schema.get("enum") == Some(&json!([null]))
}
