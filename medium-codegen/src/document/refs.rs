//! References within a document: resolves them, and rejects cycles. progenitor and
//! typify follow references without a limit, so cycles must be found before.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::error::{Error, Result, bail, join, unescape};

#[rustfmt::skip]
const SECTIONS: [&str; 7] = [
    "schemas", "responses", "parameters", "examples", "requestBodies", "headers",
    "securitySchemes",
];

pub(crate) struct Target<'a> {
    pub(crate) pointer: String,
    /// Whether it is an entry of `components`, not a part of one.
    pub(crate) is_component: bool,
    pub(crate) value: &'a Value,
}

/// Resolves `reference`; a target in `components` must be in `section`. The error
/// is a message without a location, which the caller knows.
pub(crate) fn target<'a>(
    document: &'a Value,
    reference: &str,
    section: Option<&str>,
) -> std::result::Result<Target<'a>, String> {
    let Some(pointer) = pointer(reference) else {
        return Err(match reference.strip_prefix('#') {
            Some(_) => {
                format!(
                    "{reference:?} is not a JSON pointer: write it like #/components/schemas/Name"
                )
            }
            None => format!(
                "{reference:?} refers to another document: bundle the files into one first, for example with `npx @redocly/cli bundle FILE`"
            ),
        });
    };
    let value = value_at(document, &pointer).ok_or_else(|| {
        format!("{reference:?} does not exist: correct the reference, or add its target")
    })?;
    let mut steps = pointer.split('/').skip(1);
    let is_in_components = steps.next() == Some("components");
    let (found, depth) = (steps.next(), steps.count());
    let is_component = is_in_components && depth == 1;
    if let (true, Some(section)) = (is_component, section)
        && found != Some(section)
    {
        return Err(format!(
            "{reference:?} has the wrong type here: refer to #/components/{section}/…"
        ));
    }
    Ok(Target {
        pointer,
        is_component,
        value,
    })
}

/// Returns the value at `pointer`. Like `Value::pointer`, but without two copies of
/// every key: this is called several times per schema.
pub(crate) fn value_at<'v>(document: &'v Value, pointer: &str) -> Option<&'v Value> {
    let mut keys = pointer.split('/');
    // A pointer is empty or starts with `/`.
    if keys.next() != Some("") {
        return None;
    }
    keys.try_fold(document, |value, key| match value {
        Value::Object(members) if key.contains('~') => members.get(&unescape(key)),
        Value::Object(members) => members.get(key),
        Value::Array(items) => items.get(index(key)?),
        _ => None,
    })
}

/// Returns an array index: digits without a leading zero.
fn index(key: &str) -> Option<usize> {
    let is_number = key == "0" || key.starts_with(|c: char| matches!(c, '1'..='9'));
    key.parse().ok().filter(|_| is_number)
}

/// Returns the JSON pointer of a reference within the document.
pub(crate) fn pointer(reference: &str) -> Option<String> {
    let pointer = reference.strip_prefix('#')?;
    let decoded = percent_decode_str(pointer).decode_utf8().ok()?;
    (decoded.is_empty() || decoded.starts_with('/')).then(|| decoded.into_owned())
}

/// Follows `value` while it is a reference. Only after the check: then every
/// reference has a target, and there are no cycles.
pub(crate) fn follow<'a>(document: &'a Value, mut value: &'a Value) -> &'a Value {
    while let Some(next) = value
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| value_at(document, reference.trim_start_matches('#')))
    {
        value = next;
    }
    value
}

/// Like [`follow`], with the pointer of the result; `start` is the pointer of `value`.
pub(crate) fn resolve<'a>(
    document: &'a Value,
    value: &'a Value,
    start: &str,
) -> (&'a Value, String) {
    let mut pointer = start.to_owned();
    let mut target = value;
    while let Some(reference) = target.get("$ref").and_then(Value::as_str) {
        pointer = reference.trim_start_matches('#').to_owned();
        match value_at(document, &pointer) {
            Some(next) => target = next,
            None => break,
        }
    }
    (target, pointer)
}

