//! The type of a value in a word, as it travels.

use serde_json::Value;

use crate::document::{Document, refs};
use crate::model::Model;

/// How deep a type is looked into: behind this, it is told as `…`.
const DEEPEST: usize = 8;

/// `string(date-time)`, `array<Tag>`, `map<integer>?`: a name where the schema has
/// a type of its own, `?` where it can be null.
pub(super) fn schema_type(document: &Document, model: &Model, schema: &Value) -> String {
    let namer = Namer { document, model };
    namer.named(schema, DEEPEST)
}

struct Namer<'a> {
    document: &'a Document,
    model: &'a Model,
}

impl Namer<'_> {
    fn named(&self, schema: &Value, depth: usize) -> String {
        let nullable = if refs::follow(self.document, schema)["nullable"] == true {
            "?"
        } else {
            ""
        };
        format!("{}{nullable}", self.bare(schema, depth))
    }

    fn bare(&self, schema: &Value, depth: usize) -> String {
        let Some(depth) = depth.checked_sub(1) else {
            return "…".to_owned();
        };
        if let Some(name) = refs::schema_name(schema) {
            let target = refs::follow(self.document, schema);
            let pointer = schema["$ref"].as_str().unwrap_or_default();
            return match self
                .model
                .schemas
                .has_type_at(pointer.trim_start_matches('#'))
            {
                true => name,
                false => self.bare(target, depth),
            };
        }
        for keyword in ["allOf", "oneOf", "anyOf"] {
            let Some(parts) = schema[keyword].as_array() else {
                continue;
            };
            let parts: Vec<String> = parts.iter().map(|part| self.named(part, depth)).collect();
            return match (keyword, parts.as_slice()) {
                ("allOf", [one]) => one.clone(),
                _ => format!("{keyword}<{}>", parts.join("|")),
            };
        }
        let format = match schema["format"].as_str() {
            Some(format) => format!("({format})"),
            None => String::new(),
        };
        match schema["type"].as_str() {
            Some("array") => format!("array<{}>", self.named(&schema["items"], depth)),
            Some("object") if schema.get("properties").is_none() => {
                match schema.get("additionalProperties") {
                    Some(values) if values.is_object() => {
                        format!("map<{}>", self.named(values, depth))
                    }
                    _ => "object".to_owned(),
                }
            }
            Some(kind) => format!("{kind}{format}"),
            None if schema.get("properties").is_some() => "object".to_owned(),
            None => "any".to_owned(),
        }
    }
}
