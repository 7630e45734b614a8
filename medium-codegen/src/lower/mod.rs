//! The checked document → a 3.0 document that progenitor understands, and the
//! plan of what it does not understand.

mod bodies;
mod choices;
mod kinds;
mod merge;
mod multipart;
mod names;
mod notes;
mod objects;
mod operations;
mod parameters;
mod responses;
mod schemas;
mod security;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use openapiv3::OpenAPI;
use serde_json::{Value, json};

use crate::error::{Refusal, Result, join};
use crate::plan::{Operation, Plan, Shape};
use crate::refs;

/// The format of times in milliseconds since 1970.
pub(crate) const UNIX_MS: &str = "unix-ms";
/// The format that stands, in the lowered document, for a file to be sent.
pub(crate) const FILE: &str = "x-file";

/// The two halves of the lowering.
pub(crate) struct Lowered {
    pub(crate) document: OpenAPI,
    pub(crate) plan: Plan,
}

/// Lowers a document that has passed `check`.
pub(crate) fn lower(document: &Value) -> Result<Lowered> {
    let mut schemas = schemas::Schemas {
        document,
        by_rust: schemas::by_rust(document),
        lowered: BTreeMap::new(),
        plan: BTreeMap::new(),
        forms: multipart::form_names(document),
        envelopes: BTreeMap::new(),
    };
    schemas.components()?;
    let operations::Operations {
        mut planned,
        paths,
        mut requests,
        scopes,
    } = operations::operations(&mut schemas)?;
    reachable(&schemas.lowered, &mut requests);
    let secretive = secretive(&schemas.lowered);
    for operation in &mut planned {
        operation.secret = holds_secret(&secretive, &paths, operation);
    }

    let lowered = json!({
        "openapi": "3.0.3",
        "info": { "title": names::text(&document["info"], "title"), "version": names::text(&document["info"], "version") },
        "paths": paths,
        "components": { "schemas": schemas.lowered },
    });
    let typed = serde_json::from_value(lowered)
        .map_err(|error| Refusal::generator("", format!("lowered to no OpenAPI: {error}")))?;
    Ok(Lowered {
        document: typed,
        plan: Plan {
            title: names::text(&document["info"], "title").to_owned(),
            server: operations::server(document).unwrap_or_default(),
            places: places(&planned),
            operations: planned,
            schemas: schemas.plan,
            scopes,
            requests,
        },
    })
}

fn places(operations: &[Operation]) -> HashMap<String, usize> {
    let names = operations.iter().map(|one| one.method_name.clone());
    names.zip(0..).collect()
}

/// The property that `x-envelope` of a schema names.
fn envelope(schema: &Value, shape: &Shape, at: &str) -> Result<Option<String>> {
    let Some(named) = schema.get("x-envelope") else {
        return Ok(None);
    };
    let pointer = join(at, "x-envelope");
    match (named.as_str(), shape) {
        (Some(name), Shape::Object(properties))
            if properties.iter().any(|p| p.wire == name && p.required) =>
        {
            Ok(Some(name.to_owned()))
        }
        _ => Err(Refusal::at(
            pointer,
            "x-envelope names a required property of its schema: correct the name, or require the property",
        )),
    }
}

fn scopes(document: &Value) -> BTreeMap<String, String> {
    let mut scopes = BTreeMap::new();
    let Some(Value::Object(schemes)) = document.pointer("/components/securitySchemes") else {
        return scopes;
    };
    for scheme in schemes.values() {
        let flows = refs::follow(document, scheme)
            .get("flows")
            .and_then(Value::as_object);
        for flow in flows.into_iter().flat_map(serde_json::Map::values) {
            for (name, description) in flow["scopes"].as_object().into_iter().flatten() {
                let description = description.as_str().unwrap_or_default();
                scopes.insert(name.clone(), description.to_owned());
            }
        }
    }
    scopes
}

/// Whether a secret is in an operation's request, or in what it answers.
fn holds_secret(secretive: &BTreeSet<&str>, paths: &Value, operation: &Operation) -> bool {
    let method = operation.http_method.to_ascii_lowercase();
    let site = paths.get(&operation.path).and_then(|item| item.get(method));
    let site = site.unwrap_or(&Value::Null);
    let mut direct = Vec::new();
    references(site, &mut direct);
    has_secret(site) || direct.iter().any(|name| secretive.contains(name.as_str()))
}

/// The schemas that a secret stands in, or somewhere behind: found from the
/// secrets backwards, because operations share most of what lies behind them.
fn secretive(schemas: &BTreeMap<String, Value>) -> BTreeSet<&str> {
    let mut holders: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut waiting: Vec<&str> = Vec::new();
    for (name, schema) in schemas {
        let mut found = Vec::new();
        references(schema, &mut found);
        for inner in found {
            holders.entry(inner).or_default().push(name);
        }
        if has_secret(schema) {
            waiting.push(name);
        }
    }
    let mut secretive = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if secretive.insert(name) {
            waiting.extend(holders.get(name).into_iter().flatten());
        }
    }
    secretive
}

/// Whether a secret stands in a lowered schema, not looking behind references.
fn has_secret(lowered: &Value) -> bool {
    match lowered {
        Value::Array(items) => items.iter().any(has_secret),
        Value::Object(members) => {
            let is_secret = kinds::is_secret(lowered);
            is_secret || members.values().any(has_secret)
        }
        _ => false,
    }
}

/// Widens `names` to everything that the named schemas contain.
fn reachable(schemas: &BTreeMap<String, Value>, names: &mut BTreeSet<String>) {
    let mut waiting: Vec<String> = names.iter().cloned().collect();
    while let Some(name) = waiting.pop() {
        let mut found = Vec::new();
        if let Some(schema) = schemas.get(&name) {
            references(schema, &mut found);
        }
        waiting.extend(found.into_iter().filter(|name| names.insert(name.clone())));
    }
}

fn references(value: &Value, into: &mut Vec<String>) {
    into.extend(refs::schema_name(value));
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        Value::Object(members) => members.values().for_each(|item| references(item, into)),
        _ => {}
    }
}
