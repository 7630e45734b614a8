//! The objects of the document, with their JSON pointers.

use serde_json::Value;
use tests::children;

/// An object of the document, and its JSON pointer.
pub(crate) struct Node<'d> {
    pub(crate) pointer: String,
    pub(crate) value: &'d Value,
}

impl Node<'_> {
    /// Returns the nth last segment of the pointer, from 0.
    pub(crate) fn nth_last_segment(&self, n: usize) -> &str {
        self.pointer.rsplit('/').nth(n).unwrap_or_default()
    }

    pub(crate) fn is_schema(&self) -> bool {
        ["schema", "items"].contains(&self.nth_last_segment(0))
            || ["properties", "schemas", "anyOf", "oneOf", "allOf"]
                .contains(&self.nth_last_segment(1))
    }

    /// Returns whether it is a schema, but neither a reference nor a subschema of an `anyOf`: for
    /// those, the property has the description and the example.
    pub(crate) fn is_own_schema(&self) -> bool {
        self.is_schema() && self.value.get("$ref").is_none() && self.nth_last_segment(1) != "anyOf"
    }

    pub(crate) fn is_operation(&self) -> bool {
        self.value.get("operationId").is_some()
    }

    pub(crate) fn name(&self) -> &str {
        let named = self
            .value
            .get("operationId")
            .or(self.value.get("name"))
            .and_then(Value::as_str);
        named.unwrap_or(self.nth_last_segment(0))
    }
}

/// Returns all objects of the document except for data: examples, enums, extensions.
pub(crate) fn nodes(document: &Value) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    let mut waiting = vec![Node {
        pointer: String::new(),
        value: document,
    }];
    while let Some(Node { pointer, value }) = waiting.pop() {
        for (key, child) in children(value) {
            if !["example", "examples", "enum"].contains(&key.as_str()) && !key.starts_with("x-") {
                let pointer = format!("{pointer}/{key}");
                waiting.push(Node {
                    pointer,
                    value: child,
                });
            }
        }
        if value.is_object() {
            nodes.push(Node { pointer, value });
        }
    }
    nodes
}
