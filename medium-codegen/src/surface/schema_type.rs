//! Short names of value types in requests and responses.

use serde_json::Value;

use crate::document::{Document, refs};
use crate::model::Model;

/// The maximum nesting shown; below that, `…`.
const MAX_DEPTH: usize = 8;

/// Returns `string(date-time)`, `array<Tag>`, `map<integer>?`: the name of a named
/// schema, and `?` if it allows null.
pub(super) fn schema_type(document: &Document, model: &Model, schema: &Value) -> String {
    let namer = Namer { document, model };
    namer.nullable_type(schema, MAX_DEPTH)
}

struct Namer<'a> {
    document: &'a Document,
    model: &'a Model,
}

impl Namer<'_> {
    fn nullable_type(&self, schema: &Value, depth: usize) -> String {
        let nullable = if refs::follow(self.document, schema)["nullable"] == true {
            "?"
        } else {
            ""
        };
        format!("{}{nullable}", self.value_type(schema, depth))
    }

    fn value_type(&self, schema: &Value, depth: usize) -> String {
        let Some(depth) = depth.checked_sub(1) else {
            return "…".to_owned();
        };
        if let Some(reference) = schema["$ref"].as_str() {
            let named = self
                .model
                .schemas
                .type_at(reference.trim_start_matches('#'));
            return match named {
                Some(name) => name.to_owned(),
                None => self.value_type(refs::follow(self.document, schema), depth),
            };
        }
        let parts = |keyword: &str| schema[keyword].as_array().map(Vec::as_slice);
        match (parts("allOf"), parts("oneOf"), parts("anyOf")) {
            (Some([only]), _, _) => self.nullable_type(only, depth),
            (Some(parts), _, _) => self.composed("allOf", parts, depth),
            (_, Some(parts), _) => self.composed("oneOf", parts, depth),
            (_, _, Some(parts)) => self.composed("anyOf", parts, depth),
            (None, None, None) => self.uncomposed(schema, depth),
        }
    }

    fn composed(&self, keyword: &str, parts: &[Value], depth: usize) -> String {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| self.nullable_type(part, depth))
            .collect();
        format!("{keyword}<{}>", parts.join("|"))
    }

    fn uncomposed(&self, schema: &Value, depth: usize) -> String {
        let has_properties = schema.get("properties").is_some();
        let kind = schema["type"].as_str();
        match (kind, schema["format"].as_str()) {
            (Some("array"), _) => format!("array<{}>", self.nullable_type(&schema["items"], depth)),
            (Some("object"), _) if !has_properties => match &schema["additionalProperties"] {
                values @ Value::Object(_) => format!("map<{}>", self.nullable_type(values, depth)),
                _ => "object".to_owned(),
            },
            (Some(kind), Some(format)) => format!("{kind}({format})"),
            (Some(kind), None) => kind.to_owned(),
            (None, _) if has_properties => "object".to_owned(),
            (None, _) => "any".to_owned(),
        }
    }
}
