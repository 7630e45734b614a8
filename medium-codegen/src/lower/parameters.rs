//! Parameters of the path, the query and the header.

use serde_json::{Value, json};

use super::context::OperationContext;
use super::docs::{docs, example};
use super::kinds::is_plain;
use super::names::{Kind, Wanted, distinct, flag, given, text};
use super::references::has_secret;
use super::registry::{Schemas, without_null};
use crate::document::refs;
use crate::error::{Result, bail, join};
use crate::model::{Docs, ListStyle, Location, Parameter, Shape};

pub(super) struct Parameters {
    pub(super) all: Vec<Parameter>,
    /// Those that progenitor sees: all but the constants.
    pub(super) lowered: Vec<Value>,
}

/// The parameters of an operation, those of its path among them.
pub(super) fn parameters(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
) -> Result<Parameters> {
    let mut parameters = Parameters {
        all: Vec::new(),
        lowered: Vec::new(),
    };
    let chosen = chosen(schemas, context)?;
    let names = names(schemas, context, &chosen)?;
    for ((parameter, at), name) in chosen.into_iter().zip(names) {
        let (parameter, lowered) = lower_one(schemas, parameter, context, name, &at)?;
        match (&parameter.constant, parameter.location) {
            (None, _) => parameters.lowered.push(lowered),
            // progenitor wants one for each name in the path.
            (Some(_), Location::Path) => {
                let plain = json!({ "type": "string" });
                let mut lowered = lowered;
                lowered["schema"] = plain;
                parameters.lowered.push(lowered);
            }
            (Some(_), _) => {}
        }
        parameters.all.push(parameter);
    }
    Ok(parameters)
}

/// The names of the arguments.
fn names(
    schemas: &Schemas<'_>,
    context: &OperationContext<'_>,
    chosen: &[(&Value, String)],
) -> Result<Vec<String>> {
    let wanted = chosen.iter().map(|(parameter, at)| {
        Ok(Wanted {
            given: given(parameter, Kind::Argument, at)?,
            place: text(parameter, "in").to_owned(),
            ..Wanted::new(text(parameter, "name"), at.clone())
        })
    });
    let wanted = wanted.collect::<Result<Vec<_>>>()?;
    // progenitor's name for every body.
    let reserved: &[&str] = match context.operation.get("requestBody") {
        Some(_) => &["body"],
        None => &[],
    };
    Ok(distinct(Kind::Argument, &wanted, reserved, schemas.notes))
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
                bail!(at, "this parameter stands here twice: keep one");
            }
            own.push((parameter, at));
        }
        chosen.retain(|(inherited, _)| !own.iter().any(|(other, _)| same(other, inherited)));
        chosen.extend(own);
    }
    Ok(chosen)
}

fn lower_one(
    schemas: &mut Schemas<'_>,
    parameter: &Value,
    context: &OperationContext<'_>,
    rust_name: String,
    at: &str,
) -> Result<(Parameter, Value)> {
    let name = text(parameter, "name");
    let location = location(parameter, at)?;
    check_style(parameter, location, at)?;
    let (schema, list) = value(schemas, parameter, context, location, at)?;
    let required = flag(parameter, "required");
    let constant = constant(schemas, &schema).filter(|_| required);
    let planned = Parameter {
        name: name.to_owned(),
        rust_name,
        location,
        required,
        docs: parameter_docs(schemas, parameter, at),
        list,
        secret: has_secret(&schema),
        constant,
    };
    let lowered = json!({
        "name": planned.rust_name,
        "in": text(parameter, "in"),
        "required": required,
        "schema": schema,
    });
    Ok((planned, lowered))
}

