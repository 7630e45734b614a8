//! Merges an action's value into its target.

use super::tree::{Kind, Node};

/// Merges `update` into a target. If the target is a list, `update` may also be one
/// item of it.
///
/// # Errors
///
/// A message, if their types do not fit.
pub(super) fn update(target: &mut Node, update: Node) -> Result<(), String> {
    match (&mut target.kind, &update.kind) {
        (Kind::List(items), Kind::Map(_) | Kind::Plain(_)) => {
            items.push(update);
            Ok(())
        }
        _ => merge(target, update),
    }
}

/// Merges objects member by member, appends lists, and replaces primitive values.
fn merge(target: &mut Node, update: Node) -> Result<(), String> {
    match (&mut target.kind, update.kind) {
        (Kind::Map(members), Kind::Map(new)) => {
            for (key, value) in new {
                match members.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, member)) => {
                        merge(member, value).map_err(|problem| format!("{key:?}: {problem}"))?;
                    }
                    None => members.push((key, value)),
                }
            }
        }
        (Kind::List(items), Kind::List(new)) => items.extend(new),
        (Kind::Plain(value), Kind::Plain(new)) => *value = new,
        (there, new) => return Err(format!("{} can't become {}", kind(there), kind(&new))),
    }
    Ok(())
}

/// The type of a node, for messages.
pub(super) fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Plain(_) => "a primitive value",
        Kind::List(_) => "an array",
        Kind::Map(_) => "an object",
    }
}
