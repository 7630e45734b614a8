//! Keywords that a Rust type can't express: they give a warning, and the service checks them.

use serde_json::{Map, Value, json};

use super::Normalizer;
use crate::error::{join, join_index};

/// Conditions on a value that the client does not check.
#[rustfmt::skip]
const CONDITIONS: [&str; 16] = [
    "not", "if", "then", "else", "contains", "minContains", "maxContains", "propertyNames",
    "dependentRequired", "dependentSchemas", "unevaluatedItems", "unevaluatedProperties",
    "$dynamicRef", "$dynamicAnchor", "$anchor", "$id",
];

impl Normalizer<'_> {
    pub(super) fn remove_conditions(&mut self, members: &mut Map<String, Value>, pointer: &str) {
        if let Some(rest @ Value::Object(_)) = members.get("unevaluatedProperties")
            && !members.contains_key("additionalProperties")
        {
            let rest = rest.clone();
            members.insert("additionalProperties".to_owned(), rest);
            self.record_move(pointer, "additionalProperties", "unevaluatedProperties");
            members.remove("unevaluatedProperties");
        }
        for keyword in CONDITIONS {
            match members.remove(keyword) {
                // As for additionalProperties: the service decides about further values.
                None | Some(Value::Bool(_)) => {}
                Some(_) => {
                    let message =
                        format!("`{keyword}` is not supported: the client does not check it");
                    self.warnings
                        .add_simplified(&join(pointer, keyword), message);
                }
            }
        }
    }

    /// Converts a tuple to a list of any of its types.
    pub(super) fn convert_tuple(&mut self, members: &mut Map<String, Value>, pointer: &str) {
        let Some(Value::Array(mut subschemas)) = members.remove("prefixItems") else {
            return;
        };
        let here = join(pointer, "prefixItems");
        let message =
            "prefixItems (tuples) is not supported: every item may be of any of the types";
        self.warnings.add_simplified(&here, message);
        let rest = members.remove("items");
        let mut sources: Vec<String> = (0..subschemas.len())
            .map(|index| join_index("prefixItems", index))
            .collect();
        if let Some(rest) = rest.filter(|rest| !rest.is_boolean()) {
            subschemas.push(rest);
            sources.push("items".to_owned());
        }
        let first = subschemas.first().cloned();
        if let Some(first) =
            first.filter(|first| subschemas.iter().all(|subschema| subschema == first))
        {
            members.insert("items".to_owned(), first);
            self.record_move(pointer, "items", &sources[0]);
        } else {
            for (index, source) in sources.iter().enumerate() {
                self.record_move(pointer, &format!("items/anyOf/{index}"), source);
            }
            members.insert("items".to_owned(), json!({ "anyOf": subschemas }));
        }
        members.entry("type").or_insert(json!("array"));
    }

    /// Converts `patternProperties` to additional properties.
    pub(super) fn convert_pattern_properties(
        &mut self,
        members: &mut Map<String, Value>,
        pointer: &str,
    ) {
        let Some(Value::Object(patterns)) = members.remove("patternProperties") else {
            return;
        };
        let message = "patternProperties: every additional property is treated as one of them, whatever its name";
        self.warnings
            .add_simplified(&join(pointer, "patternProperties"), message);
        if members
            .get("additionalProperties")
            .is_some_and(Value::is_object)
        {
            members.insert("additionalProperties".to_owned(), json!(true));
            return;
        }
        let mut all = patterns.iter();
        match (all.next(), all.next()) {
            (Some((pattern, schema)), None) => {
                let source = join("patternProperties", pattern);
                members.insert("additionalProperties".to_owned(), schema.clone());
                self.record_move(pointer, "additionalProperties", &source);
            }
            _ => {
                members.insert("additionalProperties".to_owned(), json!(true));
            }
        }
    }
}
