//! What an action brings → into what it targets.

use super::tree::{Kind, Node};

/// Adds `update` to a target: to a list it may also be one item of it.
///
/// # Errors
///
/// In words, where the two don't fit.
pub(super) fn update(target: &mut Node, update: Node) -> Result<(), String> {
    match (&mut target.kind, &update.kind) {
        (Kind::List(items), Kind::Map(_) | Kind::Plain(_)) => {
            items.push(update);
            Ok(())
        }
        _ => merge(target, update),
    }
}

/// Members of objects are merged one by one, items of a list come behind those
/// that are there, and a plain value takes the place of another.
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

/// What a node is, in words.
pub(super) fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Plain(_) => "a primitive value",
        Kind::List(_) => "an array",
        Kind::Map(_) => "an object",
    }
}
