//! Enums, and the form of `anyOf` with an empty string.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::all_of::Parts;
use super::names::{NameKind, NameRequest, unique_names, x_rust_names_of_values};
use super::schema_kind::only_describes;
use super::schema_registry::Schemas;
use crate::error::{Result, bail, join};
use crate::model::{EnumValue, Shape};

impl Schemas<'_> {
    /// Lowers an enum: open if it has several values, a constant if it is one string.
    pub(super) fn enumeration(&mut self, parts: &Parts<'_>) -> Result<(Shape, Value)> {
        let (_, pointer) = parts.last("enum").unwrap_or((&Value::Null, String::new()));
        let kind = parts.json_type().unwrap_or_default();
        let texts = self.convert_values(parts, kind, &pointer);
        let strings = texts.iter().all(Value::is_string);
        let described = parts.last("x-enum-descriptions");
        if let Some((descriptions, pointer)) = &described {
            check_descriptions(descriptions, &texts, pointer)?;
        }
        let descriptions = described.map(|(descriptions, _)| descriptions);
        let variants = self.variants(parts, &texts, &pointer)?;
        let mut values: Vec<EnumValue> = texts
            .iter()
            .zip(variants)
            .enumerate()
            .map(|(index, (value, variant))| EnumValue {
                variant,
                description: description(descriptions, &text_or_json(value), index),
                json: if strings {
                    text_or_json(value)
                } else {
                    value.to_string()
                },
            })
            .collect();
        // The generator writes the enum itself; progenitor only needs its JSON type.
        // Without a type, it is text as a parameter, even if its values are mixed.
        let json_type = if kind.is_empty() { "string" } else { kind };
        let lowered = json!({ "type": json_type, "enum": [] });
        Ok(match (strings, values.len()) {
            (true, 1) => (Shape::Constant(values.remove(0)), lowered),
            (true, _) => (Shape::Enum(values), lowered),
            (false, _) => (Shape::ValueEnum(values), lowered),
        })
    }

    /// Returns the values converted to the enum's type, without duplicates.
    fn convert_values(&self, parts: &Parts<'_>, kind: &str, pointer: &str) -> Vec<Value> {
        let listed = values(parts);
        let converted: Vec<Value> = listed.iter().map(|value| convert(kind, value)).collect();
        if converted
            .iter()
            .zip(&listed)
            .any(|(text, value)| text != *value)
        {
            let message =
                format!("an enum of type {kind} has values of another type: treated as {kind}");
            self.warn(pointer, message);
        }
        let mut texts: Vec<Value> = Vec::new();
        for value in converted {
            if !texts.contains(&value) {
                texts.push(value);
            }
        }
        texts
    }

    fn variants(&self, parts: &Parts<'_>, values: &[Value], pointer: &str) -> Result<Vec<String>> {
        let mut x_rust_names = BTreeMap::new();
        for part in &parts.all {
            if part.schema.get("enum").is_some() {
                x_rust_names.extend(x_rust_names_of_values(part.schema, &part.pointer)?);
            }
        }
        let requests: Vec<NameRequest> = values
            .iter()
            .map(|value| {
                let text = text_or_json(value);
                NameRequest {
                    x_rust_name: x_rust_names.remove(&text),
                    ..NameRequest::new(&text, pointer.to_owned())
                }
            })
            .collect();
        Ok(unique_names(
            NameKind::Variant,
            &requests,
            &[],
            self.warnings,
        ))
    }
}

/// Returns the values without null. If several parts list values, those in all lists;
/// without any, those of the last list.
fn values<'a>(parts: &Parts<'a>) -> Vec<&'a Value> {
    let mut values: Vec<&Value> = Vec::new();
    for part in &parts.all {
        let Some(Value::Array(own_values)) = part.schema.get("enum") else {
            continue;
        };
        let own_values: Vec<&Value> = own_values.iter().filter(|value| !value.is_null()).collect();
        let both: Vec<&Value> = own_values
            .iter()
            .copied()
            .filter(|value| values.contains(value))
            .collect();
        values = if both.is_empty() { own_values } else { both };
    }
    values
}

/// Returns whether an enum is one string.
pub(super) fn is_constant(parts: &Parts<'_>) -> bool {
    let kind = parts.json_type().unwrap_or_default();
    matches!(values(parts).as_slice(), [one] if convert(kind, one).is_string())
}

/// Converts a value to the type `kind`: in YAML, `1` and `true` are not strings,
/// and documents quote numbers.
fn convert(kind: &str, value: &Value) -> Value {
    match (kind, value) {
        ("string", Value::Number(_) | Value::Bool(_)) => Value::String(text_or_json(value)),
        ("integer" | "number" | "boolean", Value::String(text)) => {
            let read: Option<Value> = serde_json::from_str(text.trim()).ok();
            read.filter(|read| read.is_number() || read.is_boolean())
                .unwrap_or_else(|| value.clone())
        }
        _ => value.clone(),
    }
}

/// Returns a string unchanged, any other value as JSON.
fn text_or_json(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the description of a value: by the value or, as other tools write it, by its
/// index in the enum.
fn description(descriptions: Option<&Value>, text: &str, index: usize) -> Option<String> {
    let description = match descriptions? {
        Value::Array(list) => list.get(index)?,
        map => map.get(text)?,
    };
    let description = description.as_str()?;
    (!description.trim().is_empty()).then(|| description.to_owned())
}

fn check_descriptions(descriptions: &Value, values: &[Value], pointer: &str) -> Result<()> {
    if descriptions.is_array() {
        return Ok(());
    }
    let Value::Object(entries) = descriptions else {
        bail!(pointer, "expected an object: a description for each value");
    };
    for (text, description) in entries {
        if !values.iter().any(|value| text_or_json(value) == *text) {
            bail!(
                join(pointer, text),
                "{text:?} is described, but not in `enum`: add it there, or remove it here"
            );
        }
        if !description.is_string() {
            bail!(
                join(pointer, text),
                "expected a string: the description of the value"
            );
        }
    }
    Ok(())
}

/// Splits `anyOf: [X, {enum: [""]}]` into X, and whether `""` means absent.
pub(super) fn or_empty(schema: &Value) -> (&Value, bool) {
    let is_empty_text = |part: &Value| part.get("enum") == Some(&json!([""]));
    let subschemas = schema.get("anyOf").and_then(Value::as_array);
    match subschemas.map(Vec::as_slice) {
        Some([value, empty] | [empty, value])
            if is_empty_text(empty)
                && !is_empty_text(value)
                && only_describes(schema, &["anyOf"]) =>
        {
            (value, true)
        }
        _ => (schema, false),
    }
}
