//! Answers: what a call that went well gives, and every other documented status.

use serde_json::{Value, json};

use super::names::text;
use super::operations::{Site, essence, hint, resolve, single};
use super::schemas::Schemas;
use crate::error::{Refusal, Result, join};
use crate::plan::{Answer, Success};
use crate::refs;

pub(crate) struct Responses {
    pub(crate) success: Success,
    pub(crate) planned: Vec<Answer>,
    /// The one response that progenitor sees.
    pub(crate) lowered: Value,
}

pub(crate) fn responses(
    schemas: &mut Schemas<'_>,
    site: &Site<'_>,
    has_body: bool,
) -> Result<Responses> {
    let base = join(&site.at, "responses");
    let mut planned = Vec::new();
    let mut success: Option<Value> = None;
    let mut redirects = false;
    for (status, response) in site.operation["responses"]
        .as_object()
        .into_iter()
        .flatten()
    {
        let (response, at) = resolve(schemas.document, response, &join(&base, status));
        let class = class(status, &join(&base, status))?;
        redirects |= class == b'3';
        let good = class == b'2';
        planned.push(answer(schemas, status, response, good));
        if !good {
            error_body(schemas, site, status, response, &at)?;
            continue;
        }
        let body = good_body(schemas, site, status, response, &at)?;
        match &success {
            Some(other) if *other != body => {
                return Err(Refusal::at(
                    at,
                    "two good answers with different bodies are not understood: give them one schema",
                ));
            }
            _ => success = Some(body),
        }
    }
    let (success, body) = match success {
        Some(Value::Null) => (Success::Empty, None),
        Some(schema) => {
            let envelope =
                refs::schema_name(&schema).and_then(|name| schemas.envelopes.get(&name).cloned());
            (Success::Json { envelope }, Some(schema))
        }
        None if redirects && site.method == "get" && !has_body => (Success::Redirect, None),
        None if redirects => {
            return Err(Refusal::at(
                base,
                "only a GET without a body can be answered by a redirect alone: add the good answer",
            ));
        }
        None => {
            return Err(Refusal::at(
                base,
                "there is no good answer: add the 2XX that the call gives",
            ));
        }
    };
    let mut lowered = json!({ "description": "" });
    if let Some(schema) = body {
        lowered["content"] = json!({ "application/json": { "schema": schema } });
    }
    Ok(Responses {
        success,
        planned,
        lowered,
    })
}

/// The status' first digit; `default` counts as an error.
fn class(status: &str, at: &str) -> Result<u8> {
    let bytes = status.as_bytes();
    match bytes {
        b"default" => Ok(b'5'),
        [class @ b'2'..=b'5', b'X', b'X'] => Ok(*class),
        [class @ b'2'..=b'5', a, b] if a.is_ascii_digit() && b.is_ascii_digit() => Ok(*class),
        _ => Err(Refusal::at(
            at,
            format!(
                "{status:?} is no status that a call can end with: use 200 to 599, 2XX to 5XX or default"
            ),
        )),
    }
}

fn answer(schemas: &Schemas<'_>, status: &str, response: &Value, good: bool) -> Answer {
    let headers = response["headers"].as_object().into_iter().flatten();
    Answer {
        status: status.to_owned(),
        description: text(response, "description").trim().to_owned(),
        headers: headers
            .map(|(name, header)| {
                let header = refs::follow(schemas.document, header);
                (name.clone(), text(header, "description").trim().to_owned())
            })
            .collect(),
        good,
    }
}

/// The lowered schema of a good answer, null where it has no body.
fn good_body(
    schemas: &mut Schemas<'_>,
    site: &Site<'_>,
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
    if site.method == "head" || status == "204" {
        return Err(Refusal::at(
            at,
            "an answer to HEAD and a 204 have no body: take the content out",
        ));
    }
    let (media_type, media, at) = single(content, &at)?;
    if essence(media_type) != "application/json" {
        return Err(Refusal::at(
            at,
            format!("answers of type {media_type} are not understood: only application/json is"),
        ));
    }
    no_encoding(media, &at)?;
    schemas.lower(
        &media["schema"],
        &hint(site, "response"),
        &join(&at, "schema"),
    )
}

/// Bodies of errors are read by the runtime. Their schemas are still given
/// types, so that a program can decode them.
fn error_body(
    schemas: &mut Schemas<'_>,
    site: &Site<'_>,
    status: &str,
    response: &Value,
    at: &str,
) -> Result<()> {
    for (media_type, media) in response["content"].as_object().into_iter().flatten() {
        let at = join(&join(at, "content"), media_type);
        let kind = essence(media_type);
        no_encoding(media, &at)?;
        if kind == "application/json"
            || (kind.starts_with("application/") && kind.ends_with("+json"))
        {
            let name = if at.starts_with(&site.at) {
                hint(site, &format!("error-{status}"))
            } else {
                // A shared response: named once, for itself.
                format!(
                    "{}Error",
                    super::names::type_name(at.split('/').nth(3).unwrap_or_default())
                )
            };
            if !schemas.plan.contains_key(&name) || media["schema"].get("$ref").is_some() {
                schemas.lower(&media["schema"], &name, &join(&at, "schema"))?;
            }
        } else if !kind.starts_with("text/") {
            return Err(Refusal::at(
                at,
                format!("errors of type {media_type} are not understood: only JSON and texts are"),
            ));
        }
    }
    Ok(())
}

fn no_encoding(media: &Value, at: &str) -> Result<()> {
    match media.get("encoding") {
        Some(_) => Err(Refusal::at(
            join(at, "encoding"),
            "encoding is understood only in multipart/form-data: leave it out",
        )),
        None => Ok(()),
    }
}
