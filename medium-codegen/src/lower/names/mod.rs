//! Names: from the document to Rust. The model and progenitor's document use the
//! same names, so that their items correspond. A name depends on the item and those
//! it conflicts with, never on their order.

mod case;
mod operations;
mod types;
mod unique;
mod words;
mod x_rust_name;

use serde_json::Value;

pub(super) use case::NameKind;
pub(super) use operations::{OperationName, operation_names};
pub(super) use types::TypeNames;
pub(super) use unique::{NameRequest, unique_names};
pub(super) use x_rust_name::{x_rust_name, x_rust_names_of_values};

pub(super) fn type_name(name: &str) -> String {
    NameKind::Type.name(name)
}

pub(super) fn value_name(name: &str) -> String {
    NameKind::Argument.name(name)
}

/// Returns the member `key` of `value` as a string; empty if missing.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Returns the member `key` of `value` as a boolean; false if missing.
pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}
