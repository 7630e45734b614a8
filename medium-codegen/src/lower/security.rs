//! Which credential and which scope an operation needs.

use serde_json::Value;

use super::context::OperationContext;
use super::names::text;
use crate::document::{Document, refs};
use crate::error::{Diagnostic, Result, bail, join};

const SCHEMES: &str = "/components/securitySchemes";

/// Refuses kinds of credential that the runtime can't send.
pub(super) fn check_schemes(document: &Document) -> Result<()> {
    for (name, scheme) in document.entries_at(SCHEMES) {
        let scheme = refs::follow(document, scheme);
        let known = match text(scheme, "type") {
            "http" => text(scheme, "scheme").eq_ignore_ascii_case("bearer"),
            "oauth2" | "openIdConnect" => true,
            _ => false,
        };
        if !known {
            bail!(
                join(SCHEMES, name),
                "this kind of credential is not supported: use http bearer or oauth2 (a key in a header can be a header parameter of format password)"
            );
        }
    }
    Ok(())
}

/// Every scope that the document declares, with its description.
pub(super) fn declared(document: &Document) -> Vec<(String, String)> {
    let mut scopes: Vec<(String, String)> = Vec::new();
    for (name, scheme) in document.entries_at(SCHEMES) {
        let (scheme, at) = refs::resolve(document, scheme, &join(SCHEMES, name));
        let at = join(&at, "flows");
        for (flow, value) in document.entries(&scheme["flows"], &at) {
            let at = join(&join(&at, flow), "scopes");
            for (name, description) in document.entries(&value["scopes"], &at) {
                if scopes.iter().all(|(known, _)| known != name) {
                    let description = description.as_str().unwrap_or_default();
                    scopes.push((name.clone(), description.trim().to_owned()));
                }
            }
        }
    }
    scopes
}

/// The scopes of an operation, each of which is `declared`; `None` where it is
/// called without a credential.
pub(super) fn scopes(
    document: &Value,
    context: &OperationContext<'_>,
    declared: &[(String, String)],
) -> Result<Option<Vec<String>>> {
    let (requirements, at) = match context.operation.get("security") {
        Some(own) => (Some(own), join(&context.at, "security")),
        None => (document.get("security"), "/security".to_owned()),
    };
    let alternatives = requirements.and_then(Value::as_array);
    let Some(alternatives) = alternatives.filter(|list| !list.is_empty()) else {
        return Ok(None);
    };
    let mut scopes: Vec<String> = Vec::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        let at = join(&at, &index.to_string());
        let schemes = alternative.as_object();
        if schemes.is_some_and(|schemes| schemes.len() > 1) {
            bail!(
                at,
                "two credentials at once are not supported: list them as alternatives"
            );
        }
        for (scheme, needed) in schemes.into_iter().flatten() {
            let needed = needed_scopes(document, scheme, needed, declared, &at)?;
            if !needed.is_empty() && !scopes.is_empty() && scopes != needed {
                bail!(
                    at,
                    "alternatives with different scopes are not supported: keep one"
                );
            }
            if scopes.is_empty() {
                scopes = needed;
            }
        }
    }
    Ok(Some(scopes))
}

fn needed_scopes(
    document: &Value,
    scheme: &str,
    needed: &Value,
    declared: &[(String, String)],
    at: &str,
) -> Result<Vec<String>> {
    let found = document
        .pointer(&join(SCHEMES, scheme))
        .map(|scheme| refs::follow(document, scheme))
        .ok_or_else(|| {
            Diagnostic::at(
                at,
                format!(
                    "{scheme:?} is not among the security schemes: add it, or correct the name"
                ),
            )
        })?;
    let needed: Vec<String> = needed
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    if text(found, "type") == "oauth2"
        && let Some(unknown) = needed
            .iter()
            .find(|scope| declared.iter().all(|(name, _)| name != *scope))
    {
        bail!(
            at,
            "scope {unknown:?} is in no flow of {scheme:?}: add it there, or correct the name"
        );
    }
    Ok(needed)
}
