//! Parameters of the path, the query and the header.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::names::{check_wire, flag, text, value_name};
use super::notes::docs;
use super::operations::{Site, hint, resolve};
use super::schemas::{Schemas, without_null};
use crate::error::{Refusal, Result, join};
use crate::plan::{Docs, Location, Parameter, Shape};
use crate::refs;

pub(crate) struct Parameters {
    pub(crate) planned: Vec<Parameter>,
    pub(crate) lowered: Vec<Value>,
}

/// The parameters of an operation, those of its path among them.
pub(crate) fn parameters(
    schemas: &mut Schemas<'_>,
    item: &Value,
    site: &Site<'_>,
) -> Result<Parameters> {
    let path_at = site.at.rsplit_once('/').map_or("", |(path, _)| path);
    let mut chosen: Vec<(&Value, String)> = Vec::new();
    let same = |a: &Value, b: &Value| a["name"] == b["name"] && a["in"] == b["in"];
    for (holder, at) in [(item, path_at), (site.operation, site.at.as_str())] {
        let at = join(at, "parameters");
        let mut own: Vec<(&Value, String)> = Vec::new();
        for (index, parameter) in holder["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            let (parameter, at) =
                resolve(schemas.document, parameter, &join(&at, &index.to_string()));
            if own.iter().any(|(other, _)| same(other, parameter)) {
                return Err(Refusal::at(
                    at,
                    "this parameter stands here twice: keep one",
                ));
            }
            own.push((parameter, at));
        }
        chosen.retain(|(inherited, _)| !own.iter().any(|(other, _)| same(other, inherited)));
        chosen.extend(own);
    }

    let mut taken = BTreeMap::new();
    let mut all = Parameters {
        planned: Vec::new(),
        lowered: Vec::new(),
    };
    for (parameter, at) in chosen {
        let (planned, lowered) = lower_one(schemas, parameter, site, &at)?;
        if let Some(other) = taken.insert(planned.name.clone(), planned.wire.clone()) {
            return Err(Refusal::at(
                at,
                format!(
                    "{:?} and {other:?} are one name in Rust: rename one",
                    planned.wire
                ),
            ));
        }
        all.planned.push(planned);
        all.lowered.push(lowered);
    }
    Ok(all)
}

fn lower_one(
    schemas: &mut Schemas<'_>,
    parameter: &Value,
    site: &Site<'_>,
    at: &str,
) -> Result<(Parameter, Value)> {
    let wire = text(parameter, "name");
    check_wire(wire, &join(at, "name"))?;
    let location = location(parameter, at)?;
    check_style(parameter, location, at)?;
    let name = value_name(wire);
    if name == "header_map" {
        return Err(Refusal::at(
            join(at, "name"),
            "this name is used inside the generated methods: rename the parameter",
        ));
    }
    let (schema, schema_at) = list_or_reference(schemas, parameter, at);
    // An absent parameter is what null would be.
    let lowered = without_null(schemas.lower(schema, &hint(site, wire), &schema_at)?);
    let is_list = check_shape(schemas, &lowered, location, &schema_at)?;
    let secret = super::has_secret(&lowered);
    if secret && location != Location::Header {
        return Err(Refusal::at(
            at,
            "a secret in an address ends up in logs and histories: send it in a header or a body",
        ));
    }
    let planned = Parameter {
        wire: wire.to_owned(),
        name,
        location,
        required: flag(parameter, "required"),
        docs: parameter_docs(schemas, parameter),
        joined: is_list && parameter.get("explode") == Some(&Value::Bool(false)),
        secret,
    };
    let lowered = json!({
        "name": wire,
        "in": text(parameter, "in"),
        "required": planned.required,
        "schema": lowered,
    });
    Ok((planned, lowered))
}

/// A list is taken as a slice, so one with a name of its own is written out.
fn list_or_reference<'v>(
    schemas: &Schemas<'v>,
    parameter: &'v Value,
    at: &str,
) -> (&'v Value, String) {
    let (schema, at) = (&parameter["schema"], join(at, "schema"));
    match resolve(schemas.document, schema, &at) {
        (target, pointer) if text(target, "type") == "array" => (target, pointer),
        _ => (schema, at),
    }
}

fn parameter_docs(schemas: &Schemas<'_>, parameter: &Value) -> Docs {
    let mut told = docs(schemas.document, &parameter["schema"]);
    if let Some(description) = parameter.get("description").and_then(Value::as_str) {
        told.description = Some(description.to_owned());
    }
    if let Some(example) = parameter.get("example") {
        told.example = Some(example.clone());
    }
    told.deprecated |= flag(parameter, "deprecated");
    told
}

fn location(parameter: &Value, at: &str) -> Result<Location> {
    let pointer = join(at, "in");
    match text(parameter, "in") {
        "query" => Ok(Location::Query),
        "path" if flag(parameter, "required") => Ok(Location::Path),
        "path" => Err(Refusal::at(
            at,
            "a path parameter is always required: add required: true",
        )),
        "header" => check_header(text(parameter, "name"), at),
        "cookie" => Err(Refusal::at(
            pointer,
            "cookie parameters are not understood: send the value in a header or the query",
        )),
        other => Err(Refusal::at(
            pointer,
            format!("{other:?} is no place for a parameter: use path, query or header"),
        )),
    }
}

fn check_header(name: &str, at: &str) -> Result<Location> {
    let legal = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !name.chars().all(legal) {
        return Err(Refusal::at(
            join(at, "name"),
            format!("{name:?} can't name a header: use letters, digits and `-`"),
        ));
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
        return Err(Refusal::at(
            at,
            format!(
                "the client sets {name} itself: leave it out (media types and security schemes say it)"
            ),
        ));
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
        return Err(Refusal::at(
            join(at, "style"),
            format!("style {style:?} is not understood here: only {only:?} is"),
        ));
    }
    for keyword in ["allowReserved", "allowEmptyValue"] {
        if flag(parameter, keyword) {
            return Err(Refusal::at(
                join(at, keyword),
                format!("{keyword} is not understood: leave it out"),
            ));
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
    let plain = |value: &Value| match refs::schema_name(value) {
        Some(name) => match (schemas.plan.get(&name), schemas.lowered.get(&name)) {
            (Some(schema), Some(lowered)) => {
                !matches!(
                    schema.shape,
                    Shape::Object(_) | Shape::OneOf(_) | Shape::Multipart(_)
                ) && is_scalar(lowered)
            }
            _ => false,
        },
        None => is_scalar(value),
    };
    if plain(lowered) {
        return Ok(false);
    }
    if lowered
        .get("items")
        .is_some_and(|items| items != &without_null(items.clone()))
    {
        return Err(Refusal::at(
            at,
            "a list in the query can't hold null: take nullable out of its items",
        ));
    }
    let is_list = lowered.get("items").is_some_and(plain);
    if is_list && location == Location::Query {
        return Ok(true);
    }
    Err(Refusal::at(
        at,
        match location {
            Location::Query => {
                "a query parameter is a plain value or a list of plain values: use those"
            }
            Location::Path | Location::Header => {
                "a parameter in the path or a header is one plain value: use a text or a number"
            }
        },
    ))
}

fn is_scalar(lowered: &Value) -> bool {
    matches!(
        text(lowered, "type"),
        "string" | "integer" | "number" | "boolean"
    )
}
