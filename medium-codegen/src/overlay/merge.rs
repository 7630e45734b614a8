//! Merges an action's value into its target.

use super::tree::{Node, NodeValue};

/// Merges `update` into a target. If the target is a list, `update` may also be one item of it.
///
/// # Errors
///
/// A message, if their types do not fit.
pub(super) fn update(target: &mut Node, update: Node) -> Result<(), String> {
    match (&mut target.kind, &update.kind) {
        (NodeValue::List(items), NodeValue::Map(_) | NodeValue::Plain(_)) => {
            items.push(update);
            Ok(())
        }
        _ => merge(target, update),
    }
}

/// Merges objects member by member, appends lists, and replaces primitive values.
fn merge(target: &mut Node, update: Node) -> Result<(), String> {
    match (&mut target.kind, update.kind) {
        (NodeValue::Map(members), NodeValue::Map(new)) => {
            for (key, value) in new {
                match members.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, member)) => {
                        merge(member, value).map_err(|problem| format!("{key:?}: {problem}"))?;
                    }
                    None => members.push((key, value)),
                }
            }
        }
        (NodeValue::List(items), NodeValue::List(new)) => items.extend(new),
        (NodeValue::Plain(value), NodeValue::Plain(new)) => *value = new,
        (old, new) => return Err(format!("{} can't become {}", kind(old), kind(&new))),
    }
    Ok(())
}

/// Returns the type of a node, for messages.
pub(super) fn kind(kind: &NodeValue) -> &'static str {
    match kind {
        NodeValue::Plain(_) => "a primitive value",
        NodeValue::List(_) => "an array",
        NodeValue::Map(_) => "an object",
    }
}
