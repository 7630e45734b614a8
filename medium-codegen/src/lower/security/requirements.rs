//! The security requirements of an operation, and their scopes.

use serde_json::Value;

use super::super::context::OperationContext;
use super::super::names::text;
use crate::document::{Document, refs};
use crate::error::{Error, Result, bail, join, join_index};
use crate::model::Security;
use crate::warnings::Warnings;

use super::SCHEMES;

fn own_or_shared<'a>(
    document: &'a Document,
    context: &OperationContext<'a>,
) -> (Option<&'a Value>, String) {
    match context.operation.get("security") {
        Some(own) => (Some(own), join(&context.pointer, "security")),
        None => (document.get("security"), "/security".to_owned()),
    }
}

/// Returns the scheme of the operation whose key is sent where `parameter` is.
pub(crate) fn scheme_for_parameter(
    document: &Document,
    context: &OperationContext<'_>,
    parameter: &Value,
) -> Option<String> {
    let (location, name) = (text(parameter, "in"), text(parameter, "name"));
    let requirements = own_or_shared(document, context).0.and_then(Value::as_array);
    let mut names = requirements
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .flat_map(|schemes| schemes.keys());
    let is_sent_there = |scheme: &&String| {
        let scheme = document.pointer(&join(SCHEMES, scheme));
        scheme.is_some_and(|scheme| {
            let scheme = refs::follow(document, scheme);
            let key = text(scheme, "name");
            let is_same = key == name || (location == "header" && key.eq_ignore_ascii_case(name));
            text(scheme, "type") == "apiKey" && text(scheme, "in") == location && is_same
        })
    };
    names.find(is_sent_there).cloned()
}

/// Returns the security requirements of an operation, by the schemes' names in the document.
pub(crate) fn operation_security(
    document: &Document,
    context: &OperationContext<'_>,
    warnings: &Warnings,
) -> Result<Security> {
    let (found, pointer) = own_or_shared(document, context);
    let mut security = Security::default();
    let mut scopes: Vec<Vec<String>> = Vec::new();
    let requirements = found.and_then(Value::as_array);
    for (index, requirement) in requirements.into_iter().flatten().enumerate() {
        let pointer = join_index(&pointer, index);
        let mut names = Vec::new();
        for (name, needed) in document.entries(requirement, &pointer) {
            let needed = needed_scopes(document, name, needed, &pointer)?;
            if !needed.is_empty() && !scopes.contains(&needed) {
                scopes.push(needed);
            }
            names.push(name.clone());
        }
        if !security.requirements.contains(&names) {
            security.requirements.push(names);
        }
    }
    if scopes.len() > 1 {
        let message =
            "the security requirements need different scopes: the service decides which are enough";
        warnings.add_simplified(&pointer, message);
    } else {
        security.scopes = scopes.pop().unwrap_or_default();
    }
    Ok(security)
}

/// Returns the scopes that a scheme needs. An OAuth2 scheme has to declare them.
fn needed_scopes(
    document: &Value,
    scheme: &str,
    needed: &Value,
    pointer: &str,
) -> Result<Vec<String>> {
    let found = document
        .pointer(&join(SCHEMES, scheme))
        .map(|scheme| refs::follow(document, scheme))
        .ok_or_else(|| {
            let problem = format!(
                "{scheme:?} is not a security scheme of the document: add it, or correct the name"
            );
            Error::document(pointer, problem)
        })?;
    let listed = needed.as_array().into_iter().flatten();
    let needed: Vec<String> = listed
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    let flows = found["flows"].as_object().into_iter().flatten();
    let declared = flows.filter_map(|(_, flow)| flow["scopes"].as_object());
    if text(found, "type") == "oauth2"
        && let Some(unknown) = needed
            .iter()
            .find(|scope| !declared.clone().any(|scopes| scopes.contains_key(*scope)))
    {
        bail!(
            pointer,
            "no flow of {scheme:?} has the scope {unknown:?}: add it there, or correct the name"
        );
    }
    Ok(needed)
}
