//! References inside a document: where a `$ref` leads, and that none leads back
//! to itself. progenitor and typify follow references without a limit, so a
//! cycle has to be found before they see it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::error::{Refusal, Result, join};

const SECTIONS: [&str; 7] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
];

/// What `reference` leads to, which must stand under `components/{section}`.
/// The error is the bare problem: the caller knows the place.
pub(crate) fn target<'a>(
    document: &'a Value,
    reference: &str,
    section: &str,
) -> std::result::Result<&'a Value, String> {
    let name = reference
        .strip_prefix("#/components/")
        .and_then(|rest| rest.strip_prefix(section))
        .and_then(|rest| rest.strip_prefix('/'))
        .filter(|name| !name.contains('/'))
        .ok_or_else(|| {
            format!("{reference:?} can't be followed: refer to #/components/{section}/… in this document")
        })?;
    document
        .pointer(&format!("/components/{section}/{name}"))
        .ok_or_else(|| {
            format!(
                "{reference:?} leads nowhere: there is no such entry under components/{section}"
            )
        })
}

/// Follows `value` while it is a reference. Only after `check` has passed: then
/// every reference leads somewhere and none leads back.
pub(crate) fn follow<'a>(document: &'a Value, mut value: &'a Value) -> &'a Value {
    while let Some(next) = value
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| document.pointer(reference.trim_start_matches('#')))
    {
        value = next;
    }
    value
}

/// The name under `components/schemas` that `value` refers to.
pub(crate) fn schema_name(value: &Value) -> Option<String> {
    let reference = value.get("$ref")?.as_str()?;
    let name = reference.strip_prefix("#/components/schemas/")?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// Refuses chains of references that never end: a component that is only a
/// reference to itself (by any number of steps), and a schema that contains
/// itself through `allOf`, `oneOf` or `anyOf`. One that contains itself in a
/// property or an item is a tree, and fine.
pub(crate) fn no_cycles(document: &Value) -> Result<()> {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for section in SECTIONS {
        let base = format!("/components/{section}");
        let Some(Value::Object(entries)) = document.pointer(&base) else {
            continue;
        };
        for (name, entry) in entries {
            let mut targets = BTreeSet::new();
            contained(entry, &mut targets);
            edges.insert(join(&base, name), targets);
        }
    }
    for start in edges.keys() {
        if reaches(&edges, start) {
            return Err(Refusal::at(
                start.clone(),
                "this refers to itself without end ($ref, allOf, oneOf or anyOf): break the circle",
            ));
        }
    }
    Ok(())
}

/// The references that stand for (a part of) `value` itself.
fn contained(value: &Value, into: &mut BTreeSet<String>) {
    if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        into.insert(reference.trim_start_matches('#').to_owned());
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        if let Some(Value::Array(parts)) = value.get(keyword) {
            for part in parts {
                contained(part, into);
            }
        }
    }
}

fn reaches(edges: &BTreeMap<String, BTreeSet<String>>, start: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&str> = edges[start].iter().map(String::as_str).collect();
    while let Some(next) = waiting.pop() {
        if next == start {
            return true;
        }
        if seen.insert(next)
            && let Some(targets) = edges.get(next)
        {
            waiting.extend(targets.iter().map(String::as_str));
        }
    }
    false
}
