//! Paging: `x-paging` of an operation says where a response has its items, and how
//! to get the next page.

use serde_json::{Value, json};

use super::context::{OperationContext, essence};
use super::names::text;
use super::schema_registry::{Schemas, reference};
use crate::document::refs;
use crate::error::{Error, Result, bail, join, join_index, unescape};
use crate::model::{Location, NextPage, Paging, Parameter};

/// The argument of progenitor's method with the type of an item.
pub(crate) const ITEM: &str = "page_item";

/// Reads how to get the next page, and adds a parameter with the item's type to the `lowered` ones.
pub(super) fn paging(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    parameters: &[Parameter],
    lowered: &mut Value,
) -> Result<Option<Paging>> {
    let Some(x_paging) = context.operation.get("x-paging") else {
        return Ok(None);
    };
    let pointer = join(&context.pointer, "x-paging");
    check_keys(x_paging, &pointer)?;
    let paging = Paging {
        items: read_pointer(x_paging, "items", &pointer)?,
        next: read_pointer(x_paging, "next", &pointer)?,
        next_page: next_page(x_paging, parameters, &pointer)?,
    };
    let Some(response) = response(schemas, context) else {
        bail!(
            pointer,
            "x-paging needs a successful JSON response: add it, or remove x-paging"
        );
    };
    check_next(schemas, context, &response, &paging, &pointer)?;
    let item = item_type(
        schemas,
        context,
        &response,
        &paging,
        &join(&pointer, "items"),
    )?;
    if let Some(parameters) = lowered.as_array_mut() {
        parameters.push(json!({ "name": ITEM, "in": "query", "required": true, "schema": item }));
    }
    Ok(Some(paging))
}

/// Checks that the response has the value for the next page and, for a cursor in the
/// request body, that the request has the same property.
fn check_next<'a>(
    schemas: &Schemas<'a>,
    context: &OperationContext<'a>,
    response: &Json<'a>,
    paging: &Paging,
    pointer: &str,
) -> Result<()> {
    let next_pointer = join(pointer, "next");
    let (next, _) = find(schemas, response, &paging.next, &next_pointer)?;
    check_type(next, paging, &next_pointer)?;
    let NextPage::Property(property) = &paging.next_page else {
        return Ok(());
    };
    let pointer = join(pointer, "property");
    let Some(request) = request(schemas, context) else {
        bail!(
            pointer,
            "a cursor property needs a JSON request body: name a query parameter, or remove x-paging"
        );
    };
    check_property(
        find(schemas, &request, property, &pointer)?.0,
        next,
        paging,
        &pointer,
    )
}

/// Checks that the next page is given by a string or, for a cursor, a number.
fn check_type(next: &Value, paging: &Paging, pointer: &str) -> Result<()> {
    let (kind, next_pointer) = (text(next, "type"), &paging.next);
    let found = with_article(kind);
    match (kind, &paging.next_page) {
        ("string" | "", _) => Ok(()),
        (_, NextPage::Link) => bail!(
            pointer,
            "{next_pointer} is {found} in the response: point to a string"
        ),
        ("integer" | "number", _) => Ok(()),
        _ => bail!(
            pointer,
            "{next_pointer} is {found} in the response: point to a string or a number"
        ),
    }
}

fn with_article(kind: &str) -> String {
    match kind {
        "array" | "integer" | "object" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

/// Checks that the cursor has the same type in both directions.
fn check_property(property: &Value, next: &Value, paging: &Paging, pointer: &str) -> Result<()> {
    match (text(property, "type"), text(next, "type")) {
        ("", _) | (_, "") => Ok(()),
        (sent, received) if sent == received => Ok(()),
        (sent, received) => bail!(
            pointer,
            "{} in the request, but {} is {} in the response: use the same type",
            with_article(sent),
            paging.next,
            with_article(received)
        ),
    }
}

fn check_keys(x_paging: &Value, pointer: &str) -> Result<()> {
    let Some(members) = x_paging.as_object() else {
        bail!(
            pointer,
            "expected an object: items, next and, for a cursor, parameter or property"
        );
    };
    let mut keys = members.keys();
    match keys.find(|key| !["items", "next", "parameter", "property"].contains(&key.as_str())) {
        Some(other) => bail!(
            join(pointer, other),
            "unknown key `{other}` in x-paging: use items, next and parameter or property"
        ),
        None => Ok(()),
    }
}

/// Returns a pointer into the response or, for `property`, the request.
fn read_pointer(x_paging: &Value, key: &str, pointer: &str) -> Result<String> {
    let direction = if key == "property" {
        "request"
    } else {
        "response"
    };
    match text(x_paging, key) {
        "" if x_paging.get(key) == Some(&json!("")) && key == "items" => Ok(String::new()),
        pointer if pointer.starts_with('/') => Ok(pointer.to_owned()),
        _ => bail!(
            join(pointer, key),
            "`{key}` must be a JSON pointer into the {direction}: write /{key}"
        ),
    }
}

fn next_page(x_paging: &Value, parameters: &[Parameter], pointer: &str) -> Result<NextPage> {
    if x_paging.get("property").is_some() {
        if x_paging.get("parameter").is_some() {
            bail!(
                pointer,
                "a cursor is sent in one place: remove parameter or property"
            );
        }
        return Ok(NextPage::Property(read_pointer(
            x_paging, "property", pointer,
        )?));
    }
    let Some(named) = x_paging.get("parameter") else {
        return Ok(NextPage::Link);
    };
    let mut in_query = parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Query);
    match in_query.find(|parameter| named == parameter.name.as_str()) {
        Some(parameter) => Ok(NextPage::Parameter(parameter.name.clone())),
        None => bail!(
            join(pointer, "parameter"),
            "{named} is not a query parameter of the operation: name the one for the cursor (for a cursor in a JSON body, use `property`)"
        ),
    }
}

/// A JSON body: its schema and location.
struct Json<'a> {
    schema: &'a Value,
    pointer: String,
    direction: &'static str,
}

