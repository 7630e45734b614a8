//! Pages: `x-paging` of an operation says where a response has its items, and
//! what leads to the next page.

use serde_json::{Value, json};

use super::context::{OperationContext, essence};
use super::names::text;
use super::registry::{Schemas, reference};
use crate::document::refs;
use crate::error::{Diagnostic, Result, bail, join};
use crate::model::{Location, Paging, Parameter};

/// The argument of progenitor's method that has the type of an item.
pub(crate) const ITEM: &str = "page_item";

/// How the pages of an operation follow each other, and a parameter that shows
/// progenitor the type of an item.
pub(super) fn paging(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    parameters: &[Parameter],
) -> Result<Option<(Paging, Value)>> {
    let Some(written) = context.operation.get("x-paging") else {
        return Ok(None);
    };
    let at = join(&context.at, "x-paging");
    known(written, &at)?;
    let paging = Paging {
        items: pointer(written, "items", &at)?,
        next: pointer(written, "next", &at)?,
        parameter: parameter(written, parameters, &at)?,
    };
    let (schema, schema_at) = response(schemas, context, &at)?;
    let (next, _) = find(
        schemas,
        schema,
        &schema_at,
        &paging.next,
        &join(&at, "next"),
    )?;
    let is_link = paging.parameter.is_none();
    match text(next, "type") {
        "string" | "" => {}
        "integer" | "number" if !is_link => {}
        _ => bail!(
            join(&at, "next"),
            "{} is {} in the response: point to a string{}",
            paging.next,
            text(next, "type"),
            if is_link { "" } else { " or a number" }
        ),
    }
    let items_at = join(&at, "items");
    let (items, found_at) = find(schemas, schema, &schema_at, &paging.items, &items_at)?;
    let Some(item) = items.get("items") else {
        bail!(
            items_at,
            "{} is no list in the response: point to an array",
            paging.items
        );
    };
    let item = item_type(schemas, context, item, &join(&found_at, "items"))?;
    let shown = json!({ "name": ITEM, "in": "query", "required": true, "schema": item });
    Ok(Some((paging, shown)))
}

fn known(written: &Value, at: &str) -> Result<()> {
    let Some(members) = written.as_object() else {
        bail!(
            at,
            "a mapping is needed here: items, next and, for a cursor, parameter"
        );
    };
    let mut keys = members.keys();
    match keys.find(|key| !["items", "next", "parameter"].contains(&key.as_str())) {
        Some(other) => bail!(
            join(at, other),
            "`{other}` is unknown in x-paging: use items, next and parameter"
        ),
        None => Ok(()),
    }
}

/// A place in the response.
fn pointer(written: &Value, key: &str, at: &str) -> Result<String> {
    match text(written, key) {
        "" if written.get(key) == Some(&json!("")) && key == "items" => Ok(String::new()),
        pointer if pointer.starts_with('/') => Ok(pointer.to_owned()),
        _ => bail!(
            join(at, key),
            "`{key}` is a place in the response: write it as a JSON pointer, such as /{key}"
        ),
    }
}

fn parameter(written: &Value, parameters: &[Parameter], at: &str) -> Result<Option<String>> {
    let Some(named) = written.get("parameter") else {
        return Ok(None);
    };
    let mut of_query = parameters
        .iter()
        .filter(|one| one.location == Location::Query);
    match of_query.find(|parameter| named == parameter.name.as_str()) {
        Some(parameter) => Ok(Some(parameter.name.clone())),
        None => bail!(
            join(at, "parameter"),
            "{named} is no query parameter of the operation: name the one that takes the cursor"
        ),
    }
}

/// The schema of the successful response, as JSON.
fn response<'a>(
    schemas: &Schemas<'a>,
    context: &OperationContext<'a>,
    at: &str,
) -> Result<(&'a Value, String)> {
    let base = join(&context.at, "responses");
    for (status, response) in schemas
        .document
        .entries(&context.operation["responses"], &base)
    {
        let (response, found_at) = refs::resolve(schemas.document, response, &join(&base, status));
        let content = response["content"].as_object().into_iter().flatten();
        for (media_type, media) in content {
            let kind = essence(media_type);
            if status.starts_with('2') && (kind == "application/json" || kind.ends_with("+json")) {
                let media_at = join(&join(&found_at, "content"), media_type);
                return Ok((&media["schema"], join(&media_at, "schema")));
            }
        }
    }
    bail!(
        at,
        "pages need a successful response of JSON: add it, or take x-paging out"
    );
}

/// What stands at `place` in a value of `schema`; `at` is where the place is
/// named.
fn find<'a>(
    schemas: &Schemas<'a>,
    schema: &'a Value,
    schema_at: &str,
    place: &str,
    at: &str,
) -> Result<(&'a Value, String)> {
    let mut found = refs::resolve(schemas.document, schema, schema_at);
    for step in place.split('/').skip(1) {
        let key = step.replace("~1", "/").replace("~0", "~");
        found = property(schemas, found.0, &found.1, &key).ok_or_else(|| {
            let problem = format!(
                "{place} is not in the response, whose schema has no property {key:?} there: correct it, or describe the property"
            );
            Diagnostic::at(at, problem)
        })?;
    }
    Ok(found)
}

/// A property of an object, which may be made of others.
fn property<'a>(
    schemas: &Schemas<'a>,
    schema: &'a Value,
    at: &str,
    key: &str,
) -> Option<(&'a Value, String)> {
    if let Some(property) = schema["properties"].get(key) {
        let at = join(&join(at, "properties"), key);
        return Some(refs::resolve(schemas.document, property, &at));
    }
    ["allOf", "oneOf", "anyOf"].iter().find_map(|keyword| {
        let parts = schema[*keyword].as_array()?;
        parts.iter().enumerate().find_map(|(index, part)| {
            let at = join(&join(at, keyword), &index.to_string());
            let (part, at) = refs::resolve(schemas.document, part, &at);
            property(schemas, part, &at, key)
        })
    })
}

/// The lowered schema of an item: the type that it has in the response already.
fn item_type(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    item: &Value,
    at: &str,
) -> Result<Value> {
    let known = schemas.named.iter().find(|(_, named)| named.pointer == at);
    if let Some((rust_name, _)) = known {
        return Ok(reference(rust_name));
    }
    schemas.lower(item, &context.name_for("item"), at)
}
