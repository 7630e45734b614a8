//! Objects: their properties, and what each of those is.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::docs::docs;
use super::enums::or_empty;
use super::merge::{Field, fields};
use super::names::{check_json_name, field_name, flag, type_name};
use super::references::has_secret;
use super::registry::Schemas;
use crate::document::refs;
use crate::error::{Result, bail, join};
use crate::model::{Docs, Object, Property, Shape};

impl Schemas<'_> {
    pub(super) fn object(
        &mut self,
        rust_name: &str,
        schema: &Value,
        at: &str,
    ) -> Result<(Shape, Value)> {
        let fields = fields(self.document, schema, at)?;
        let mut properties = Vec::new();
        let mut lowered = Map::new();
        for field in &fields.members {
            let (property, schema) = self.property(rust_name, field)?;
            lowered.insert(field.json_name.clone(), schema);
            properties.push(property);
        }
        check_field_names(&properties, at)?;
        let mut object = lowered_object(lowered, properties.iter());
        let extra = fields.rest.is_some();
        if let Some((values, pointer)) = fields.rest {
            check_extra(&properties, &pointer)?;
            object["additionalProperties"] =
                self.lower(values, &format!("{rust_name}Value"), &pointer)?;
        }
        // typify's form of a map.
        if extra && properties.is_empty() {
            return Ok((Shape::Newtype, object));
        }
        Ok((Shape::Object(Object { properties, extra }), object))
    }

    /// One property, and its schema for progenitor.
    pub(super) fn property(
        &mut self,
        parent: &str,
        field: &Field<'_>,
    ) -> Result<(Property, Value)> {
        let name = &field.json_name;
        check_json_name(name, &field.at)?;
        let hint = format!("{parent}{}", type_name(name));
        let (inner, empty_is_absent) = or_empty(field.schema, &field.at)?;
        let lowered = self.lower(inner, &hint, &field.at)?;
        let required = field.required && !empty_is_absent;
        let property = Property {
            pointer: field.at.clone(),
            json_name: name.clone(),
            field: field_name(name),
            required,
            docs: Docs {
                deprecated: flag(field.schema, "deprecated"),
                ..docs(self.document, field.schema)
            },
            empty_is_absent,
            secret: has_secret(&lowered),
            constant: required && self.is_constant(&lowered),
        };
        Ok((property, lowered))
    }

    fn is_constant(&self, lowered: &Value) -> bool {
        match (self.shape(lowered), refs::schema_name(lowered)) {
            (Some(shape), _) => matches!(shape, Shape::Constant(_)),
            // A component that comes later.
            (None, Some(rust_name)) => self.component_is_constant(&rust_name),
            (None, None) => false,
        }
    }

    fn component_is_constant(&self, rust_name: &str) -> bool {
        self.by_rust.get(rust_name).is_some_and(|entry| {
            matches!(refs::follow(self.document, entry).get("enum"), Some(Value::Array(values)) if values.len() == 1)
        })
    }
}

/// An object for progenitor.
pub(super) fn lowered_object<'p>(
    lowered: Map<String, Value>,
    properties: impl Iterator<Item = &'p Property>,
) -> Value {
    let required: Vec<&str> = properties
        .filter(|property| property.required)
        .map(|property| property.json_name.as_str())
        .collect();
    let mut object = json!({ "type": "object", "properties": lowered });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// typify's name for the map of further entries.
fn check_extra(properties: &[Property], at: &str) -> Result<()> {
    match properties.iter().find(|p| p.field == "extra") {
        Some(extra) => bail!(
            at,
            "further entries and {:?} are one name in Rust: leave additionalProperties out",
            extra.json_name
        ),
        None => Ok(()),
    }
}

/// Refuses two properties that are one field in Rust.
fn check_field_names(properties: &[Property], at: &str) -> Result<()> {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for property in properties {
        if let Some(other) = taken.insert(&property.field, &property.json_name) {
            bail!(
                join(&join(at, "properties"), &property.json_name),
                "{:?} and {other:?} are one name in Rust: rename one",
                property.json_name
            );
        }
    }
    Ok(())
}
