//! Names: from the document's to Rust's. The names of this folder stand in both
//! halves of what comes out, for progenitor and in the model, so that both sides
//! of the pipeline speak of the same item. A name depends on what it names, and on
//! what would have the same name; never on an order, and never on anything else.

mod case;
mod distinct;
mod given;
mod operations;
mod spelled;
mod types;

use serde_json::Value;

pub(super) use case::Kind;
pub(super) use distinct::{Wanted, distinct};
pub(super) use given::{given, given_to_values};
pub(super) use operations::{OperationName, operation_names};
pub(super) use types::TypeNames;

/// The name of a type.
pub(super) fn type_name(name: &str) -> String {
    Kind::Type.name(name)
}

/// The name of an argument.
pub(super) fn value_name(name: &str) -> String {
    Kind::Argument.name(name)
}

/// The member `key` of `value` as a string, empty where there is none.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The member `key` of `value` as a flag, false where there is none.
pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}