/// Returns the JSON of a response or a request body at `pointer`.
fn json_of<'a>(
    schemas: &Schemas<'a>,
    body: &'a Value,
    pointer: &str,
    direction: &'static str,
) -> Option<Json<'a>> {
    let (body, pointer) = refs::resolve(schemas.document, body, pointer);
    let content = body["content"].as_object()?;
    let is_json = |media_type: &str| {
        let kind = essence(media_type);
        kind == "application/json" || kind.ends_with("+json")
    };
    let (media_type, media) = content.iter().find(|(media_type, _)| is_json(media_type))?;
    let pointer = join(&join(&join(&pointer, "content"), media_type), "schema");
    Some(Json {
        schema: &media["schema"],
        pointer,
        direction,
    })
}

fn response<'a>(schemas: &Schemas<'a>, context: &OperationContext<'a>) -> Option<Json<'a>> {
    let base = join(&context.pointer, "responses");
    let responses = schemas
        .document
        .entries(&context.operation["responses"], &base);
    let mut successes = responses
        .into_iter()
        .filter(|(status, _)| status.starts_with('2'));
    successes
        .find_map(|(status, response)| json_of(schemas, response, &join(&base, status), "response"))
}

fn request<'a>(schemas: &Schemas<'a>, context: &OperationContext<'a>) -> Option<Json<'a>> {
    let body = context.operation.get("requestBody")?;
    json_of(
        schemas,
        body,
        &join(&context.pointer, "requestBody"),
        "request",
    )
}

/// Returns the schema at `pointer` in a body; `declaration` is the pointer to the
/// keyword, for errors.
fn find<'a>(
    schemas: &Schemas<'a>,
    json: &Json<'a>,
    pointer: &str,
    declaration: &str,
) -> Result<(&'a Value, String)> {
    let mut found = refs::resolve(schemas.document, json.schema, &json.pointer);
    for step in pointer.split('/').skip(1) {
        let key = unescape(step);
        found = property(schemas, found.0, &found.1, &key).ok_or_else(|| {
            let direction = json.direction;
            let problem = format!(
                "{pointer} is not in the {direction}: its schema has no property {key:?} there; correct the pointer, or add the property"
            );
            Error::document(declaration, problem)
        })?;
    }
    Ok(found)
}

/// Returns a property of an object, including those of its parts.
fn property<'a>(
    schemas: &Schemas<'a>,
    schema: &'a Value,
    pointer: &str,
    key: &str,
) -> Option<(&'a Value, String)> {
    if let Some(property) = schema["properties"].get(key) {
        let pointer = join(&join(pointer, "properties"), key);
        return Some(refs::resolve(schemas.document, property, &pointer));
    }
    ["allOf", "oneOf", "anyOf"].iter().find_map(|keyword| {
        let parts = schema[*keyword].as_array()?;
        parts.iter().enumerate().find_map(|(index, part)| {
            let pointer = join_index(&join(pointer, keyword), index);
            let (part, pointer) = refs::resolve(schemas.document, part, &pointer);
            property(schemas, part, &pointer, key)
        })
    })
}

/// Returns the lowered schema of an item: its type in the response.
fn item_type(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    response: &Json<'_>,
    paging: &Paging,
    pointer: &str,
) -> Result<Value> {
    let (items, items_pointer) = find(schemas, response, &paging.items, pointer)?;
    let Some(item) = items.get("items") else {
        bail!(
            pointer,
            "{} is not an array in the response: point to an array",
            paging.items
        );
    };
    let pointer = join(&items_pointer, "items");
    let known = schemas
        .named
        .iter()
        .find(|(_, named)| named.pointer == pointer);
    match known {
        Some((rust_name, _)) => Ok(reference(rust_name)),
        None => schemas.lower(item, &context.name_for("item"), &pointer),
    }
}
