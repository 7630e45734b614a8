//! `anyOf: [X, {type: null}]` becomes a nullable X.

use serde_json::{Map, Value, json};

use super::Normalizer;
use crate::error::join_index;

impl Normalizer<'_> {
    pub(super) fn convert_null_subschemas(
        &mut self,
        members: &mut Map<String, Value>,
        pointer: &str,
    ) {
        for keyword in ["anyOf", "oneOf"] {
            let Some(Value::Array(parts)) = members.get(keyword) else {
                continue;
            };
            let indexes: Vec<usize> = (0..parts.len())
                .filter(|index| !is_null(&parts[*index]))
                .collect();
            if indexes.len() == parts.len() {
                continue;
            }
            let kept: Vec<Value> = indexes.iter().map(|old| parts[*old].clone()).collect();
            let alone = kept.len() == 1 && !members.contains_key("allOf");
            let now = if alone { "allOf" } else { keyword };
            for (index, old) in indexes.iter().enumerate() {
                if now != keyword || index != *old {
                    self.record_move(pointer, &join_index(now, index), &join_index(keyword, *old));
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

/// Returns whether a schema allows null only.
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
