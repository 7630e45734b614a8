//! What typify is shown of a schema with a name: a struct with a field for each
//! of its properties or choices, all required, or a list, a map or a plain
//! value. It chooses the types of the fields, boxed where a type contains
//! itself; names in JSON, what may be absent or null, and how a choice is read
//! are the model's, and typify never sees them.

use serde_json::{Map, Value, json};

use super::registry::{Named, without_null};
use crate::model::Shape;

/// The field of what the properties do not name.
pub(crate) const EXTRA: &str = "extra";

/// The field of the property at `index`.
pub(crate) fn property_field(index: usize) -> String {
    format!("f{index}")
}

/// The field of the choice at `index`.
pub(crate) fn choice_field(index: usize) -> String {
    format!("c{index}")
}

pub(super) fn of(named: &Named) -> Value {
    let lowered = &named.lowered;
    match &named.shape {
        Shape::Object(object) => {
            let names = object.properties.iter().map(|p| p.field.as_str());
            let mut fields = properties(lowered, names);
            if object.extra.is_some() {
                let values = lowered["additionalProperties"].clone();
                fields.insert(EXTRA.to_owned(), map(values));
            }
            structure(fields)
        }
        Shape::Multipart(parts) => {
            let names = parts.iter().map(|part| part.property.field.as_str());
            structure(properties(lowered, names))
        }
        Shape::Responses(_) | Shape::ErrorResponses(_) => structure(
            lowered["properties"]
                .as_object()
                .cloned()
                .unwrap_or_default(),
        ),
        Shape::OneOf(_) | Shape::AnyOf(_) => {
            let choices = lowered["oneOf"].as_array().into_iter().flatten();
            let fields = choices.enumerate();
            structure(
                fields
                    .map(|(index, choice)| (choice_field(index), choice.clone()))
                    .collect(),
            )
        }
        // Of an enum, only the name counts. typify would add five impls to it.
        Shape::Enum(_) | Shape::ValueEnum(_) | Shape::Constant(_) => structure(Map::new()),
        Shape::Newtype if lowered.get("properties").is_some() => {
            held(map(lowered["additionalProperties"].clone()))
        }
        Shape::Text | Shape::Newtype => held(lowered.clone()),
    }
}

fn properties<'n>(lowered: &Value, names: impl Iterator<Item = &'n str>) -> Map<String, Value> {
    let fields = names.enumerate();
    fields
        .map(|(index, name)| {
            let value = lowered["properties"][name].clone();
            (property_field(index), without_null(value))
        })
        .collect()
}

/// A map of any JSON is a map of typify's own.
fn map(values: Value) -> Value {
    match values == json!({}) {
        true => json!({ "type": "object" }),
        false => json!({ "type": "object", "additionalProperties": values }),
    }
}

/// Where a schema has the name of the type that it would be, typify would give
/// it none of its own.
fn held(value: Value) -> Value {
    structure(Map::from_iter([("value".to_owned(), value)]))
}

fn structure(mut fields: Map<String, Value>) -> Value {
    if fields.is_empty() {
        // One without fields would be a map.
        fields.insert("nothing".to_owned(), json!({ "type": "boolean" }));
    }
    let required: Vec<&String> = fields.keys().collect();
    json!({ "type": "object", "required": required, "properties": fields })
}
