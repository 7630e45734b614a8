//! The properties of an object, `allOf` merged in: typify never sees `allOf`,
//! on which it can run in circles.

use std::collections::BTreeMap;

use serde_json::Value;

use super::kinds::check_kind;
use super::names::text;
use crate::document::{Document, refs};
use crate::error::{Result, bail, join};

/// One property of an object, and where it is written.
pub(super) struct Field<'a> {
    pub(super) json_name: String,
    pub(super) schema: &'a Value,
    pub(super) at: String,
    pub(super) required: bool,
}

/// All properties, in the order of the document.
pub(super) struct Fields<'a> {
    pub(super) members: Vec<Field<'a>>,
    /// The schema of further properties, and where it is written.
    pub(super) rest: Option<(&'a Value, String)>,
}

#[derive(Default)]
struct Merged<'a> {
    members: Vec<Field<'a>>,
    /// Name → place in `members`.
    places: BTreeMap<&'a str, usize>,
    required: Vec<(&'a str, String)>,
    rest: Option<(&'a Value, String)>,
}

pub(super) fn fields<'a>(
    document: &'a Document,
    schema: &'a Value,
    at: &str,
) -> Result<Fields<'a>> {
    let mut merged = Merged::default();
    merged.add(document, schema, at)?;
    for (name, pointer) in &merged.required {
        let field = merged
            .places
            .get(name)
            .map(|place| &mut merged.members[*place]);
        match field {
            Some(field) => field.required = true,
            None => {
                bail!(
                    pointer,
                    "{name:?} is required but not among the properties: add it, or take it out of `required`"
                );
            }
        }
    }
    Ok(Fields {
        members: merged.members,
        rest: merged.rest,
    })
}

impl<'a> Merged<'a> {
    fn add(&mut self, document: &'a Document, schema: &'a Value, at: &str) -> Result<()> {
        let pointer = join(at, "properties");
        for (name, property) in document.entries(&schema["properties"], &pointer) {
            self.property(name, property, join(&pointer, name))?;
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
                let (part, pointer) = refs::resolve(document, part, &pointer);
                self.part(document, part, &pointer)?;
            }
        }
        Ok(())
    }

    fn part(&mut self, document: &'a Document, part: &'a Value, at: &str) -> Result<()> {
        let kind = text(part, "type");
        let choice = ["oneOf", "anyOf", "enum"]
            .iter()
            .any(|key| part.get(key).is_some());
        if choice || !(kind == "object" || kind.is_empty()) {
            bail!(
                at,
                "allOf is supported for objects only: write this schema out"
            );
        }
        check_kind(part, at)?;
        self.add(document, part, at)
    }

    fn property(&mut self, name: &'a str, schema: &'a Value, at: String) -> Result<()> {
        match self.places.get(name) {
            Some(place) if self.members[*place].schema != schema => {
                bail!(at, "allOf gives {name:?} two different schemas: keep one")
            }
            Some(_) => Ok(()),
            None => {
                self.places.insert(name, self.members.len());
                self.members.push(Field {
                    json_name: name.to_owned(),
                    schema,
                    at,
                    required: false,
                });
                Ok(())
            }
        }
    }
}
