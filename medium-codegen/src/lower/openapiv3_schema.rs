//! Converts lowered schemas to openapiv3's types. serde's untagged enums try all forms on copies,
//! which took 3 % of the generator's time and most of its memory.

use std::str::FromStr;

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType,
    ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Map, Value};

use super::names::text;
use crate::error::{Error, Result};

/// The keywords of lowered values.
#[rustfmt::skip]
const KNOWN: [&str; 7] = [
    "$ref", "additionalProperties", "allOf", "format", "items", "nullable", "type",
];

/// Returns a lowered value: a reference, a list, a map or a primitive value.
pub(super) fn to_openapiv3(lowered: &Value) -> Result<ReferenceOr<Schema>> {
    if let Some(reference) = lowered.get("$ref").and_then(Value::as_str) {
        return Ok(ReferenceOr::ref_(reference));
    }
    let members = lowered.as_object().ok_or_else(|| internal_error(lowered))?;
    if !members.keys().all(|key| KNOWN.contains(&key.as_str())) {
        return Err(internal_error(lowered));
    }
    let mut schema = schema(kind(lowered, members)?);
    schema.schema_data.nullable = lowered["nullable"] == true;
    Ok(ReferenceOr::Item(schema))
}

pub(super) fn schema(schema_kind: SchemaKind) -> Schema {
    Schema {
        schema_data: SchemaData::default(),
        schema_kind,
    }
}

fn kind(lowered: &Value, members: &Map<String, Value>) -> Result<SchemaKind> {
    if let Some(Value::Array(parts)) = members.get("allOf") {
        let all_of = parts.iter().map(to_openapiv3).collect::<Result<_>>()?;
        return Ok(SchemaKind::AllOf { all_of });
    }
    Ok(SchemaKind::Type(match text(lowered, "type") {
        "" => return Ok(SchemaKind::Any(AnySchema::default())),
        "string" => Type::String(StringType {
            format: format(lowered),
            ..StringType::default()
        }),
        "integer" => Type::Integer(IntegerType {
            format: format(lowered),
            ..IntegerType::default()
        }),
        "number" => Type::Number(NumberType {
            format: format(lowered),
            ..NumberType::default()
        }),
        "boolean" => Type::Boolean(BooleanType::default()),
        "array" => {
            let items = members.get("items").map(to_openapiv3).transpose()?;
            Type::Array(ArrayType {
                items: items.map(boxed),
                min_items: None,
                max_items: None,
                unique_items: false,
            })
        }
        "object" => {
            let values = members
                .get("additionalProperties")
                .map(to_openapiv3)
                .transpose()?;
            Type::Object(ObjectType {
                additional_properties: values
                    .map(|values| AdditionalProperties::Schema(Box::new(values))),
                ..ObjectType::default()
            })
        }
        _ => return Err(internal_error(lowered)),
    }))
}

/// Returns the format, which may be unknown to openapiv3.
fn format<F: FromStr>(lowered: &Value) -> VariantOrUnknownOrEmpty<F> {
    lowered["format"].as_str().map(str::to_owned).into()
}

/// As openapiv3 stores properties and items.
pub(super) fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::boxed_item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

fn internal_error(lowered: &Value) -> Error {
    Error::generator("", format!("lowered to an unsupported schema: {lowered}"))
}
