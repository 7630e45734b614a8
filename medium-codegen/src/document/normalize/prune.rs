//! Removes invalid parts, so that the next steps can report other errors.

use serde_json::{Value, json};

use super::split;
use crate::document::check::Checked;

pub(super) fn prune(document: &mut Value, checked: &Checked) {
    for pointer in &checked.broken_references {
        if let Some(value) = document.pointer_mut(pointer) {
            *value = json!({});
        }
    }
    for pointer in &checked.invalid_parts {
        let Some((parent, key)) = split(pointer) else {
            continue;
        };
        match document.pointer_mut(parent) {
            Some(Value::Object(members)) => {
                members.remove(&key);
            }
            // The other items keep their indexes.
            Some(Value::Array(_)) => {
                if let Some(item) = document.pointer_mut(pointer) {
                    *item = Value::Null;
                }
            }
            _ => {}
        }
    }
}
