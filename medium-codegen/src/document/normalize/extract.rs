//! References into a schema: their targets become components, and are replaced by a
//! reference to them.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::document::Document;
use crate::error::join;
use crate::warnings::Warnings;

/// Former pointers → the names of the new components.
pub(super) type Extracted = HashMap<String, String>;

const SCHEMAS: &str = "/components/schemas";

/// Moves the schemas at `pointers` to `components`.
pub(super) fn extract(
    document: &mut Document,
    mut pointers: Vec<String>,
    warnings: &Warnings,
) -> Extracted {
    pointers.sort_by_key(|pointer| std::cmp::Reverse(pointer.matches('/').count()));
    let mut extracted = Extracted::new();
    let mut components = Map::new();
    for pointer in pointers {
        if extracted.contains_key(&pointer) || pointer.is_empty() {
            continue;
        }
        let name = name(document, &components, &pointer);
        let Some(schema) = document.value.pointer_mut(&pointer) else {
            continue;
        };
        let reference = json!({ "$ref": format!("#{}", join(SCHEMAS, &name)) });
        components.insert(name.clone(), std::mem::replace(schema, reference));
        document.moved.insert(join(SCHEMAS, &name), pointer.clone());
        let message =
            format!("the target of a reference: the schema is named {name:?}, after its location");
        warnings.add_derived_name(&pointer, message);
        extracted.insert(pointer, name);
    }
    if !components.is_empty() {
        add(&mut document.value, components);
    }
    extracted
}

/// Adds the components to the existing ones.
fn add(document: &mut Value, components: Map<String, Value>) {
    let Some(root) = document.as_object_mut() else {
        return;
    };
    let mut parent = root;
    for key in ["components", "schemas"] {
        let next = parent.entry(key).or_insert_with(|| json!({}));
        if !next.is_object() {
            *next = json!({});
        }
        match next.as_object_mut() {
            Some(next) => parent = next,
            None => return,
        }
    }
    parent.extend(components);
}

/// Returns a free name from the location: `Tree-branch` for
/// `#/components/schemas/Tree/properties/branch`.
fn name(document: &Document, components: &Map<String, Value>, pointer: &str) -> String {
    #[rustfmt::skip]
    const STRUCTURE: [&str; 14] = [
        "components", "schemas", "paths", "properties", "responses", "content", "schema", "items",
        "definitions", "$defs", "parameters", "allOf", "anyOf", "oneOf",
    ];
    let or_dash = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let steps = pointer.split('/').filter(|step| !STRUCTURE.contains(step));
    let steps: Vec<String> = steps
        .map(|step| step.replace("~1", "-").chars().map(or_dash).collect())
        .filter(|step: &String| !step.is_empty())
        .collect();
    let mut name = steps.join("-");
    if !name.chars().any(|c| c.is_ascii_alphabetic()) {
        name.insert_str(0, "Schema-");
    }
    let existing = document.value.pointer(SCHEMAS);
    let is_taken = |name: &str| {
        existing.is_some_and(|all| all.get(name).is_some()) || components.contains_key(name)
    };
    while is_taken(&name) {
        name.push_str("-inner");
    }
    name
}
