//! Names: from the document's to Rust's, the way progenitor and typify make
//! them, so that both sides of the pipeline speak of the same item.

use heck::{ToPascalCase, ToSnakeCase};
use serde_json::Value;

use crate::error::{Refusal, Result};

/// The name of a type or a variant.
pub(crate) fn type_name(name: &str) -> String {
    identifier(name, |text| text.to_pascal_case())
}

/// The name of a method, an argument or a field.
pub(crate) fn value_name(name: &str) -> String {
    identifier(name, |text| text.to_snake_case())
}

fn identifier(name: &str, case: fn(&str) -> String) -> String {
    let plain: String = name
        .chars()
        .filter(|c| *c != '\'')
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let mut out = case(&case(&plain));
    if out.chars().next().is_none_or(|c| c.is_ascii_digit()) {
        out.insert(0, '_');
    }
    if syn::parse_str::<syn::Ident>(&out).is_err() {
        out.push('_');
    }
    out
}

/// Refuses names that would not survive the way to Rust: the document's own
/// rule for names under `components`, and at least one ASCII letter.
pub(crate) fn check_component(name: &str, pointer: &str) -> Result<()> {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if name.chars().all(legal) && has_letter(name) {
        return Ok(());
    }
    Err(Refusal::at(
        pointer,
        format!("{name:?} can't name a component: use letters, digits, `.`, `-` and `_`"),
    ))
}

/// Refuses wire names of which no Rust identifier can be made.
pub(crate) fn check_wire(name: &str, pointer: &str) -> Result<()> {
    if has_letter(name) {
        return Ok(());
    }
    Err(Refusal::at(
        pointer,
        format!("no Rust name can be made of {name:?}: it needs an ASCII letter"),
    ))
}

fn has_letter(name: &str) -> bool {
    name.chars().any(|c| c.is_ascii_alphabetic())
}

/// The variant's name for one value of an enum.
pub(crate) fn variant_name(value: &str) -> String {
    type_name(value)
}

/// The member `key` of `value` as a text, empty where there is none.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The member `key` of `value` as a flag, false where there is none.
pub(crate) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}
