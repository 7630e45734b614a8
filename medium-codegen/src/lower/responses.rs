//! Responses: what a call that went well gives, and every other documented
//! status.

use serde_json::{Value, json};

use super::context::{OperationContext, essence, no_encoding, single};
use super::names::{text, type_name};
use super::references::references;
use super::registry::Schemas;
use crate::document::refs;
use crate::error::{Result, bail, join};
use crate::model::{Response, Shape, Success};

pub(super) struct Responses {
    pub(super) success: Success,
    pub(super) all: Vec<Response>,
    /// The one response that progenitor sees.
    pub(super) lowered: Value,
    /// The types that the bodies of errors name.
    pub(super) error_types: Vec<String>,
}

pub(super) fn responses(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    has_body: bool,
) -> Result<Responses> {
    let base = join(&context.at, "responses");
    let (mut all, mut error_types) = (Vec::new(), Vec::new());
    let mut body: Option<Value> = None;
    let mut redirects = false;
    let document = schemas.document;
    for (status, entry) in document.entries(&context.operation["responses"], &base) {
        let here = join(&base, status);
        let (response, at) = refs::resolve(document, entry, &here);
        let class = class(status, &here)?;
        redirects |= class == b'3';
        let success = class == b'2';
        all.push(described(schemas, status, entry, response, success));
        if !success {
            error_types.extend(error_body(schemas, context, status, response, &at)?);
            continue;
        }
        let found = success_body(schemas, context, status, response, &at)?;
        if body.as_ref().is_some_and(|other| *other != found) {
            bail!(
                at,
                "two success responses with different bodies are not supported: give them one schema"
            );
        }
        body = Some(found);
    }
    let redirects = redirects.then_some(context.method == "get" && !has_body);
    let (success, schema) = outcome(schemas, body, redirects, &base)?;
    Ok(Responses {
        success,
        all,
        lowered: lowered(schema),
        error_types,
    })
}

/// A response for progenitor.
fn lowered(schema: Option<Value>) -> Value {
    match schema {
        Some(schema) => {
            json!({ "description": "", "content": { "application/json": { "schema": schema } } })
        }
        None => json!({ "description": "" }),
    }
}

/// What a call gives, and its schema. `redirects` says whether there is a
/// redirect, and whether it may stand alone.
fn outcome(
    schemas: &mut Schemas<'_>,
    body: Option<Value>,
    redirects: Option<bool>,
    base: &str,
) -> Result<(Success, Option<Value>)> {
    match (body, redirects) {
        (Some(Value::Null), _) => Ok((Success::Empty, None)),
        (Some(schema), _) => {
            let (envelope, schema) = unwrapped(schemas, schema);
            Ok((Success::Json { envelope }, Some(schema)))
        }
        (None, Some(true)) => Ok((Success::Redirect, None)),
        (None, Some(false)) => bail!(
            base,
            "only a GET without a body can be answered by a redirect alone: add the success response"
        ),
        (None, None) => bail!(
            base,
            "there is no success response: add the 2XX that the call gives"
        ),
    }
}

/// Takes a schema out of its envelope, if it has one.
fn unwrapped(schemas: &mut Schemas<'_>, schema: Value) -> (Option<String>, Value) {
    let found = refs::schema_name(&schema).and_then(|name| {
        let envelope = schemas.envelopes.get(&name)?.clone();
        let named = schemas.named.get(&name)?;
        let Shape::Object(object) = &named.shape else {
            return None;
        };
        let mut properties = object.properties.iter();
        let field = &properties.find(|one| one.json_name == envelope)?.field;
        let inner = named.lowered["properties"][field].clone();
        schemas.absorbed.insert(name);
        Some((Some(envelope), inner))
    });
    found.unwrap_or((None, schema))
}

/// The status' first digit; `default` counts as an error.
fn class(status: &str, at: &str) -> Result<u8> {
    let bytes = status.as_bytes();
    match bytes {
        b"default" => Ok(b'5'),
        [class @ b'2'..=b'5', b'X', b'X'] => Ok(*class),
        [class @ b'2'..=b'5', a, b] if a.is_ascii_digit() && b.is_ascii_digit() => Ok(*class),
        _ => bail!(
            at,
            "{status:?} is no status that a call can end with: use 200 to 599, 2XX to 5XX or default"
        ),
    }
}

fn described(
    schemas: &Schemas<'_>,
    status: &str,
    entry: &Value,
    response: &Value,
    success: bool,
) -> Response {
    let headers = response["headers"].as_object().into_iter().flatten();
    let reference = entry.get("$ref").and_then(Value::as_str);
    Response {
        status: status.to_owned(),
        description: text(response, "description").trim().to_owned(),
        headers: headers
            .map(|(name, header)| {
                let header = refs::follow(schemas.document, header);
                (name.clone(), text(header, "description").trim().to_owned())
            })
            .collect(),
        success,
        component: reference.map(str::to_owned),
    }
}

/// The lowered schema of a good response, null where it has no body.
fn success_body(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    status: &str,
    response: &Value,
    at: &str,
) -> Result<Value> {
    let at = join(at, "content");
    let Some(content) = response
        .get("content")
        .filter(|content| **content != json!({}))
    else {
        return Ok(Value::Null);
    };
    if context.method == "head" || status == "204" {
        bail!(
            at,
            "a response to HEAD and a 204 have no body: take the content out"
        );
    }
    let (media_type, media, at) = single(content, &at)?;
    if essence(media_type) != "application/json" {
        bail!(
            at,
            "responses of type {media_type} are not supported: only application/json is"
        );
    }
    no_encoding(media, &at)?;
    schemas.lower(
        &media["schema"],
        &context.name_for("response"),
        &join(&at, "schema"),
    )
}

/// Bodies of errors are read by the runtime. Their schemas are still given
/// types, so that a program can decode them: the names of those types.
fn error_body(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    status: &str,
    response: &Value,
    at: &str,
) -> Result<Vec<String>> {
    let mut types = Vec::new();
    for (media_type, media) in response["content"].as_object().into_iter().flatten() {
        let at = join(&join(at, "content"), media_type);
        let kind = essence(media_type);
        no_encoding(media, &at)?;
        if kind == "application/json"
            || (kind.starts_with("application/") && kind.ends_with("+json"))
        {
            let name = error_name(context, status, &at);
            if schemas.named.contains_key(&name) && media["schema"].get("$ref").is_none() {
                types.push(name);
                continue;
            }
            let lowered = schemas.lower(&media["schema"], &name, &join(&at, "schema"))?;
            references(&lowered, &mut types);
        } else if !kind.starts_with("text/") {
            bail!(
                at,
                "errors of type {media_type} are not supported: only JSON and text are"
            );
        }
    }
    Ok(types)
}

/// The name of an error's inline schema. A shared response is named once, for
/// itself.
fn error_name(context: &OperationContext<'_>, status: &str, at: &str) -> String {
    if at.starts_with(&context.at) {
        return context.name_for(&format!("error-{status}"));
    }
    let component = at.split('/').nth(3).unwrap_or_default();
    format!("{}Error", type_name(component))
}