/// The lowered schema of a parameter's value and, of a list, its style.
fn value(
    schemas: &mut Schemas<'_>,
    parameter: &Value,
    context: &OperationContext<'_>,
    location: Location,
    at: &str,
) -> Result<(Value, Option<ListStyle>)> {
    let hint = context.name_for(text(parameter, "name"));
    let (schema, schema_at) = list_or_reference(schemas, parameter, at);
    // An absent parameter is what null would be.
    let schema = without_null(schemas.lower(schema, &hint, &schema_at)?);
    let is_list = check_shape(schemas, &schema, location, &schema_at)?;
    if has_secret(&schema) && location != Location::Header {
        bail!(
            at,
            "a secret in an address ends up in logs and histories: send it in a header or a body"
        );
    }
    let style = match parameter.get("explode") {
        Some(Value::Bool(false)) => ListStyle::Comma,
        _ => ListStyle::Repeated,
    };
    Ok((schema, is_list.then_some(style)))
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

/// A list is taken as a slice, so one with a name of its own is written out.
fn list_or_reference<'v>(
    schemas: &Schemas<'v>,
    parameter: &'v Value,
    at: &str,
) -> (&'v Value, String) {
    let (schema, at) = (&parameter["schema"], join(at, "schema"));
    match refs::resolve(schemas.document, schema, &at) {
        (target, pointer) if text(target, "type") == "array" => (target, pointer),
        _ => (schema, at),
    }
}

fn parameter_docs(schemas: &Schemas<'_>, parameter: &Value, at: &str) -> Docs {
    let mut told = docs(schemas.document, &parameter["schema"]);
    if let Some(description) = parameter.get("description").and_then(Value::as_str) {
        told.description = Some(description.to_owned());
    }
    told.example = example(schemas.document, parameter, at)
        .or_else(|| example(schemas.document, &parameter["schema"], &join(at, "schema")));
    told.deprecated |= flag(parameter, "deprecated");
    told
}

fn location(parameter: &Value, at: &str) -> Result<Location> {
    let pointer = join(at, "in");
    match text(parameter, "in") {
        "query" => Ok(Location::Query),
        "path" if flag(parameter, "required") => Ok(Location::Path),
        "path" => bail!(
            at,
            "a path parameter is always required: add required: true"
        ),
        "header" => check_header(text(parameter, "name"), at),
        "cookie" => bail!(
            pointer,
            "cookie parameters are not supported: send the value in a header or the query"
        ),
        other => bail!(
            pointer,
            "{other:?} is no place for a parameter: use path, query or header"
        ),
    }
}

fn check_header(name: &str, at: &str) -> Result<Location> {
    let legal = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !name.chars().all(legal) {
        bail!(
            join(at, "name"),
            "{name:?} can't name a header: use letters, digits and `-`"
        );
    }
    let owned = [
        "accept",
        "content-type",
        "content-length",
        "host",
        "authorization",
        "user-agent",
    ];
    if owned.contains(&name.to_ascii_lowercase().as_str()) {
        bail!(
            at,
            "the client sets {name} itself: leave it out (media types and security schemes say it)"
        );
    }
    Ok(Location::Header)
}

fn check_style(parameter: &Value, location: Location, at: &str) -> Result<()> {
    let style = text(parameter, "style");
    let only = match location {
        Location::Query => "form",
        Location::Path | Location::Header => "simple",
    };
    if !style.is_empty() && style != only {
        bail!(
            join(at, "style"),
            "style {style:?} is not supported here: only {only:?} is"
        );
    }
    for keyword in ["allowReserved", "allowEmptyValue"] {
        if flag(parameter, keyword) {
            bail!(
                join(at, keyword),
                "{keyword} is not supported: leave it out"
            );
        }
    }
    Ok(())
}

/// Refuses what has no plain text form; answers whether it is a list.
fn check_shape(
    schemas: &Schemas<'_>,
    lowered: &Value,
    location: Location,
    at: &str,
) -> Result<bool> {
    let plain = |value: &Value| is_plain(schemas.behind(value)) && value.get("allOf").is_none();
    if plain(lowered) {
        return Ok(false);
    }
    if lowered
        .get("items")
        .is_some_and(|items| items != &without_null(items.clone()))
    {
        bail!(
            at,
            "a list in the query can't hold null: take nullable out of its items"
        );
    }
    let is_list = lowered.get("items").is_some_and(plain);
    if is_list && location == Location::Query {
        return Ok(true);
    }
    bail!(
        at,
        "{}",
        match location {
            Location::Query => {
                "a query parameter is a plain value or a list of plain values: use those"
            }
            Location::Path | Location::Header => {
                "a parameter in the path or a header is one plain value: use a string or a number"
            }
        }
    )
}
