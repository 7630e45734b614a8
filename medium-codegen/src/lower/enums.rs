//! Enums, and the one form of `anyOf` that is supported.

use serde_json::{Value, json};

use super::kinds::check_kind;
use super::names::{Kind, Wanted, distinct, flag, given_to_values};
use crate::error::{Diagnostic, Result, bail, join};
use crate::model::{EnumValue, Shape};
use crate::notes::Notes;

/// An enum of strings: open where it has several values, a constant where it has
/// one.
pub(super) fn enumeration(schema: &Value, notes: &Notes, at: &str) -> Result<(Shape, Value)> {
    let pointer = join(at, "enum");
    let strings = enum_values(schema, &pointer)?;
    let descriptions = schema.get("x-enum-descriptions");
    if let Some(descriptions) = descriptions {
        check_descriptions(descriptions, &strings, &join(at, "x-enum-descriptions"))?;
    }
    let variants = variants(&strings, schema, notes, at)?;
    let mut values: Vec<_> = strings
        .iter()
        .zip(variants)
        .map(|(text, variant)| enum_value(text, variant, descriptions))
        .collect();
    // The enum is written by us; typify is shown values that it can name.
    let shown: Vec<String> = (0..values.len()).map(|index| format!("v{index}")).collect();
    let lowered = json!({ "type": "string", "enum": shown });
    Ok(match values.len() {
        1 => (Shape::Constant(values.remove(0)), lowered),
        _ => (Shape::Enum(values), lowered),
    })
}

/// The names of the values.
fn variants(strings: &[String], schema: &Value, notes: &Notes, at: &str) -> Result<Vec<String>> {
    let mut given = given_to_values(schema, at)?;
    let pointer = join(at, "enum");
    let wanted: Vec<Wanted> = strings
        .iter()
        .map(|text| Wanted {
            given: given.remove(text),
            ..Wanted::new(text, pointer.clone())
        })
        .collect();
    Ok(distinct(Kind::Variant, &wanted, &[], notes))
}

/// One value of an enum, with what the document says about it.
fn enum_value(text: &str, variant: String, descriptions: Option<&Value>) -> EnumValue {
    EnumValue {
        json: text.to_owned(),
        variant,
        description: descriptions
            .and_then(|map| map.get(text))
            .and_then(Value::as_str)
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
    }
}

fn enum_values(schema: &Value, pointer: &str) -> Result<Vec<String>> {
    let mut strings = Vec::new();
    for (index, value) in schema["enum"].as_array().into_iter().flatten().enumerate() {
        let here = join(pointer, &index.to_string());
        match value {
            Value::String(text) if strings.contains(text) => {
                bail!(here, "{text:?} stands here twice: keep one");
            }
            Value::String(text) => strings.push(text.clone()),
            Value::Null if flag(schema, "nullable") => {}
            _ => {
                bail!(
                    here,
                    "only strings are supported in an enum, and null where it is nullable: quote it"
                );
            }
        }
    }
    if strings.is_empty() {
        bail!(pointer, "an enum needs at least one value: add it");
    }
    Ok(strings)
}

fn check_descriptions(descriptions: &Value, strings: &[String], at: &str) -> Result<()> {
    let Value::Object(entries) = descriptions else {
        bail!(at, "a mapping from value to description is needed here");
    };
    for (text, description) in entries {
        if !strings.contains(text) {
            bail!(
                join(at, text),
                "{text:?} is described but not among the values: add it to `enum`, or take it out here"
            );
        }
        if !description.is_string() {
            bail!(join(at, text), "a string is needed here");
        }
    }
    Ok(())
}

/// Takes apart `anyOf: [X, {enum: [""]}]`: X, and whether `""` may stand for
/// nothing.
pub(super) fn or_empty<'a>(schema: &'a Value, at: &str) -> Result<(&'a Value, bool)> {
    let Some(Value::Array(parts)) = schema.get("anyOf") else {
        return Ok((schema, false));
    };
    check_kind(schema, at)?;
    let is_empty_text = |part: &Value| matches!(part.get("enum"), Some(Value::Array(values)) if matches!(values.as_slice(), [Value::String(text)] if text.is_empty()));
    match parts.as_slice() {
        [value, empty] if is_empty_text(empty) && !is_empty_text(value) => Ok((value, true)),
        [empty, value] if is_empty_text(empty) && !is_empty_text(value) => Ok((value, true)),
        _ => Err(any_of(at)),
    }
}

/// The refusal of every other `anyOf`.
pub(super) fn any_of(at: &str) -> Diagnostic {
    Diagnostic::at(
        join(at, "anyOf"),
        "anyOf is supported only as a property's `anyOf: [X, {type: string, enum: [\"\"]}]`: use oneOf",
    )
}
