//! Writes references in one form, and removes keywords next to `$ref` that 3.0 ignores.

use serde_json::{Map, Value, json};

use super::Normalizer;
use crate::document::check::Version;
use crate::document::grammar::{Object, SCHEMA};
use crate::document::{Document, refs};
use crate::error::join;

/// Replaces a path that refers to another one with a copy of that.
pub(super) fn copy_referenced_paths(document: &mut Document) {
    let Some(paths) = document.value.get("paths").and_then(Value::as_object) else {
        return;
    };
    let mut copies = Vec::new();
    for (path, item) in paths {
        let pointer = join("/paths", path);
        if let Some((target, target_pointer)) = end_of(&document.value, item) {
            copies.push((path.clone(), pointer, target.clone(), target_pointer));
        }
    }
    for (path, pointer, item, target_pointer) in copies {
        document.value["paths"][&path] = item;
        document.moved.insert(pointer, target_pointer);
    }
}

/// Returns the end of the chain of references that starts at `item`.
fn end_of<'v>(document: &'v Value, item: &'v Value) -> Option<(&'v Value, String)> {
    const MAX_HOPS: usize = 100;
    let mut found = None;
    let mut here = item;
    // A circular reference has no end.
    for _ in 0..MAX_HOPS {
        let Some(reference) = here.get("$ref").and_then(Value::as_str) else {
            return found;
        };
        let pointer = refs::pointer(reference)?;
        here = document.pointer(&pointer)?;
        found = Some((here, pointer));
    }
    None
}

impl Normalizer<'_> {
    /// Normalizes one reference to an object.
    pub(super) fn normalize_reference(
        &mut self,
        members: &mut Map<String, Value>,
        object: &Object,
    ) {
        let Some(pointer) = members
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(refs::pointer)
        else {
            return;
        };
        let target = match self.extracted.get(&pointer) {
            Some(name) if object.name == SCHEMA.name => join("/components/schemas", name),
            _ => pointer,
        };
        let reference = format!("#{target}");
        let is_schema = object.name == SCHEMA.name;
        let counts = |key: &str| is_schema && (key == "description" || key.starts_with("x-"));
        let others: Vec<String> = members
            .keys()
            .filter(|key| *key != "$ref")
            .cloned()
            .collect();
        if is_schema && self.version == Version::V3_1 && !others.iter().all(|key| counts(key)) {
            members.remove("$ref");
            let parts = members.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(parts) = parts {
                parts.push(json!({ "$ref": reference }));
            }
            return;
        }
        members.retain(|key, _| counts(key));
        members.insert("$ref".to_owned(), Value::String(reference));
    }
}
