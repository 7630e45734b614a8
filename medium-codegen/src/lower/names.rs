//! Names: from the document's to Rust's, the way progenitor and typify make
//! them, so that both sides of the pipeline speak of the same item.

use heck::{ToPascalCase, ToSnakeCase};
use serde_json::Value;
use unicode_ident::{is_xid_continue, is_xid_start};

use crate::error::{Result, bail};

/// The name of a type, as typify makes it.
pub(super) fn type_name(name: &str) -> String {
    identifier(name, |text| text.to_pascal_case(), "X")
}

/// The name of a field, as typify makes it.
pub(super) fn field_name(name: &str) -> String {
    identifier(name, |text| text.to_snake_case(), "x")
}

/// The name of a method or an argument, as progenitor makes it.
pub(super) fn value_name(name: &str) -> String {
    identifier(name, |text| text.to_snake_case(), "_")
}

fn identifier(name: &str, case: fn(&str) -> String, prefix: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| *c != '\'')
        .map(|c| if is_xid_continue(c) { c } else { '-' })
        .collect();
    // Twice: what comes out is read once more behind us, and has to stay.
    let mut out = match name {
        "+1" => case("plus1"),
        "-1" => case("minus1"),
        _ => case(&case(&plain)),
    };
    if !out.chars().next().is_some_and(is_xid_start) {
        out.insert_str(0, prefix);
    }
    if out == "gen" || syn::parse_str::<syn::Ident>(&out).is_err() {
        out.push('_');
    }
    out
}

/// Refuses names that would not survive the way to Rust: the document's own
/// rule for names under `components`, and at least one ASCII letter.
pub(super) fn check_component(name: &str, pointer: &str) -> Result<()> {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if name.chars().all(legal) && has_letter(name) {
        return Ok(());
    }
    bail!(
        pointer,
        "{name:?} can't name a component: use letters, digits, `.`, `-` and `_`"
    )
}

/// Refuses names of which no Rust identifier can be made.
pub(super) fn check_json_name(name: &str, pointer: &str) -> Result<()> {
    if has_letter(name) {
        return Ok(());
    }
    bail!(
        pointer,
        "no Rust name can be made of {name:?}: it needs an ASCII letter"
    )
}

fn has_letter(name: &str) -> bool {
    name.chars().any(|c| c.is_ascii_alphabetic())
}

/// The variant's name for one value of an enum: every text has one.
pub(super) fn variant_name(value: &str) -> String {
    if value.is_empty() {
        return "Empty".to_owned();
    }
    if value.chars().any(|c| c.is_alphanumeric()) {
        // `-1` and `1` are two values.
        let signed = match value.as_bytes() {
            [b'-', b'0'..=b'9', ..] => format!("minus {}", &value[1..]),
            [b'+', b'0'..=b'9', ..] => format!("plus {}", &value[1..]),
            _ => value.to_owned(),
        };
        return type_name(&signed);
    }
    let points: Vec<String> = value.chars().map(|c| format!("{:04X}", c as u32)).collect();
    format!("U{}", points.join("U"))
}

/// The member `key` of `value` as a string, empty where there is none.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The member `key` of `value` as a flag, false where there is none.
pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}
