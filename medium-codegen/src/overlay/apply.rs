//! Applies one action to the tree.

use std::collections::HashSet;

use jsonpath_rust::JsonPath;
use serde_json::Value;

use super::merge::{kind, update};
use super::tree::{Node, NodeValue};
use super::{Action, Change};
use crate::document::Document;
use crate::error::{Error, Result, bail, join};

/// A location: keys and indexes, from the root.
type Steps = Vec<String>;

/// Applies an action, and returns the number of matches.
pub(super) fn apply(tree: &mut Node, action: &Action, overlay: &Document) -> Result<usize> {
    let pointer = join(&action.pointer, "target");
    let value = tree.value();
    let targets = find_targets(&value, &action.target, &pointer)?;
    if targets.is_empty() {
        bail!(
            pointer,
            "{:?} matches nothing: correct it, or remove the action",
            action.target
        );
    }
    let new = match &action.change {
        Change::Remove => return remove(tree, targets, &pointer),
        Change::Update(pointer) => Node::from_overlay(overlay, pointer),
        Change::Copy(path) => Some(copy(tree, &value, path, &join(&action.pointer, "copy"))?),
    };
    let new = new.ok_or_else(|| Error::generator(&pointer, "an update is gone"))?;
    check_kinds(tree, &targets, action, &pointer)?;
    for steps in &targets {
        if let Some(target) = tree.at_mut(steps) {
            update(target, new.clone()).map_err(|problem| {
                let pointer = format_steps(steps);
                let problem = format!("can't be merged into {pointer}: {problem}");
                Error::document(&action.pointer, problem)
            })?;
        }
    }
    Ok(targets.len())
}

/// Returns the matches of a JSONPath, in the order of the value, each once.
fn find_targets(value: &Value, path: &str, pointer: &str) -> Result<Vec<Steps>> {
    let found = value.query(path).map_err(|error| {
        let problem = format!("{path:?} is not a JSONPath: {error}; see RFC 9535");
        Error::document(pointer, problem)
    })?;
    let matches: HashSet<*const Value> = found.into_iter().map(std::ptr::from_ref).collect();
    let mut targets = Vec::new();
    if !matches.is_empty() {
        walk(value, &matches, &mut Vec::new(), &mut targets);
    }
    Ok(targets)
}

fn walk(
    value: &Value,
    matches: &HashSet<*const Value>,
    here: &mut Steps,
    targets: &mut Vec<Steps>,
) {
    if matches.contains(&std::ptr::from_ref(value)) {
        targets.push(here.clone());
    }
    let mut below = |step: String, value: &Value| {
        here.push(step);
        walk(value, matches, here, targets);
        here.pop();
    };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(index.to_string(), item);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                below(key.clone(), value);
            }
        }
        _ => {}
    }
}

/// Removes from the last to the first, so that the indexes of the others stay valid.
fn remove(tree: &mut Node, targets: Vec<Steps>, pointer: &str) -> Result<usize> {
    let count = targets.len();
    for mut steps in targets.into_iter().rev() {
        let Some(last) = steps.pop() else {
            bail!(
                pointer,
                "the whole document can't be removed: target something in it"
            );
        };
        if let Some(parent) = tree.at_mut(&steps) {
            parent.remove(&last);
        }
    }
    Ok(count)
}

/// Returns a copy of the one node that `path` matches.
fn copy(tree: &mut Node, value: &Value, path: &str, pointer: &str) -> Result<Node> {
    let sources = find_targets(value, path, pointer)?;
    let [source] = sources.as_slice() else {
        bail!(
            pointer,
            "{path:?} matches {} nodes: expected exactly one to copy",
            sources.len()
        );
    };
    match tree.at_mut(source) {
        Some(node) => Ok(node.copy()),
        None => bail!(pointer, "{path:?} matches nothing"),
    }
}

/// Checks that all targets of an update have the same type.
fn check_kinds(tree: &mut Node, targets: &[Steps], action: &Action, pointer: &str) -> Result<()> {
    let mut first: Option<(&'static str, &Steps)> = None;
    for steps in targets {
        let Some(node) = tree.at_mut(steps) else {
            continue;
        };
        if matches!(node.kind, NodeValue::Plain(_)) && !action.allows_primitive_targets {
            bail!(
                pointer,
                "{} is a primitive value, which overlay 1.0 can't change: target the object or array that contains it, or set overlay: 1.1.0",
                format_steps(steps)
            );
        }
        let (expected, first_steps) = *first.get_or_insert((kind(&node.kind), steps));
        let is = kind(&node.kind);
        if is != expected {
            bail!(
                pointer,
                "matches {expected} at {} and {is} at {}: target values of one type",
                format_steps(first_steps),
                format_steps(steps)
            );
        }
    }
    Ok(())
}

/// Returns a location as a JSON pointer.
fn format_steps(steps: &Steps) -> String {
    let pointer = steps
        .iter()
        .fold(String::new(), |pointer, step| join(&pointer, step));
    format!("#{pointer}")
}
