//! `x-rust-name`: a name chosen by the document.

use std::collections::BTreeMap;

use serde_json::Value;

use super::case::NameKind;
use crate::error::{Result, bail, join};

/// Returns the name that the object at `pointer` chooses for itself.
pub(crate) fn x_rust_name(object: &Value, kind: NameKind, pointer: &str) -> Result<Option<String>> {
    match object.get("x-rust-name").and_then(Value::as_str) {
        Some(name) => check_name(name, kind, &join(pointer, "x-rust-name")).map(Some),
        None => Ok(None),
    }
}

/// Returns the names that an enum chooses for its values: value → name.
pub(crate) fn x_rust_names_of_values(
    schema: &Value,
    pointer: &str,
) -> Result<BTreeMap<String, String>> {
    let names_pointer = join(pointer, "x-rust-name");
    let mut names = BTreeMap::new();
    let entries = schema.get("x-rust-name").and_then(Value::as_object);
    for (value, name) in entries.into_iter().flatten() {
        let here = join(&names_pointer, value);
        let Some(name) = name.as_str() else {
            bail!(here, "expected a string: the Rust name of this value");
        };
        let known = schema.get("enum").and_then(Value::as_array);
        // Numbers and booleans are written as in JSON.
        let is_value = |listed: &Value| match listed.as_str() {
            Some(text) => text == value,
            None => serde_json::from_str::<Value>(value).is_ok_and(|read| read == *listed),
        };
        if !known.is_some_and(|known| known.iter().any(is_value)) {
            bail!(here, "{value:?} is not a value of the enum: correct it");
        }
        names.insert(value.clone(), check_name(name, NameKind::Variant, &here)?);
    }
    Ok(names)
}

fn check_name(name: &str, kind: NameKind, pointer: &str) -> Result<String> {
    let right = kind.name(name);
    if right != name {
        bail!(
            pointer,
            "{name:?} is not a valid Rust name here: write {right:?}"
        );
    }
    Ok(right)
}
