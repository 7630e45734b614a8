//! The value of a parameter: its schema, and whether it is one value or several.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::context::{OperationContext, essence};
use super::super::names::{flag, text, type_name};
use super::super::schema_kind::{is_primitive, within_i64};
use super::super::schema_registry::{Schemas, without_null};
use super::locations::LocatedParameter;
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::Location;

/// The values of the parameters under `components`, by pointer: all operations use the same types.
pub(crate) type SharedSchemas = BTreeMap<String, ParameterSchema>;

/// The lowered schema of a parameter, and what it means for the serialization.
#[derive(Clone)]
pub(crate) struct ParameterSchema {
    pub(super) schema: Value,
    pub(super) shape: Shape,
    pub(super) is_json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A string, number or boolean.
    Single,
    List,
    /// An object, a union, or any JSON.
    Other,
    /// A list or object of lists or objects.
    Nested,
}

/// Returns the schema of a parameter or of its content, with its pointer.
pub(super) fn schema<'a>(located: &LocatedParameter<'a>) -> (&'a Value, String) {
    match content(located) {
        Some((media_type, media)) => {
            let pointer = join(&join(&located.pointer, "content"), media_type);
            (&media["schema"], join(&pointer, "schema"))
        }
        None => (
            &located.parameter["schema"],
            join(&located.pointer, "schema"),
        ),
    }
}

/// Returns the media type of a parameter that has one instead of a style.
fn content<'a>(located: &LocatedParameter<'a>) -> Option<(&'a String, &'a Value)> {
    located.parameter.get("content")?.as_object()?.iter().next()
}

pub(super) fn value(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    shared: &mut SharedSchemas,
    located: &LocatedParameter<'_>,
) -> Result<ParameterSchema> {
    let Some(component) = located.pointer.strip_prefix("/components/parameters/") else {
        let hint = context.name_for(text(located.parameter, "name"));
        return lower_schema(schemas, &hint, located);
    };
    if let Some(known) = shared.get(&located.pointer) {
        return Ok(known.clone());
    }
    let value = lower_schema(schemas, &type_name(component), located)?;
    shared.insert(located.pointer.clone(), value.clone());
    Ok(value)
}

/// Lowers the schema; `hint` names an inline type.
fn lower_schema(
    schemas: &mut Schemas<'_>,
    hint: &str,
    located: &LocatedParameter<'_>,
) -> Result<ParameterSchema> {
    let (source, pointer) = schema(located);
    let media_type = content(located).map(|(media_type, _)| essence(media_type));
    if source.is_null() {
        if located.parameter.is_object() {
            let message = "the parameter has no schema: treated as a string";
            schemas.warn(&located.pointer, message);
        }
        return Ok(ParameterSchema {
            schema: json!({ "type": "string" }),
            shape: Shape::Single,
            is_json: false,
        });
    }
    let (source, pointer) = inline_list(schemas, source, pointer);
    // An absent parameter takes the place of null.
    let schema = within_i64(without_null(schemas.lower(source, hint, &pointer)?));
    let shape = shape(schemas, &schema);
    if schema == json!({}) {
        let message = "the schema is empty: any JSON is accepted, serialized by its style";
        schemas.warn(&located.pointer, message);
    }
    Ok(ParameterSchema {
        is_json: media_type.is_some_and(|media_type| is_json(schemas, located, &media_type, shape)),
        schema,
        shape,
    })
}

/// Replaces a reference to a list by the list, which becomes `Vec<T>`: arguments are slices.
fn inline_list<'a>(
    schemas: &Schemas<'a>,
    source: &'a Value,
    pointer: String,
) -> (&'a Value, String) {
    let (target, target_pointer) = refs::resolve(schemas.document, source, &pointer);
    match text(target, "type") {
        "array" => (target, target_pointer),
        _ => (source, pointer),
    }
}

fn shape(schemas: &Schemas<'_>, lowered: &Value) -> Shape {
    use crate::model::Shape as Target;
    let is_single = |value: &Value| match schemas.shape(value) {
        Some(Target::Text | Target::Enum(_) | Target::ValueEnum(_) | Target::Constant(_)) => true,
        Some(Target::Newtype) | None => is_primitive(schemas.resolve(value)),
        Some(_) => false,
    };
    if is_single(lowered) {
        return Shape::Single;
    }
    let inner = schemas.resolve(lowered);
    match (inner.get("items"), inner["properties"].as_object()) {
        (Some(items), _) if is_single(items) => Shape::List,
        (Some(_), _) => Shape::Nested,
        (None, Some(properties)) if !properties.values().all(is_single) => Shape::Nested,
        _ => Shape::Other,
    }
}

/// Returns whether a value with this media type is sent as JSON. A single value of any other type
/// is sent as text.
fn is_json(
    schemas: &Schemas<'_>,
    located: &LocatedParameter<'_>,
    media_type: &str,
    shape: Shape,
) -> bool {
    if media_type == "application/json" || media_type.ends_with("+json") {
        return true;
    }
    let message = match shape {
        Shape::Single => format!("{media_type} in a parameter: the value is sent as text"),
        _ => format!("{media_type} in a parameter: the value is sent as JSON"),
    };
    schemas.warn(&located.pointer, message);
    shape != Shape::Single
}

/// Returns whether an empty value can be sent that is not in the schema. A string can be empty
/// anyway.
pub(super) fn can_be_empty(
    schemas: &Schemas<'_>,
    located: &LocatedParameter<'_>,
    lowered: &Value,
) -> bool {
    let allowed = flag(located.parameter, "allowEmptyValue") && located.location == Location::Query;
    let is_text = text(schemas.resolve(lowered), "type") == "string";
    if allowed && !is_text && located.required {
        let message = "allowEmptyValue is ignored for a required parameter: only values of the schema are sent";
        schemas.warn(&located.pointer, message);
    }
    allowed && !is_text && !located.required
}
