//! Choices: enums, `oneOf`, and the one form of `anyOf` that is understood.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::names::{flag, text, type_name, variant_name};
use super::schemas::Schemas;
use crate::error::{Refusal, Result, join};
use crate::plan::{EnumValue, Shape};
use crate::refs;

/// An enum of texts: open where it has several values, a constant where it has
/// one.
pub(crate) fn enumeration(schema: &Value, at: &str) -> Result<(Shape, Value)> {
    let pointer = join(at, "enum");
    let wires = enum_wires(schema, &pointer)?;
    let descriptions = schema.get("x-enum-descriptions");
    if let Some(descriptions) = descriptions {
        check_descriptions(descriptions, &wires, &join(at, "x-enum-descriptions"))?;
    }
    let mut values: Vec<_> = wires
        .iter()
        .map(|wire| enum_value(wire, descriptions))
        .collect();
    let mut taken = BTreeMap::new();
    for value in &values {
        if let Some(other) = taken.insert(&value.variant, &value.wire) {
            return Err(Refusal::at(
                pointer,
                format!(
                    "{:?} and {other:?} are one name in Rust: describe them in words",
                    value.wire
                ),
            ));
        }
    }
    // A pass writes the enum; typify is shown values that it can name.
    let shown: Vec<String> = (0..values.len()).map(|index| format!("v{index}")).collect();
    let lowered = json!({ "type": "string", "enum": shown });
    Ok(match values.len() {
        1 => (Shape::Constant(values.remove(0)), lowered),
        _ => (Shape::Enum(values), lowered),
    })
}

/// One value of an enum, with what the document says about it.
fn enum_value(wire: &str, descriptions: Option<&Value>) -> EnumValue {
    EnumValue {
        wire: wire.to_owned(),
        variant: variant_name(wire),
        description: descriptions
            .and_then(|map| map.get(wire))
            .and_then(Value::as_str)
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
    }
}

fn enum_wires(schema: &Value, pointer: &str) -> Result<Vec<String>> {
    let mut wires = Vec::new();
    for (index, value) in schema["enum"].as_array().into_iter().flatten().enumerate() {
        let here = join(pointer, &index.to_string());
        match value {
            Value::String(wire) if wires.contains(wire) => {
                return Err(Refusal::at(
                    here,
                    format!("{wire:?} stands here twice: keep one"),
                ));
            }
            Value::String(wire) => wires.push(wire.clone()),
            Value::Null if flag(schema, "nullable") => {}
            _ => {
                return Err(Refusal::at(
                    here,
                    "only texts are understood in an enum, and null where it is nullable: quote it",
                ));
            }
        }
    }
    if wires.is_empty() {
        return Err(Refusal::at(
            pointer,
            "an enum needs at least one value: add it",
        ));
    }
    Ok(wires)
}

fn check_descriptions(descriptions: &Value, wires: &[String], at: &str) -> Result<()> {
    let Value::Object(entries) = descriptions else {
        return Err(Refusal::at(
            at,
            "a mapping from value to description is needed here",
        ));
    };
    for (wire, description) in entries {
        if !wires.contains(wire) {
            return Err(Refusal::at(
                join(at, wire),
                format!(
                    "{wire:?} is described but not among the values: add it to `enum`, or take it out here"
                ),
            ));
        }
        if !description.is_string() {
            return Err(Refusal::at(join(at, wire), "a text is needed here"));
        }
    }
    Ok(())
}

/// A choice between schemas: an untagged enum. A discriminator must tell what
/// the variants' own constants tell, or it would be lost.
pub(crate) fn one_of(
    schemas: &mut Schemas<'_>,
    rust: &str,
    schema: &Value,
    at: &str,
) -> Result<(Shape, Value)> {
    let pointer = join(at, "oneOf");
    let parts = schema["oneOf"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if parts.len() < 2 {
        return Err(Refusal::at(
            pointer,
            "a choice needs at least two schemas: add one, or write the one itself",
        ));
    }
    let mut lowered = Vec::new();
    let mut names = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let here = join(&pointer, &index.to_string());
        if schemas.is_nullable(part) {
            return Err(Refusal::at(
                here,
                "a nullable choice is not understood: say nullable beside oneOf",
            ));
        }
        let title = text(part, "title");
        let hint = match title {
            "" => format!("{rust}Choice{}", index + 1),
            title => format!("{rust}{}", type_name(title)),
        };
        let choice = schemas.lower(part, &hint, &here)?;
        if lowered.contains(&choice) {
            return Err(Refusal::at(
                here,
                "this choice can't be told from an earlier one: keep one",
            ));
        }
        names.push(refs::schema_name(&choice).unwrap_or(hint));
        lowered.push(choice);
    }
    if let Some(discriminator) = schema.get("discriminator") {
        check_discriminator(schemas, discriminator, parts, &join(at, "discriminator"))?;
    }
    Ok((Shape::OneOf(names), json!({ "oneOf": lowered })))
}

fn check_discriminator(
    schemas: &Schemas<'_>,
    discriminator: &Value,
    parts: &[Value],
    at: &str,
) -> Result<()> {
    let property = text(discriminator, "propertyName");
    for part in parts {
        let name = refs::schema_name(part).ok_or_else(|| {
            Refusal::at(at, "a discriminator needs choices that are references: name them under components/schemas")
        })?;
        let target = refs::follow(schemas.document, part);
        let constant = super::merge::fields(schemas.document, target, at)?
            .members
            .iter()
            .find(|field| field.wire == property && field.required)
            .and_then(|field| refs::follow(schemas.document, field.schema).get("enum"))
            .and_then(|values| match values.as_array().map(Vec::as_slice) {
                Some([Value::String(one)]) => Some(one.clone()),
                _ => None,
            })
            .ok_or_else(|| {
                Refusal::at(
                    at,
                    format!("{name} does not tell itself from the others: require {property:?} there, as an enum with one value"),
                )
            })?;
        let mapped = discriminator
            .get("mapping")
            .and_then(|mapping| mapping.get(&constant))
            .and_then(Value::as_str)
            .unwrap_or(&constant);
        if mapped.rsplit('/').next() != Some(name.as_str()) {
            return Err(Refusal::at(
                at,
                format!(
                    "{property:?} is {constant:?} in {name}, but the mapping does not lead from there to it: correct the mapping"
                ),
            ));
        }
    }
    Ok(())
}

/// Takes apart `anyOf: [X, {enum: [""]}]`: X, and whether `""` may stand for
/// nothing.
pub(crate) fn or_empty<'a>(schema: &'a Value, at: &str) -> Result<(&'a Value, bool)> {
    let Some(Value::Array(parts)) = schema.get("anyOf") else {
        return Ok((schema, false));
    };
    super::kinds::check_kind(schema, at)?;
    let is_empty_text = |part: &Value| matches!(part.get("enum"), Some(Value::Array(values)) if matches!(values.as_slice(), [Value::String(text)] if text.is_empty()));
    match parts.as_slice() {
        [value, empty] if is_empty_text(empty) && !is_empty_text(value) => Ok((value, true)),
        [empty, value] if is_empty_text(empty) && !is_empty_text(value) => Ok((value, true)),
        _ => Err(any_of(at)),
    }
}

/// The refusal of every other `anyOf`.
pub(crate) fn any_of(at: &str) -> Refusal {
    Refusal::at(
        join(at, "anyOf"),
        "anyOf is understood only as a property's `anyOf: [X, {type: string, enum: [\"\"]}]`: use oneOf",
    )
}
