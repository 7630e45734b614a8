//! The schemas for typify: a struct with a required field per property or subschema, or a list, a
//! map or a primitive value. typify chooses the types of fields and boxes recursive ones. JSON
//! names, null, absence and unions are in the model, and typify never gets them.

use std::collections::BTreeMap;

use openapiv3::{BooleanType, ObjectType, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use super::openapiv3_schema::{boxed, schema, to_openapiv3};
use super::schema_registry::Named;
use crate::error::Result;
use crate::model::Shape;

pub(crate) const EXTRA: &str = "extra";

/// Returns the field of the property at `index`.
pub(crate) fn property_field(index: usize) -> String {
    format!("f{index}")
}

/// Returns the field of the subschema at `index`.
pub(crate) fn subschema_field(index: usize) -> String {
    format!("s{index}")
}

type Fields = BTreeMap<String, ReferenceOr<Schema>>;

/// Returns the placeholder of a named schema.
pub(super) fn placeholder(named: &Named) -> Result<Schema> {
    let lowered = &named.lowered;
    let mut fields = Fields::new();
    match &named.shape {
        Shape::Object(object) => {
            let names = object.properties.iter().map(|p| p.field.as_str());
            fields = properties(lowered, names)?;
            if object.extra.is_some() {
                let values = &lowered["additionalProperties"];
                fields.insert(EXTRA.to_owned(), map(values)?);
            }
        }
        Shape::Multipart(parts) => {
            let names = parts.iter().map(|part| part.property.field.as_str());
            fields = properties(lowered, names)?;
        }
        Shape::Responses(_) | Shape::ErrorResponses(_) => {
            for (name, value) in lowered["properties"].as_object().into_iter().flatten() {
                fields.insert(name.clone(), to_openapiv3(value)?);
            }
        }
        Shape::OneOf(_) | Shape::AnyOf(_) => {
            let subschemas = lowered["oneOf"].as_array().into_iter().flatten();
            for (index, subschema) in subschemas.enumerate() {
                fields.insert(subschema_field(index), to_openapiv3(subschema)?);
            }
        }
        // Only the name of an enum is needed. typify would add five impls to it.
        Shape::Enum(_) | Shape::ValueEnum(_) | Shape::Constant(_) => {}
        Shape::Newtype if lowered.get("properties").is_some() => {
            fields = wrapped(map(&lowered["additionalProperties"])?);
        }
        Shape::Text | Shape::Newtype => fields = wrapped(to_openapiv3(lowered)?),
    }
    Ok(structure(fields))
}

/// Wraps a value in a struct: typify would otherwise not create a type for an alias.
fn wrapped(value: ReferenceOr<Schema>) -> Fields {
    Fields::from([("value".to_owned(), value)])
}

fn properties<'n>(lowered: &Value, names: impl Iterator<Item = &'n str>) -> Result<Fields> {
    let fields = names.enumerate();
    fields
        .map(|(index, name)| {
            let value = present(&lowered["properties"][name])?;
            Ok((property_field(index), value))
        })
        .collect()
}

/// Returns the schema of a value that is not null.
fn present(lowered: &Value) -> Result<ReferenceOr<Schema>> {
    let mut value = to_openapiv3(lowered.pointer("/allOf/0").unwrap_or(lowered))?;
    if let ReferenceOr::Item(schema) = &mut value {
        schema.schema_data.nullable = false;
    }
    Ok(value)
}

/// Returns the schema of a map. For any JSON, typify expects no `additionalProperties`.
fn map(values: &Value) -> Result<ReferenceOr<Schema>> {
    let mut map = serde_json::json!({ "type": "object" });
    if *values != serde_json::json!({}) {
        map["additionalProperties"] = values.clone();
    }
    to_openapiv3(&map)
}

fn structure(mut fields: Fields) -> Schema {
    if fields.is_empty() {
        // typify turns a struct without fields into a map.
        let flag = SchemaKind::Type(Type::Boolean(BooleanType::default()));
        fields.insert("nothing".to_owned(), ReferenceOr::Item(schema(flag)));
    }
    let mut object = ObjectType::default();
    for (name, field) in fields {
        object.required.push(name.clone());
        object.properties.insert(name, boxed(field));
    }
    schema(SchemaKind::Type(Type::Object(object)))
}
