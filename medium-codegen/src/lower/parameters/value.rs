//! What a parameter's value is: its schema, and whether that is one value or
//! several.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::context::{OperationContext, essence};
use super::super::kinds::{is_plain, within_i64};
use super::super::names::{flag, text, type_name};
use super::super::registry::{Schemas, without_null};
use super::places::Place;
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::Location;
use crate::warnings::WarningKind;

/// The values of the parameters under `components`, by their pointers: whatever
/// uses one has its types.
pub(in crate::lower) type Shared = BTreeMap<String, Written>;

/// The value of a parameter.
#[derive(Clone)]
pub(in crate::lower) struct Written {
    /// Its lowered schema.
    pub(super) schema: Value,
    pub(super) shape: Shape,
    /// Whether it is sent as JSON.
    pub(super) is_json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Shape {
    /// A text, a number or a flag.
    Single,
    List,
    /// An object, a choice, or any value.
    Other,
    /// A list or an object of lists or objects.
    Nested,
}

/// The schema of a parameter: its own, or that of its content; and its pointer.
pub(super) fn schema<'a>(place: &Place<'a>) -> (&'a Value, String) {
    match content(place) {
        Some((media_type, media)) => {
            let at = join(&join(&place.at, "content"), media_type);
            (&media["schema"], join(&at, "schema"))
        }
        None => (&place.parameter["schema"], join(&place.at, "schema")),
    }
}

/// The media type of a parameter that has one in place of a style.
fn content<'a>(place: &Place<'a>) -> Option<(&'a String, &'a Value)> {
    place.parameter.get("content")?.as_object()?.iter().next()
}

pub(super) fn value(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    shared: &mut Shared,
    place: &Place<'_>,
) -> Result<Written> {
    let Some(component) = place.at.strip_prefix("/components/parameters/") else {
        let hint = context.name_for(text(place.parameter, "name"));
        return lowered(schemas, &hint, place);
    };
    if let Some(known) = shared.get(&place.at) {
        return Ok(known.clone());
    }
    let value = lowered(schemas, &type_name(component), place)?;
    shared.insert(place.at.clone(), value.clone());
    Ok(value)
}

/// `hint` names what has no name of its own.
fn lowered(schemas: &mut Schemas<'_>, hint: &str, place: &Place<'_>) -> Result<Written> {
    let (written, at) = schema(place);
    let media_type = content(place).map(|(media_type, _)| essence(media_type));
    if written.is_null() {
        if place.parameter.is_object() {
            let said = "the parameter has no schema: treated as a string";
            schemas.warnings.add(WarningKind::Loose, &place.at, said);
        }
        return Ok(Written {
            schema: json!({ "type": "string" }),
            shape: Shape::Single,
            is_json: false,
        });
    }
    // A list is taken as a slice, so one with a name of its own is written out.
    let (target, pointer) = refs::resolve(schemas.document, written, &at);
    let (written, at) = match text(target, "type") {
        "array" => (target, pointer),
        _ => (written, at),
    };
    // An absent parameter is what null would be.
    let schema = within_i64(without_null(schemas.lower(written, hint, &at)?));
    let shape = shape(schemas, &schema);
    if schema == json!({}) {
        let said = "the schema is empty: any JSON is accepted, serialized by its style";
        schemas.warnings.add(WarningKind::Loose, &place.at, said);
    }
    Ok(Written {
        is_json: media_type.is_some_and(|media_type| is_json(schemas, place, &media_type, shape)),
        schema,
        shape,
    })
}

fn shape(schemas: &Schemas<'_>, lowered: &Value) -> Shape {
    use crate::model::Shape as Of;
    let is_single = |value: &Value| match schemas.shape(value) {
        Some(Of::Text | Of::Enum(_) | Of::ValueEnum(_) | Of::Constant(_)) => true,
        Some(Of::Newtype) | None => is_plain(schemas.behind(value)),
        Some(_) => false,
    };
    if is_single(lowered) {
        return Shape::Single;
    }
    let inner = schemas.behind(lowered);
    match (inner.get("items"), inner["properties"].as_object()) {
        (Some(items), _) if is_single(items) => Shape::List,
        (Some(_), _) => Shape::Nested,
        (None, Some(properties)) if !properties.values().all(is_single) => Shape::Nested,
        _ => Shape::Other,
    }
}

/// Whether a value with this media type is sent as JSON. A single value of any
/// other type is its text.
fn is_json(schemas: &Schemas<'_>, place: &Place<'_>, media_type: &str, shape: Shape) -> bool {
    if media_type == "application/json" || media_type.ends_with("+json") {
        return true;
    }
    let said = match shape {
        Shape::Single => format!("{media_type} in a parameter: the value is sent as text"),
        _ => format!("{media_type} in a parameter: the value is sent as JSON"),
    };
    schemas.warnings.add(WarningKind::Loose, &place.at, said);
    shape != Shape::Single
}

/// Whether an empty value can be sent beside those of the schema. A text is
/// empty by itself.
pub(super) fn can_be_empty(schemas: &Schemas<'_>, place: &Place<'_>, lowered: &Value) -> bool {
    let allowed = flag(place.parameter, "allowEmptyValue") && place.location == Location::Query;
    let is_text = text(schemas.behind(lowered), "type") == "string";
    if allowed && !is_text && place.required {
        let said = "allowEmptyValue is ignored for a required parameter: only values of the schema are sent";
        schemas.warnings.add(WarningKind::Loose, &place.at, said);
    }
    allowed && !is_text && !place.required
}
