//! Lowers the checked document to an OpenAPI 3.0 document that progenitor supports,
//! and the model with everything else. Each file lowers one construct.

mod aliases;
mod all_of;
mod bodies;
mod by_status;
mod checks;
mod context;
mod discriminated_bases;
mod docs;
mod enums;
mod error_bodies;
mod form_names;
mod forms;
mod headers;
mod media;
mod merge;
mod multipart;
mod names;
mod objects;
mod openapiv3_schema;
mod operations;
mod paging;
mod parameters;
mod paths;
mod placeholder;
mod references;
mod responses;
mod schema_kind;
mod schema_registry;
mod schemas;
mod security;
mod servers;
mod subschema_names;
mod success;
mod unions;

use std::collections::BTreeMap;

use openapiv3::{Components, OpenAPI, ReferenceOr};
use serde_json::{Value, json};

use crate::document::Document;
use crate::error::{Error, Problems, Result};
use crate::model::{Model, Names, Operation, Response, Schemas, Success};
use crate::warnings::Warnings;
use operations::Operations;
use references::{contains_secret, references, used, with_secrets};

pub(crate) use paging::ITEM;
pub(crate) use placeholder::{EXTRA, property_field, subschema_field};
pub(crate) use schema_kind::{DOWNLOAD, FILE, INTEGER, UNIX_MS};

pub(crate) struct Lowered {
    pub(crate) document: OpenAPI,
    pub(crate) model: Model,
}

/// Lowers a normalized document. Operations and components are lowered
/// independently, to find the errors of all. Returns `None` if one failed.
pub(crate) fn lower(
    document: &Document,
    warnings: &Warnings,
    problems: &Problems,
) -> Option<Lowered> {
    let before = problems.pointers();
    let found = Problems::default();
    let mut schemas =
        schema_registry::Schemas::new(document, form_names::form_names(document), warnings, &found);
    schemas.lower_components();
    let operations = operations::operations(&mut schemas);
    problems.add_others(&found, &before);
    if !problems.is_empty() {
        return None;
    }
    problems.ok_or_record(finish(schemas, operations))
}

fn finish(schemas: schema_registry::Schemas<'_>, mut operations: Operations) -> Result<Lowered> {
    let document = schemas.document;
    mark_secrets(&schemas, &mut operations);
    let lowered = std::mem::take(&mut operations.lowered).into_iter();
    // Each has its own path, whatever its path in the document.
    let paths = lowered.map(|(name, operation)| (format!("/{name}"), json!({ "post": operation })));
    let paths = Value::Object(paths.collect());
    let roots = roots(&paths, &operations);
    let responses = response_roots(&paths, &operations);
    let reached = references::reachable(&schemas, roots.clone());
    Ok(Lowered {
        document: for_progenitor(&schemas, paths, &reached)?,
        model: Model {
            title: names::text(&document["info"], "title").to_owned(),
            servers: servers::client_servers(
                &operations.server,
                &operations.all,
                &operations.schemes,
                schemas.warnings,
            ),
            server: operations.server,
            schemes: operations.schemes,
            shared_responses: shared_responses(&operations.all),
            shared_error: shared_error(&operations.all),
            unused_schemas: unused(&schemas, &reached),
            schemas: Schemas::new(used(schemas, roots, operations.request_types, responses)),
            operations: operations.all,
            scopes: operations.scopes,
        },
    })
}

/// Returns the document for progenitor: the reachable types, and a path per operation.
fn for_progenitor(
    schemas: &schema_registry::Schemas<'_>,
    paths: Value,
    reached: &Names,
) -> Result<OpenAPI> {
    let info = &schemas.document["info"];
    let lowered = json!({
        "openapi": "3.0.3",
        "info": { "title": names::text(info, "title"), "version": names::text(info, "version") },
        "paths": paths,
    });
    let mut typed: OpenAPI = serde_json::from_value(lowered)
        .map_err(|error| Error::generator("", format!("lowered to invalid OpenAPI: {error}")))?;
    let mut components = Components::default();
    for name in reached {
        if let Some(named) = schemas.named.get(name) {
            let placeholder = ReferenceOr::Item(placeholder::placeholder(named)?);
            components.schemas.insert(name.clone(), placeholder);
        }
    }
    typed.components = Some(components);
    Ok(typed)
}

fn mark_secrets(schemas: &schema_registry::Schemas<'_>, operations: &mut Operations) {
    let with_secrets = with_secrets(schemas);
    for operation in &mut operations.all {
        let lowered = operations.lowered.get(&operation.method_name);
        operation.secret = lowered.is_some_and(|lowered| contains_secret(&with_secrets, lowered));
    }
}

/// Returns the types that operations refer to directly.
fn roots(paths: &Value, operations: &Operations) -> Names {
    let mut direct = Vec::new();
    references(paths, &mut direct);
    direct.extend(operations.error_and_header_types.iter().cloned());
    direct.into_iter().collect()
}

/// Returns the types that responses refer to directly.
fn response_roots(paths: &Value, operations: &Operations) -> Names {
    let items = paths.as_object().into_iter().flatten();
    let methods = items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    let mut direct = operations.error_and_header_types.iter().cloned().collect();
    for (_, operation) in methods {
        references(&operation["responses"], &mut direct);
    }
    direct.into_iter().collect()
}

/// Returns the components that no operation uses: as a type, an envelope, a constant or an alias.
fn unused(schemas: &schema_registry::Schemas<'_>, reached: &Names) -> Vec<String> {
    let document = schemas.document;
    let entries = document.entries_at(schema_registry::COMPONENTS).into_iter();
    entries
        .filter(|(name, entry)| {
            let rust_name = schemas.names.component(name);
            !reached.contains(&rust_name)
                && !schemas.absorbed.contains(&rust_name)
                && !schemas.is_transparent(
                    entry,
                    &crate::error::join(schema_registry::COMPONENTS, name),
                )
        })
        .map(|(name, _)| name.clone())
        .collect()
}

/// Returns the error responses of more than half of the operations, if there are enough
/// operations to share them.
fn shared_responses(operations: &[Operation]) -> Vec<Response> {
    const MIN_OPERATIONS: usize = 4;
    let mut counts: BTreeMap<(&str, &str), (usize, &Response)> = BTreeMap::new();
    let is_sent = |operation: &&Operation| !matches!(operation.success, Success::Redirect);
    let sent = operations.iter().filter(is_sent);
    let all = sent.clone().flat_map(|operation| &operation.responses);
    for response in all.filter(|response| !response.success) {
        if let Some(component) = &response.component {
            let key = (response.status.as_str(), component.as_str());
            counts.entry(key).or_insert((0, response)).0 += 1;
        }
    }
    let calls = sent.count();
    let counts = counts.into_values();
    counts
        .filter(|(count, _)| *count >= MIN_OPERATIONS && count * 2 > calls)
        .map(|(_, response)| response.clone())
        .collect()
}

/// Returns the type of the error bodies of more than half of the operations.
fn shared_error(operations: &[Operation]) -> Option<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for error in operations
        .iter()
        .filter_map(|operation| operation.error.as_ref())
    {
        *counts.entry(error).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 1 && count * 2 > operations.len())
        .map(|(name, _)| name.clone())
}
