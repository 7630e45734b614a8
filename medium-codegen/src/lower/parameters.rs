//! Parameters in the path, the query, headers and cookies.

mod locations;
mod style;
mod value;

use serde_json::{Value, json};

use super::context::OperationContext;
use super::docs::{docs, example};
use super::names::{NameKind, NameRequest, flag, text, unique_names, x_rust_name};
use super::paths::Template;
use super::references::has_secret;
use super::schema_registry::Schemas;
use super::security::scheme_for_parameter;
use crate::document::refs;
use crate::error::{Result, bail, join, join_index};
use crate::model::{Docs, Location, Parameter, Shape};
use locations::LocatedParameter;
use value::ParameterSchema;
pub(super) use value::SharedSchemas;

pub(super) struct Parameters {
    pub(super) all: Vec<Parameter>,
    /// The parameters for progenitor: all but constants. It does not need their
    /// location and JSON name.
    pub(super) lowered: Vec<Value>,
}

/// Returns the parameters of an operation, including those of its path, and undeclared
/// ones in the path template.
pub(super) fn parameters(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    template: &Template<'_>,
    shared: &mut SharedSchemas,
) -> Result<Parameters> {
    let mut located = Vec::new();
    for (parameter, pointer) in effective_parameters(schemas, context)? {
        if let Some(scheme) = scheme_for_parameter(schemas.document, context, parameter) {
            let message = format!(
                "the security scheme {scheme:?} already sets it: set the credential on the builder"
            );
            schemas.warnings.add_not_represented(&pointer, message);
            continue;
        }
        located.extend(locations::locate(schemas, template, parameter, pointer)?);
    }
    let undeclared = locations::undeclared(schemas, template, &located, context.path_pointer());
    located.extend(undeclared);
    let names = names(schemas, &located)?;
    let mut parameters = Parameters {
        all: Vec::new(),
        lowered: Vec::new(),
    };
    for (located, name) in located.into_iter().zip(names) {
        let (mut parameter, schema) = lower_one(schemas, context, shared, &located)?;
        parameter.rust_name = name;
        parameter.lowered_name = format!("p{}", parameters.all.len());
        if parameter.constant.is_none() {
            parameters.lowered.push(json!({
                "name": parameter.lowered_name, "in": "query", "required": true, "schema": schema,
            }));
        }
        parameters.all.push(parameter);
    }
    Ok(parameters)
}

fn names(schemas: &Schemas<'_>, located: &[LocatedParameter<'_>]) -> Result<Vec<String>> {
    let requests = located.iter().map(|located| {
        Ok(NameRequest {
            x_rust_name: x_rust_name(located.parameter, NameKind::Argument, &located.pointer)?,
            location: text(located.parameter, "in").to_owned(),
            ..NameRequest::new(located.name, located.pointer.clone())
        })
    });
    let requests = requests.collect::<Result<Vec<_>>>()?;
    Ok(unique_names(
        NameKind::Argument,
        &requests,
        &[],
        schemas.warnings,
    ))
}

/// Returns the path's parameters that the operation does not override, then the
/// operation's, with their pointers.
fn effective_parameters<'a>(
    schemas: &Schemas<'a>,
    context: &OperationContext<'a>,
) -> Result<Vec<(&'a Value, String)>> {
    let same = |a: &Value, b: &Value| a["name"] == b["name"] && a["in"] == b["in"];
    let mut chosen: Vec<(&Value, String)> = Vec::new();
    for (object, pointer) in [
        (context.item, context.path_pointer()),
        (context.operation, context.pointer.as_str()),
    ] {
        let pointer = join(pointer, "parameters");
        let mut own: Vec<(&Value, String)> = Vec::new();
        let list = object["parameters"].as_array();
        for (index, parameter) in list.into_iter().flatten().enumerate() {
            let pointer = join_index(&pointer, index);
            let (parameter, pointer) = refs::resolve(schemas.document, parameter, &pointer);
            if own.iter().any(|(other, _)| same(other, parameter)) {
                bail!(pointer, "duplicate parameter: keep one");
            }
            own.push((parameter, pointer));
        }
        chosen.retain(|(inherited, _)| !own.iter().any(|(other, _)| same(other, inherited)));
        chosen.extend(own);
    }
    Ok(chosen)
}

/// Returns a parameter, without its Rust names, and its lowered schema.
fn lower_one(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    shared: &mut SharedSchemas,
    located: &LocatedParameter<'_>,
) -> Result<(Parameter, Value)> {
    let pointer = &located.pointer;
    let ParameterSchema {
        schema,
        shape,
        is_json,
    } = value::value(schemas, context, shared, located)?;
    let secret = has_secret(&schema);
    let constant = constant(schemas, &schema).filter(|_| located.required);
    let style = style::style(schemas, located, shape, is_json, secret)?;
    if secret && located.location != Location::Header {
        let message =
            "a secret in a URL or a cookie: servers and proxies may log it (the client does not)";
        schemas.warn(pointer, message);
    }
    let parameter = Parameter {
        pointer: located.pointer.clone(),
        name: located.name.to_owned(),
        rust_name: String::new(),
        lowered_name: String::new(),
        location: located.location,
        required: located.required,
        docs: parameter_docs(schemas, located),
        style,
        can_be_empty: value::can_be_empty(schemas, located, &schema),
        constant,
    };
    Ok((parameter, schema))
}

/// Returns the only value of a parameter, if it has just one.
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

fn parameter_docs(schemas: &Schemas<'_>, located: &LocatedParameter<'_>) -> Docs {
    let (parameter, pointer) = (located.parameter, &located.pointer);
    let (schema, schema_pointer) = value::schema(located);
    let mut docs = docs(schemas.document, schema);
    let description = text(parameter, "description").trim();
    if !description.is_empty() {
        docs.description = Some(description.to_owned());
    }
    docs.example = example(schemas.document, parameter, pointer)
        .or_else(|| example(schemas.document, schema, &schema_pointer));
    docs.deprecated |= flag(parameter, "deprecated");
    docs
}