/// Returns the name under `components/schemas` that `value` refers to.
pub(crate) fn schema_name(value: &Value) -> Option<String> {
    let reference = value.get("$ref")?.as_str()?;
    let name = reference.strip_prefix("#/components/schemas/")?;
    Some(unescape(name))
}

/// For each component, those that it refers to itself or extends. A component that
/// contains itself in a property, an item or a subschema is a valid tree.
type Edges = BTreeMap<String, Vec<String>>;

/// The maximum length of a chain of references: later steps follow them without a limit.
const MAX_DEPTH: usize = 100;
/// The maximum number of paths from one component to others.
const MAX_PATHS: usize = 1_000;

/// Rejects circular references, and chains that are too long.
pub(crate) fn no_cycles(document: &Value) -> Result<()> {
    let mut edges = Edges::new();
    for section in SECTIONS {
        let base = format!("/components/{section}");
        let Some(Value::Object(entries)) = document.pointer(&base) else {
            continue;
        };
        for (name, entry) in entries {
            let mut targets = Vec::new();
            collect_references(entry, &mut targets);
            edges.insert(join(&base, name), targets);
        }
    }
    let mut measured = BTreeMap::new();
    edges
        .keys()
        .try_for_each(|start| measure(&edges, start, &mut measured))
}

/// The references that `value` itself consists of.
fn collect_references(value: &Value, into: &mut Vec<String>) {
    if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        into.push(reference.trim_start_matches('#').to_owned());
    }
    if let Some(Value::Array(parts)) = value.get("allOf") {
        for part in parts {
            collect_references(part, into);
        }
    }
}

/// The chains of references from a component.
#[derive(Clone, Copy)]
enum Measure {
    /// Being measured: meeting it again means a cycle.
    Open,
    Measured {
        depth: usize,
        paths: usize,
    },
}

/// Measures `start` and everything that it refers to, without recursion.
fn measure<'e>(
    edges: &'e Edges,
    start: &'e str,
    measured: &mut BTreeMap<&'e str, Measure>,
) -> Result<()> {
    let mut waiting = vec![start];
    while let Some(pointer) = waiting.last().copied() {
        let targets = edges.get(pointer).map(Vec::as_slice).unwrap_or_default();
        match measured.get(pointer) {
            Some(Measure::Measured { .. }) => {
                waiting.pop();
            }
            Some(Measure::Open) => {
                measured.insert(pointer, sum(pointer, targets, measured)?);
                waiting.pop();
            }
            None => {
                measured.insert(pointer, Measure::Open);
                for target in targets {
                    match measured.get(target.as_str()) {
                        Some(Measure::Open) => return Err(cycle_error(target)),
                        Some(Measure::Measured { .. }) => {}
                        None => waiting.push(target),
                    }
                }
            }
        }
    }
    Ok(())
}

fn sum(pointer: &str, targets: &[String], measured: &BTreeMap<&str, Measure>) -> Result<Measure> {
    let (mut depth, mut paths) = (0, 0_usize);
    for target in targets {
        match measured.get(target.as_str()) {
            Some(Measure::Measured {
                depth: inner,
                paths: inner_paths,
            }) => {
                depth = depth.max(*inner + 1);
                paths = paths.saturating_add(*inner_paths);
            }
            _ => return Err(cycle_error(target)),
        }
    }
    if depth > MAX_DEPTH || paths > MAX_PATHS {
        bail!(
            pointer,
            "too many nested references from here ($ref or allOf): inline some of them"
        );
    }
    Ok(Measure::Measured {
        depth,
        paths: paths.max(1),
    })
}

fn cycle_error(pointer: &str) -> Error {
    Error::document(
        pointer,
        "circular reference ($ref or allOf): break the cycle",
    )
}
