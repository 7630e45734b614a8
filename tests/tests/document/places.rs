//! The objects of the document, with their JSON pointers.

use serde_json::Value;

/// An object of the document, and its JSON pointer.
pub(crate) struct Place<'d> {
    pub(crate) at: String,
    pub(crate) node: &'d Value,
}

impl Place<'_> {
    pub(crate) fn segment_from_the_end(&self, n: usize) -> &str {
        self.at.rsplit('/').nth(n).unwrap_or_default()
    }

    pub(crate) fn is_schema(&self) -> bool {
        ["schema", "items"].contains(&self.segment_from_the_end(0))
            || ["properties", "schemas", "anyOf", "oneOf", "allOf"]
                .contains(&self.segment_from_the_end(1))
    }

    /// A schema that is neither a reference nor a branch of an `anyOf`, whose
    /// property has the description and the example.
    pub(crate) fn is_own_schema(&self) -> bool {
        self.is_schema()
            && self.node.get("$ref").is_none()
            && self.segment_from_the_end(1) != "anyOf"
    }

    pub(crate) fn is_operation(&self) -> bool {
        self.node.get("operationId").is_some()
    }

    pub(crate) fn name(&self) -> &str {
        let named = self
            .node
            .get("operationId")
            .or(self.node.get("name"))
            .and_then(Value::as_str);
        named.unwrap_or(self.segment_from_the_end(0))
    }
}

/// All objects of the document except for data: examples, enums, extensions.
pub(crate) fn places(document: &Value) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    let mut waiting = vec![Place {
        at: String::new(),
        node: document,
    }];
    while let Some(Place { at, node }) = waiting.pop() {
        let children: Vec<(String, &Value)> = match node {
            Value::Object(fields) => fields
                .iter()
                .map(|(key, child)| (key.clone(), child))
                .collect(),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(i, item)| (i.to_string(), item))
                .collect(),
            _ => continue,
        };
        for (key, child) in children {
            if !["example", "examples", "enum"].contains(&key.as_str()) && !key.starts_with("x-") {
                waiting.push(Place {
                    at: format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                    node: child,
                });
            }
        }
        if node.is_object() {
            places.push(Place { at, node });
        }
    }
    places
}
