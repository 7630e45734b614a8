//! The result of a successful call.

use serde_json::Value;

use super::by_status::{self, Variant};
use super::context::OperationContext;
use super::media::{ChosenMedia, Encoding};
use super::names::text;
use super::responses::{DocumentedResponse, Lowered, content};
use super::schema_registry::{Schemas, reference};
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{Content, ContentKind, Shape, Success};

/// The result of a call, and its schema for progenitor.
type LoweredSuccess = (Success, Option<Value>);

pub(super) fn success(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    lowered: &mut Lowered,
    successes: &[DocumentedResponse<'_>],
    errors: &[DocumentedResponse<'_>],
) -> Result<LoweredSuccess> {
    if successes.is_empty() {
        return Ok((without_success(schemas, context, errors), None));
    }
    let bodies: Vec<&ChosenMedia<'_>> = successes
        .iter()
        .filter_map(|response| response.body.as_ref())
        .collect();
    let Some((first, others)) = bodies.split_first() else {
        return Ok((Success::Empty, None));
    };
    if !others.iter().all(|other| is_same(first, other)) {
        return by_status(schemas, context, lowered, successes);
    }
    let hint = context.name_for("response");
    let (kind, schema) = content(schemas, lowered, first, &hint)?;
    let (envelope, schema) = match kind {
        ContentKind::Json => unwrap_envelope(schemas, schema),
        _ => (None, schema),
    };
    let accept = accept(bodies.iter().copied());
    let content = Content {
        kind,
        accept,
        envelope,
    };
    let success = always_or_not(content, bodies.len() == successes.len());
    Ok((success, Some(schema)))
}

/// Returns the body of the successes, optional if some have none. A stream of events without a body
/// is empty.
fn always_or_not(content: Content, always: bool) -> Success {
    let is_events = matches!(content.kind, ContentKind::Events | ContentKind::TextEvents);
    if always || is_events {
        Success::Body(content)
    } else {
        Success::Optional(content)
    }
}

/// Returns the result if neither a 2XX nor `default` is documented.
fn without_success(
    schemas: &Schemas<'_>,
    context: &OperationContext<'_>,
    errors: &[DocumentedResponse<'_>],
) -> Success {
    let is_redirect = |response: &DocumentedResponse<'_>| {
        response.status.starts_with('3') && response.status != "304"
    };
    if !errors.iter().any(is_redirect) {
        let message = "no successful response is described: its body is ignored";
        let pointer = join(&context.pointer, "responses");
        schemas.warn(&pointer, message);
        return Success::Empty;
    }
    let is_page = context.method == "get"
        && context.operation.get("requestBody").is_none()
        && !needs_credential(schemas.document, context)
        && !has_header(schemas.document, context);
    // A request of a browser has no credential and no header parameters.
    if is_page {
        Success::Redirect
    } else {
        Success::Location
    }
}

fn needs_credential(document: &Value, context: &OperationContext<'_>) -> bool {
    let own = context.operation.get("security");
    let requirements = own
        .or_else(|| document.get("security"))
        .and_then(Value::as_array);
    let is_none = |requirement: &Value| {
        requirement
            .as_object()
            .is_some_and(|schemes| schemes.is_empty())
    };
    requirements.is_some_and(|all| !all.is_empty() && !all.iter().any(is_none))
}

/// Returns whether an operation has parameters outside of the URL.
fn has_header(document: &Value, context: &OperationContext<'_>) -> bool {
    let lists = [context.operation, context.item].map(|object| object["parameters"].as_array());
    let mut all = lists.into_iter().flatten().flatten();
    all.any(|parameter| {
        matches!(
            text(refs::follow(document, parameter), "in"),
            "header" | "cookie"
        )
    })
}

/// Returns whether two bodies are decoded the same way.
fn is_same(one: &ChosenMedia<'_>, other: &ChosenMedia<'_>) -> bool {
    let (one, other) = (&one.media, &other.media);
    one.encoding == other.encoding
        && (one.schema() == other.schema()
            || matches!(one.encoding, Encoding::Text | Encoding::Binary))
}

/// Returns an enum with a variant per success.
fn by_status(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    lowered: &mut Lowered,
    successes: &[DocumentedResponse<'_>],
) -> Result<LoweredSuccess> {
    let mut variants = Vec::new();
    for response in successes {
        let hint = context.name_for(&format!("response-{}", response.status));
        let body = response.body.as_ref();
        let body = body.map(|chosen| content(schemas, lowered, chosen, &hint));
        variants.push(Variant {
            status: response.status.clone(),
            description: text(response.response, "description").to_owned(),
            body: body.transpose()?,
        });
    }
    let name = by_status::add_type(
        schemas,
        context,
        ("response", "response"),
        Shape::Responses,
        variants,
    );
    let accept = accept(
        successes
            .iter()
            .filter_map(|response| response.body.as_ref()),
    );
    Ok((Success::ByStatus { accept }, Some(reference(&name))))
}

/// Returns the media types for the `Accept` header.
fn accept<'c, 'a: 'c>(bodies: impl IntoIterator<Item = &'c ChosenMedia<'a>>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for body in bodies {
        let binary_types: Vec<&str> = body.binary_types.iter().map(|media| media.name).collect();
        let requested = match (binary_types.as_slice(), body.media.encoding) {
            ([], Encoding::Json) if body.media.name.contains('*') => {
                &["application/json", "*/*;q=0.1"]
            }
            ([], _) => std::slice::from_ref(&body.media.name),
            (binary_types, _) => binary_types,
        };
        for name in requested {
            if !names.contains(name) {
                names.push(name);
            }
        }
    }
    names.join(", ")
}

/// Unwraps an envelope with one property. With others, their values would be lost.
fn unwrap_envelope(schemas: &mut Schemas<'_>, schema: Value) -> (Option<String>, Value) {
    let unwrapped = refs::schema_name(&schema).and_then(|name| {
        let envelope = schemas.envelopes.get(&name)?.clone();
        let named = schemas.named.get(&name)?;
        let Shape::Object(object) = &named.shape else {
            return None;
        };
        let [only] = object.properties.as_slice() else {
            return None;
        };
        if object.extra.is_some() {
            return None;
        }
        let inner = named.lowered["properties"][&only.field].clone();
        schemas.absorbed.insert(name);
        Some((Some(envelope), inner))
    });
    unwrapped.unwrap_or((None, schema))
}
