//! Responses: every documented status, and how the client decodes its body.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::bodies::{encoding_is_unused, json, without_structure};
use super::context::OperationContext;
use super::media::{self, ChosenMedia, Encoding, may_be_text};
use super::names::text;
use super::schema_registry::Schemas;
use super::{error_bodies, headers, success};
use crate::document::refs;
use crate::error::{Result, bail, join};
use crate::model::{ContentKind, Response, Success};

pub(super) struct Responses {
    pub(super) success: Success,
    pub(super) all: Vec<Response>,
    /// Rust name of the type of success headers.
    pub(super) headers: Option<String>,
    /// Rust name of the type of error bodies.
    pub(super) error: Option<String>,
    /// The response for progenitor.
    pub(super) lowered: Value,
    /// The types that only errors and headers refer to.
    pub(super) types: Vec<String>,
}

/// A documented response.
#[derive(Clone)]
pub(super) struct DocumentedResponse<'a> {
    /// `200`, `2XX` or `default`.
    pub(super) status: String,
    pub(super) response: &'a Value,
    pub(super) pointer: String,
    /// The media type that the client decodes.
    pub(super) body: Option<ChosenMedia<'a>>,
    /// The reference to it, if it is one.
    component: Option<String>,
}

/// Lowered schemas by pointer.
pub(super) type Lowered = BTreeMap<String, Value>;

pub(super) fn responses(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
) -> Result<Responses> {
    let all = documented_responses(schemas, context)?;
    let (mut successes, errors): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|response| response.status.starts_with('2'));
    // Without a documented success, `default` is both a success and an error.
    let default = errors.iter().find(|response| response.status == "default");
    if let (true, Some(default)) = (successes.is_empty(), default) {
        successes.push(default.clone());
    }
    let mut lowered = Lowered::new();
    let (success, schema) = success::success(schemas, context, &mut lowered, &successes, &errors)?;
    let mut types = Vec::new();
    let headers = match success {
        Success::Redirect => None,
        _ => headers::headers(schemas, context, &successes)?,
    };
    types.extend(headers.clone());
    let error = error_bodies::error(schemas, context, &mut lowered, &errors, &mut types)?;
    let successes = successes
        .iter()
        .map(|response| response.to_response(schemas, true));
    let errors = errors
        .iter()
        .map(|response| response.to_response(schemas, false));
    Ok(Responses {
        success,
        all: successes.chain(errors).collect(),
        headers,
        error,
        lowered: for_progenitor(schema),
        types,
    })
}

fn for_progenitor(schema: Option<Value>) -> Value {
    match schema {
        Some(schema) => {
            json!({ "description": "", "content": { "application/json": { "schema": schema } } })
        }
        None => json!({ "description": "" }),
    }
}

/// Returns the responses of an operation that callers can get.
fn documented_responses<'a>(
    schemas: &Schemas<'a>,
    context: &OperationContext<'a>,
) -> Result<Vec<DocumentedResponse<'a>>> {
    let document = schemas.document;
    let base = join(&context.pointer, "responses");
    let mut all = Vec::new();
    for (status, entry) in document.entries(&context.operation["responses"], &base) {
        let here = join(&base, status);
        let Some(status) = normalize_status(status) else {
            bail!(
                here,
                "{status:?} is not a status: use 100 to 599, 1XX to 5XX or default"
            );
        };
        if status.starts_with('1') {
            let message = "interim responses are not reported: callers get the final response";
            schemas.warnings.add_not_represented(&here, message);
            continue;
        }
        let (response, pointer) = refs::resolve(document, entry, &here);
        let reference = entry.get("$ref").and_then(Value::as_str);
        all.push(DocumentedResponse {
            body: body(schemas, context, &status, response, &pointer),
            status,
            response,
            pointer,
            component: reference.map(str::to_owned),
        });
    }
    Ok(all)
}

/// Returns a status in its usual form.
fn normalize_status(status: &str) -> Option<String> {
    let upper = status.to_ascii_uppercase();
    match upper.as_bytes() {
        b"DEFAULT" => Some("default".to_owned()),
        [b'1'..=b'5', b'X', b'X'] => Some(upper),
        [b'1'..=b'5', a, b] if a.is_ascii_digit() && b.is_ascii_digit() => Some(upper),
        _ => None,
    }
}

/// Returns the media type of a response's body that the client decodes.
fn body<'a>(
    schemas: &Schemas<'a>,
    context: &OperationContext<'_>,
    status: &str,
    response: &'a Value,
    pointer: &str,
) -> Option<ChosenMedia<'a>> {
    let pointer = join(pointer, "content");
    let content = response.get("content")?;
    if context.method == "head" || matches!(status, "204" | "205" | "304") {
        if content.as_object().is_some_and(|all| !all.is_empty()) {
            let message = "a response to HEAD or with this status has no body (RFC 9110): ignored";
            schemas.warnings.add_not_represented(&pointer, message);
        }
        return None;
    }
    let chosen = media::choose_media_type(schemas.document, schemas.warnings, content, &pointer)?;
    if status.starts_with('2') {
        chosen.warn_about_others(schemas.warnings)
    } else {
        chosen.warn_about_other_schemas(schemas.warnings)
    }
    encoding_is_unused(schemas, &chosen.media);
    Some(chosen)
}

impl DocumentedResponse<'_> {
    fn to_response(&self, schemas: &Schemas<'_>, success: bool) -> Response {
        let headers = self.response["headers"].as_object().into_iter().flatten();
        Response {
            status: self.status.clone(),
            description: text(self.response, "description").trim().to_owned(),
            headers: headers
                .map(|(name, header)| {
                    let header = refs::follow(schemas.document, header);
                    (name.clone(), text(header, "description").trim().to_owned())
                })
                .collect(),
            success,
            component: self.component.clone(),
        }
    }
}

/// Returns how to decode a body, and its schema for progenitor.
pub(super) fn content(
    schemas: &mut Schemas<'_>,
    lowered: &mut Lowered,
    chosen: &ChosenMedia<'_>,
    hint: &str,
) -> Result<(ContentKind, Value)> {
    let media = &chosen.media;
    let text = json!({ "type": "string" });
    Ok(match media.encoding {
        Encoding::Json => {
            if let Some(known) = lowered.get(&media.pointer) {
                return Ok((ContentKind::Json, known.clone()));
            }
            let schema = json(schemas, media, hint)?;
            lowered.insert(media.pointer.clone(), schema.clone());
            (ContentKind::Json, schema)
        }
        Encoding::Text | Encoding::Form => {
            without_structure(schemas, media, "text");
            (ContentKind::Text, text)
        }
        Encoding::Events if is_text(schemas, media.schema()) => (ContentKind::TextEvents, text),
        Encoding::Events => (ContentKind::Events, json(schemas, media, hint)?),
        Encoding::Binary | Encoding::Multipart => {
            let others = chosen
                .binary_types
                .iter()
                .filter(|other| other.pointer != media.pointer);
            std::iter::once(media)
                .chain(others)
                .for_each(|media| without_structure(schemas, media, "bytes"));
            let download = json!({ "type": "string", "format": super::schema_kind::DOWNLOAD });
            (ContentKind::Download, download)
        }
    })
}

/// Returns whether the data of events is text, also without a schema.
fn is_text(schemas: &Schemas<'_>, schema: &Value) -> bool {
    may_be_text(refs::follow(schemas.document, schema))
}
