//! Objects: their properties, and what each of those is.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::merge::{Field, fields};
use super::names::{check_wire, field_name, flag, type_name};
use super::notes::docs;
use super::schemas::Schemas;
use crate::error::{Refusal, Result, join};
use crate::plan::{Docs, Property, Shape};
use crate::refs;

impl Schemas<'_> {
    pub(super) fn object(
        &mut self,
        rust: &str,
        schema: &Value,
        at: &str,
    ) -> Result<(Shape, Value)> {
        let fields = fields(self.document, schema, at)?;
        let mut properties = Vec::new();
        let mut lowered = Map::new();
        let mut required = Vec::new();
        for field in &fields.members {
            let (property, schema) = self.property(rust, field)?;
            if property.required {
                required.push(Value::String(field.wire.clone()));
            }
            lowered.insert(field.wire.clone(), schema);
            properties.push(property);
        }
        check_field_names(&properties, at)?;
        let mut object = json!({ "type": "object", "properties": lowered });
        if !required.is_empty() {
            object["required"] = Value::Array(required);
        }
        if let Some((values, pointer)) = fields.rest {
            if let Some(extra) = properties.iter().find(|p| p.field == "extra") {
                return Err(Refusal::at(
                    pointer,
                    format!(
                        "further entries and {:?} are one name in Rust: leave additionalProperties out",
                        extra.wire
                    ),
                ));
            }
            object["additionalProperties"] =
                self.lower(values, &format!("{rust}Value"), &pointer)?;
        }
        Ok((Shape::Object(properties), object))
    }

    /// One property: what the plan knows of it, and its schema for progenitor.
    pub(crate) fn property(
        &mut self,
        parent: &str,
        field: &Field<'_>,
    ) -> Result<(Property, Value)> {
        let Field {
            wire,
            schema,
            at,
            required,
        } = field;
        check_wire(wire, at)?;
        let hint = format!("{parent}{}", type_name(wire));
        let (inner, empty_is_absent) = super::choices::or_empty(schema, at)?;
        let lowered = self.lower(inner, &hint, at)?;
        let secret = super::has_secret(&lowered);
        let property = Property {
            wire: wire.clone(),
            field: field_name(wire),
            required: *required && !empty_is_absent,
            docs: Docs {
                deprecated: flag(schema, "deprecated"),
                ..docs(self.document, schema)
            },
            empty_is_absent,
            secret,
            constant: self.constant(&lowered),
        };
        Ok((property, lowered))
    }

    fn constant(&self, lowered: &Value) -> Option<String> {
        let rust = refs::schema_name(lowered)?;
        let named = match self.plan.get(&rust) {
            Some(schema) => matches!(schema.shape, Shape::Constant(_)),
            // Components come in the order of their names: this one may be next.
            None => self.component_is_constant(&rust),
        };
        named.then_some(rust)
    }

    fn component_is_constant(&self, rust: &str) -> bool {
        self.by_rust.get(rust).is_some_and(|entry| {
            matches!(refs::follow(self.document, entry).get("enum"), Some(Value::Array(values)) if values.len() == 1)
        })
    }
}

/// Two properties that are one field in Rust, and names that the generated
/// methods of a request need themselves.
fn check_field_names(properties: &[Property], at: &str) -> Result<()> {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for property in properties {
        if let Some(other) = taken.insert(&property.field, &property.wire) {
            return Err(Refusal::at(
                join(&join(at, "properties"), &property.wire),
                format!(
                    "{:?} and {other:?} are one name in Rust: rename one",
                    property.wire
                ),
            ));
        }
    }
    Ok(())
}
