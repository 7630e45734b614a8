//! References between lowered schemas: which types are used, which ones are in
//! requests, and which contain secrets.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::schema_kind::is_secret;
use super::schema_registry::{Named, Schemas};
use crate::document::refs;
use crate::model::{Names, Schema, Shape};

/// Adds the names that `value` refers to.
pub(super) fn references(value: &Value, into: &mut Vec<String>) {
    into.extend(refs::schema_name(value));
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        Value::Object(members) => members.values().for_each(|item| references(item, into)),
        _ => {}
    }
}

/// Returns whether a lowered schema contains a secret, without following references.
pub(super) fn has_secret(lowered: &Value) -> bool {
    match lowered {
        Value::Array(items) => items.iter().any(has_secret),
        Value::Object(members) => is_secret(lowered) || members.values().any(has_secret),
        _ => false,
    }
}

/// Returns `names`, and all schemas that they contain.
pub(super) fn reachable(schemas: &Schemas<'_>, mut names: Names) -> Names {
    let mut waiting: Vec<String> = names.iter().cloned().collect();
    while let Some(name) = waiting.pop() {
        let mut found = Vec::new();
        if let Some(named) = schemas.named.get(&name) {
            references(&named.lowered, &mut found);
        }
        waiting.extend(found.into_iter().filter(|name| names.insert(name.clone())));
    }
    names
}

/// Returns the schemas that contain a secret, directly or not. Searched backwards from
/// the secrets, since operations share most types.
pub(super) fn with_secrets(schemas: &Schemas<'_>) -> BTreeSet<String> {
    let mut users: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut waiting: Vec<&str> = Vec::new();
    for (name, named) in &schemas.named {
        let mut found = Vec::new();
        references(&named.lowered, &mut found);
        for inner in found {
            users.entry(inner).or_default().push(name);
        }
        if has_secret(&named.lowered) {
            waiting.push(name);
        }
    }
    let mut with_secrets = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if with_secrets.insert(name.to_owned()) {
            waiting.extend(users.get(name).into_iter().flatten());
        }
    }
    with_secrets
}

/// Returns whether an operation, with the lowered form `lowered`, contains a secret.
pub(super) fn contains_secret(with_secrets: &BTreeSet<String>, lowered: &Value) -> bool {
    let mut direct = Vec::new();
    references(lowered, &mut direct);
    has_secret(lowered) || direct.iter().any(|name| with_secrets.contains(name))
}

/// Returns the schemas reachable from `roots`, in document order. `requests`
/// are the roots of request bodies, `responses` those of responses.
pub(super) fn used(
    mut schemas: Schemas<'_>,
    roots: Names,
    requests: Names,
    responses: Names,
) -> Vec<Schema> {
    let requests = reachable(&schemas, requests);
    let responses = reachable(&schemas, responses);
    let reached = reachable(&schemas, roots.clone());
    let mut visible = roots;
    for name in &reached {
        if let Some(named) = schemas.named.get(name) {
            visible.extend(visible_types(named));
        }
    }
    let order = std::mem::take(&mut schemas.order);
    order
        .into_iter()
        .filter(|name| reached.contains(name))
        .filter_map(|name| {
            let named = schemas.named.remove(&name)?;
            Some(Schema {
                in_request: requests.contains(&name),
                in_response: responses.contains(&name),
                public: visible.contains(&name) || !matches!(named.shape, Shape::Constant(_)),
                pointer: named.pointer,
                docs: named.docs,
                shape: named.shape,
                rust_name: name,
            })
        })
        .collect()
}

/// Returns the types that programs see in a schema: all but those of filled-in constants.
fn visible_types(named: &Named) -> Vec<String> {
    let mut visible = Vec::new();
    let properties = match &named.shape {
        Shape::Object(object) => object.properties.iter().collect(),
        Shape::Multipart(parts) => parts.iter().map(|part| &part.property).collect(),
        _ => Vec::new(),
    };
    if properties.is_empty() {
        references(&named.lowered, &mut visible);
    }
    for property in properties.iter().filter(|property| !property.constant) {
        references(&named.lowered["properties"][&property.field], &mut visible);
    }
    references(&named.lowered["additionalProperties"], &mut visible);
    visible
}
