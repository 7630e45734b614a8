//! Parameters: of the path, the query, the header and cookies.

mod places;
mod style;
mod value;

use serde_json::{Value, json};

use super::context::OperationContext;
use super::docs::{docs, example};
use super::names::{Kind, Wanted, distinct, flag, given, text};
use super::paths::Template;
use super::references::has_secret;
use super::registry::Schemas;
use super::security::key_in_place_of;
use crate::document::refs;
use crate::error::{Result, bail, join};
use crate::model::{Docs, Location, Parameter, Shape};
use crate::warnings::WarningKind;
use places::Place;
pub(super) use value::Shared;
use value::Written;

pub(super) struct Parameters {
    pub(super) all: Vec<Parameter>,
    /// Those that progenitor sees: all but the constants. Where a value travels
    /// and under which name is none of its business.
    pub(super) lowered: Vec<Value>,
}

/// The parameters of an operation, those of its path among them, and those that
/// its path names and nobody declares.
pub(super) fn parameters(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    template: &Template<'_>,
    shared: &mut Shared,
) -> Result<Parameters> {
    let mut places = Vec::new();
    for (parameter, at) in chosen(schemas, context)? {
        if let Some(scheme) = key_in_place_of(schemas.document, context, parameter) {
            let said = format!(
                "the security scheme {scheme:?} already sets it: set the credential on the builder"
            );
            schemas.warnings.add(WarningKind::NotRepresented, &at, said);
            continue;
        }
        places.extend(places::place(schemas, template, parameter, at)?);
    }
    let undeclared = places::undeclared(schemas, template, &places, context.path_at());
    places.extend(undeclared);
    let names = names(schemas, &places)?;
    let mut parameters = Parameters {
        all: Vec::new(),
        lowered: Vec::new(),
    };
    for (place, name) in places.into_iter().zip(names) {
        let (mut parameter, schema) = lower_one(schemas, context, shared, &place)?;
        parameter.rust_name = name;
        parameter.lowered = format!("p{}", parameters.all.len());
        if parameter.constant.is_none() {
            parameters.lowered.push(json!({
                "name": parameter.lowered, "in": "query", "required": true, "schema": schema,
            }));
        }
        parameters.all.push(parameter);
    }
    Ok(parameters)
}

/// The names of the arguments.
fn names(schemas: &Schemas<'_>, places: &[Place<'_>]) -> Result<Vec<String>> {
    let wanted = places.iter().map(|place| {
        Ok(Wanted {
            given: given(place.parameter, Kind::Argument, &place.at)?,
            place: text(place.parameter, "in").to_owned(),
            ..Wanted::new(place.name, place.at.clone())
        })
    });
    let wanted = wanted.collect::<Result<Vec<_>>>()?;
    Ok(distinct(Kind::Argument, &wanted, &[], schemas.warnings))
}

/// A path's parameters, but for those that the operation has itself, and then
/// the operation's; each with its pointer.
fn chosen<'a>(
    schemas: &Schemas<'a>,
    context: &OperationContext<'a>,
) -> Result<Vec<(&'a Value, String)>> {
    let same = |a: &Value, b: &Value| a["name"] == b["name"] && a["in"] == b["in"];
    let mut chosen: Vec<(&Value, String)> = Vec::new();
    for (holder, at) in [
        (context.item, context.path_at()),
        (context.operation, context.at.as_str()),
    ] {
        let at = join(at, "parameters");
        let mut own: Vec<(&Value, String)> = Vec::new();
        let list = holder["parameters"].as_array();
        for (index, parameter) in list.into_iter().flatten().enumerate() {
            let at = join(&at, &index.to_string());
            let (parameter, at) = refs::resolve(schemas.document, parameter, &at);
            if own.iter().any(|(other, _)| same(other, parameter)) {
                bail!(at, "duplicate parameter: keep one");
            }
            own.push((parameter, at));
        }
        chosen.retain(|(inherited, _)| !own.iter().any(|(other, _)| same(other, inherited)));
        chosen.extend(own);
    }
    Ok(chosen)
}

/// A parameter, without its names in Rust, and the lowered schema of its value.
fn lower_one(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    shared: &mut Shared,
    place: &Place<'_>,
) -> Result<(Parameter, Value)> {
    let at = &place.at;
    let Written {
        schema,
        shape,
        is_json,
    } = value::value(schemas, context, shared, place)?;
    let secret = has_secret(&schema);
    let constant = constant(schemas, &schema).filter(|_| place.required);
    let style = style::style(schemas, place, shape, is_json, secret)?;
    if secret && place.location != Location::Header {
        let said =
            "a secret in a URL or a cookie: servers and proxies may log it (the client does not)";
        schemas.warnings.add(WarningKind::Loose, at, said);
    }
    let parameter = Parameter {
        pointer: place.at.clone(),
        name: place.name.to_owned(),
        rust_name: String::new(),
        lowered: String::new(),
        location: place.location,
        required: place.required,
        docs: parameter_docs(schemas, place),
        style,
        can_be_empty: value::can_be_empty(schemas, place, &schema),
        constant,
    };
    Ok((parameter, schema))
}

/// The one value that a parameter can have.
fn constant(schemas: &mut Schemas<'_>, schema: &Value) -> Option<String> {
    match schemas.shape(schema) {
        Some(Shape::Constant(value)) => {
            let json = value.json.clone();
            schemas.absorbed.extend(refs::schema_name(schema));
            Some(json)
        }
        _ => None,
    }
}

fn parameter_docs(schemas: &Schemas<'_>, place: &Place<'_>) -> Docs {
    let (parameter, at) = (place.parameter, &place.at);
    let (schema, schema_at) = value::schema(place);
    let mut told = docs(schemas.document, schema);
    let description = text(parameter, "description").trim();
    if !description.is_empty() {
        told.description = Some(description.to_owned());
    }
    told.example = example(schemas.document, parameter, at)
        .or_else(|| example(schemas.document, schema, &schema_at));
    told.deprecated |= flag(parameter, "deprecated");
    told
}
