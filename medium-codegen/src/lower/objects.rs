//! Objects: their properties, and what each of those is.

use serde_json::{Map, Value, json};

use super::docs::docs;
use super::enums::or_empty;
use super::merge::{Field, fields};
use super::names::{Kind, Wanted, distinct, flag, given, type_name};
use super::references::has_secret;
use super::registry::Schemas;
use crate::document::refs;
use crate::error::Result;
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
        let reserved: &[&str] = match fields.rest {
            // typify's name for the map of further entries.
            Some(_) => &["extra"],
            None => &[],
        };
        let names = self.field_names(&fields.members, reserved)?;
        for (field, name) in fields.members.iter().zip(names) {
            let (property, schema) = self.property(rust_name, field, name)?;
            lowered.insert(property.field.clone(), schema);
            properties.push(property);
        }
        let mut object = lowered_object(lowered, properties.iter());
        let extra = fields.rest.is_some();
        if let Some((values, pointer)) = fields.rest {
            object["additionalProperties"] =
                self.lower(values, &format!("{rust_name}Value"), &pointer)?;
        }
        // typify's form of a map.
        if extra && properties.is_empty() {
            return Ok((Shape::Newtype, object));
        }
        Ok((Shape::Object(Object { properties, extra }), object))
    }

    /// The names of the fields that stand beside those of `reserved`.
    pub(super) fn field_names(
        &self,
        fields: &[Field<'_>],
        reserved: &[&str],
    ) -> Result<Vec<String>> {
        let wanted = fields.iter().map(|field| {
            Ok(Wanted {
                given: given(field.schema, Kind::Field, &field.at)?,
                place: "property".to_owned(),
                ..Wanted::new(&field.json_name, field.at.clone())
            })
        });
        let wanted = wanted.collect::<Result<Vec<_>>>()?;
        Ok(distinct(Kind::Field, &wanted, reserved, self.notes))
    }

    /// One property, whose field is named `rust_name`, and its schema for
    /// progenitor.
    pub(super) fn property(
        &mut self,
        parent: &str,
        field: &Field<'_>,
        rust_name: String,
    ) -> Result<(Property, Value)> {
        let name = &field.json_name;
        let hint = format!("{parent}{}", type_name(name));
        let (inner, empty_is_absent) = or_empty(field.schema, &field.at)?;
        let lowered = self.lower(inner, &hint, &field.at)?;
        let required = field.required && !empty_is_absent;
        let property = Property {
            json_name: name.clone(),
            field: rust_name,
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
        .map(|property| property.field.as_str())
        .collect();
    let mut object = json!({ "type": "object", "properties": lowered });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}
