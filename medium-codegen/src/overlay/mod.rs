//! Overlays: corrections of a third party's document as data. OpenAPI Overlay 1.0
//! and 1.1, with one difference: an action that matches nothing is an error, since
//! the part that it corrected has changed.

mod apply;
mod merge;
mod tree;

use serde_json::{Map, Value};

use crate::document::{Document, Positions, load};
use crate::error::{Error, Result, bail, join, join_index, one_line};
use crate::print::File;
use tree::Node;

/// The effect of an overlay's action.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppliedAction {
    /// The overlay's name.
    pub overlay: String,
    /// Line of the action in it, from 1.
    pub line: usize,
    /// The action's `description`, which says why it exists. May be empty.
    pub reason: String,
    /// The action's JSONPath.
    pub target: String,
    /// How many nodes it matched.
    pub matches: usize,
}

/// Applies overlays to a document, in order.
///
/// # Errors
///
/// Returns all errors of the first invalid overlay, with its name and their positions in it.
pub(crate) fn apply(
    document: Document,
    overlays: &[File],
) -> std::result::Result<(Document, Vec<AppliedAction>), Vec<Error>> {
    if overlays.is_empty() {
        return Ok((document, Vec::new()));
    }
    let mut tree = Node::from_document(&document);
    let mut actions = Vec::new();
    for overlay in overlays {
        actions.extend(apply_overlay(&mut tree, overlay)?);
    }
    Ok((tree.into_document(), actions))
}

fn apply_overlay(
    tree: &mut Node,
    overlay: &File,
) -> std::result::Result<Vec<AppliedAction>, Vec<Error>> {
    let mut errors = Vec::new();
    let mut applied = Vec::new();
    match load(&overlay.text).and_then(|document| Ok((actions(&document)?, document))) {
        Ok((actions, document)) => {
            for action in actions {
                match apply::apply(tree, &action, &document) {
                    Ok(count) => applied.push((action, count)),
                    Err(error) => errors.push(error),
                }
            }
        }
        Err(error) => errors.push(error),
    }
    let pointers = errors.iter().filter_map(Error::pointer);
    let pointers = pointers.chain(applied.iter().map(|(action, _)| action.pointer.as_str()));
    let positions = Positions::find(&overlay.text, pointers);
    if !errors.is_empty() {
        let located = errors.into_iter().map(|error| {
            error.with_location(&overlay.path, |pointer| positions.line_and_column(pointer))
        });
        return Err(located.collect());
    }
    let actions = applied.into_iter().map(|(action, count)| AppliedAction {
        overlay: overlay.path.clone(),
        line: positions.line_and_column(&action.pointer).0,
        reason: one_line(action.reason.trim()),
        target: action.target,
        matches: count,
    });
    Ok(actions.collect())
}

struct Action {
    pointer: String,
    target: String,
    reason: String,
    change: Change,
    /// Whether primitive values may be targets, as in 1.1.
    allows_primitive_targets: bool,
}

enum Change {
    Remove,
    /// Merge the value at this pointer of the overlay.
    Update(String),
    /// Merge the node that a JSONPath matches in the document.
    Copy(String),
}

fn actions(overlay: &Document) -> Result<Vec<Action>> {
    let version = overlay["overlay"].as_str().unwrap_or_default();
    let is_v1_0 = version == "1.0" || version.starts_with("1.0.");
    if !is_v1_0 && version != "1.1" && !version.starts_with("1.1.") {
        bail!(
            "/overlay",
            "overlay version {version:?} is not supported: use 1.0.0 or 1.1.0"
        );
    }
    let list = overlay["actions"].as_array();
    let Some(list) = list.filter(|list| !list.is_empty()) else {
        bail!("/actions", "an overlay needs a list of actions: add one");
    };
    list.iter()
        .enumerate()
        .map(|(index, value)| action(value, is_v1_0, join_index("/actions", index)))
        .collect()
}

fn action(value: &Value, is_v1_0: bool, pointer: String) -> Result<Action> {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    for key in value.as_object().into_iter().flat_map(Map::keys) {
        let known = ["target", "description", "update", "remove", "copy"];
        if !known.contains(&key.as_str()) && !key.starts_with("x-") {
            bail!(
                join(&pointer, key),
                "{key:?} is not a field of an action: use target, description, update, copy or remove"
            );
        }
    }
    let Some(target) = text("target") else {
        bail!(
            pointer,
            "an action needs a target: add the JSONPath of what it changes"
        );
    };
    let change = match (value.get("remove"), text("copy"), value.get("update")) {
        (Some(Value::Bool(true)), _, _) => Change::Remove,
        (_, Some(_), Some(_)) => bail!(pointer, "update and copy exclude each other: keep one"),
        (_, Some(_), None) if is_v1_0 => bail!(
            join(&pointer, "copy"),
            "copy requires overlay 1.1.0: set overlay: 1.1.0"
        ),
        (_, Some(path), None) => Change::Copy(path),
        (_, None, Some(_)) => Change::Update(join(&pointer, "update")),
        (_, None, None) => bail!(
            pointer,
            "an action needs update, copy or remove: true: add one"
        ),
    };
    Ok(Action {
        target,
        reason: text("description").unwrap_or_default(),
        change,
        allows_primitive_targets: !is_v1_0,
        pointer,
    })
}
