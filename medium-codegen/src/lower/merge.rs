//! The properties of an object, `allOf` merged in: typify never sees `allOf`,
//! on which it can run in circles.

use std::collections::BTreeMap;

use serde_json::Value;

use super::names::text;
use crate::error::{Refusal, Result, join};
use crate::refs;

/// One property of an object, and where it is written.
pub(crate) struct Field<'a> {
    pub(crate) wire: String,
    pub(crate) schema: &'a Value,
    pub(crate) at: String,
    pub(crate) required: bool,
}

/// All properties, the required ones first and in the order of `required`.
pub(crate) struct Fields<'a> {
    pub(crate) members: Vec<Field<'a>>,
    /// The schema of further properties, and where it is written.
    pub(crate) rest: Option<(&'a Value, String)>,
}

#[derive(Default)]
struct Merged<'a> {
    properties: BTreeMap<&'a str, (&'a Value, String)>,
    required: Vec<(&'a str, String)>,
    rest: Option<(&'a Value, String)>,
}

pub(crate) fn fields<'a>(document: &'a Value, schema: &'a Value, at: &str) -> Result<Fields<'a>> {
    let mut merged = Merged::default();
    merged.add(document, schema, at)?;
    let mut members = Vec::new();
    for (wire, pointer) in &merged.required {
        match merged.properties.remove_entry(wire) {
            Some((wire, (schema, at))) => members.push(field(wire, schema, at, true)),
            None if members.iter().any(|field: &Field<'_>| field.wire == *wire) => {}
            None => {
                return Err(Refusal::at(
                    pointer,
                    format!(
                        "{wire:?} is required but not among the properties: add it, or take it out of `required`"
                    ),
                ));
            }
        }
    }
    for (wire, (schema, at)) in merged.properties {
        members.push(field(wire, schema, at, false));
    }
    Ok(Fields {
        members,
        rest: merged.rest,
    })
}

fn field<'a>(wire: &str, schema: &'a Value, at: String, required: bool) -> Field<'a> {
    Field {
        wire: wire.to_owned(),
        schema,
        at,
        required,
    }
}

impl<'a> Merged<'a> {
    fn add(&mut self, document: &'a Value, schema: &'a Value, at: &str) -> Result<()> {
        if let Some(Value::Object(properties)) = schema.get("properties") {
            for (wire, property) in properties {
                self.property(wire, property, join(&join(at, "properties"), wire))?;
            }
        }
        if let Some(Value::Array(names)) = schema.get("required") {
            let pointer = join(at, "required");
            let names = names.iter().filter_map(Value::as_str);
            self.required
                .extend(names.map(|name| (name, pointer.clone())));
        }
        if let Some(values @ Value::Object(_)) = schema.get("additionalProperties") {
            self.rest = Some((values, join(at, "additionalProperties")));
        }
        if let Some(Value::Array(parts)) = schema.get("allOf") {
            for (index, part) in parts.iter().enumerate() {
                let pointer = join(&join(at, "allOf"), &index.to_string());
                self.part(document, refs::follow(document, part), &pointer)?;
            }
        }
        Ok(())
    }

    fn part(&mut self, document: &'a Value, part: &'a Value, at: &str) -> Result<()> {
        let kind = text(part, "type");
        let choice = ["oneOf", "anyOf", "enum"]
            .iter()
            .any(|key| part.get(key).is_some());
        if choice || !(kind == "object" || kind.is_empty()) {
            return Err(Refusal::at(
                at,
                "allOf is understood for objects only: write this schema out",
            ));
        }
        super::kinds::check_kind(part, at)?;
        self.add(document, part, at)
    }

    fn property(&mut self, wire: &'a str, schema: &'a Value, at: String) -> Result<()> {
        match self.properties.get(wire) {
            Some((other, _)) if *other != schema => Err(Refusal::at(
                at,
                format!("allOf gives {wire:?} two different schemas: keep one"),
            )),
            _ => {
                self.properties.insert(wire, (schema, at));
                Ok(())
            }
        }
    }
}
