//! The bodies of errors: the runtime keeps them as received, and a type decodes them.

use super::bodies::without_structure;
use super::by_status::{self, Variant};
use super::context::OperationContext;
use super::media::Encoding;
use super::names::{text, type_name};
use super::references::references;
use super::responses::{DocumentedResponse, Lowered, content};
use super::schema_registry::Schemas;
use crate::document::refs;
use crate::error::Result;
use crate::model::Shape;

/// Returns the type of an operation's JSON error bodies: the common one, or an enum by
/// status. Adds types that only errors use to `types`.
pub(super) fn error(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    lowered: &mut Lowered,
    errors: &[DocumentedResponse<'_>],
    types: &mut Vec<String>,
) -> Result<Option<String>> {
    let variants = variants(schemas, context, lowered, errors)?;
    let bodies = variants.iter().filter_map(|variant| variant.body.as_ref());
    bodies.for_each(|(_, schema)| references(schema, types));
    let Some(first) = variants.first().and_then(|variant| variant.body.as_ref()) else {
        return Ok(None);
    };
    let is_same = |other: &Variant| other.body.as_ref() == Some(first);
    if variants.iter().all(is_same) {
        return Ok(refs::schema_name(&first.1));
    }
    let name = by_status::add_type(
        schemas,
        context,
        ("error", "error responses"),
        Shape::ErrorResponses,
        variants,
    );
    types.push(name.clone());
    Ok(Some(name))
}

/// Returns the errors with JSON bodies.
fn variants(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    lowered: &mut Lowered,
    errors: &[DocumentedResponse<'_>],
) -> Result<Vec<Variant>> {
    let mut variants = Vec::new();
    for error in errors {
        let Some(chosen) = &error.body else { continue };
        if chosen.media.encoding != Encoding::Json {
            // Available as received.
            without_structure(schemas, &chosen.media, "text");
            continue;
        }
        let known = schemas.shared_errors.get(&chosen.media.pointer).cloned();
        lowered.extend(known.map(|schema| (chosen.media.pointer.clone(), schema)));
        let hint = name(context, error);
        let body = content(schemas, lowered, chosen, &hint)?;
        schemas
            .shared_errors
            .insert(chosen.media.pointer.clone(), body.1.clone());
        variants.push(Variant {
            status: error.status.clone(),
            description: text(error.response, "description").to_owned(),
            body: Some(body),
        });
    }
    Ok(variants)
}

/// Returns the name of an error's inline schema. A shared response is named after itself.
fn name(context: &OperationContext<'_>, error: &DocumentedResponse<'_>) -> String {
    if error.pointer.starts_with(&context.pointer) {
        return context.name_for(&format!("error-{}", error.status));
    }
    let component = error.pointer.split('/').nth(3).unwrap_or_default();
    format!("{}Error", type_name(component))
}
