//! Which credential and which scope an operation needs.

use std::collections::BTreeMap;

use serde_json::Value;

use super::names::text;
use super::operations::Site;
use crate::error::{Refusal, Result, join};
use crate::refs;

/// Refuses kinds of credential that the runtime can't send.
pub(crate) fn check_schemes(document: &Value) -> Result<()> {
    let base = "/components/securitySchemes";
    for (name, scheme) in document
        .pointer(base)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let scheme = refs::follow(document, scheme);
        let known = match text(scheme, "type") {
            "http" => text(scheme, "scheme").eq_ignore_ascii_case("bearer"),
            "oauth2" | "openIdConnect" => true,
            _ => false,
        };
        if !known {
            return Err(Refusal::at(
                join(base, name),
                "this kind of credential is not understood: use http bearer or oauth2 (a key in a header can be a header parameter of format password)",
            ));
        }
    }
    Ok(())
}

/// The scopes of an operation, each of which is `declared`; `None` where it is
/// called without a credential.
pub(crate) fn scopes(
    document: &Value,
    site: &Site<'_>,
    declared: &BTreeMap<String, String>,
) -> Result<Option<Vec<String>>> {
    let (requirements, at) = match site.operation.get("security") {
        Some(own) => (Some(own), join(&site.at, "security")),
        None => (document.get("security"), "/security".to_owned()),
    };
    let alternatives = requirements
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    if alternatives.is_empty() {
        return Ok(None);
    }
    let mut scopes: Vec<String> = Vec::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        let at = join(&at, &index.to_string());
        let schemes = alternative.as_object();
        if schemes.is_some_and(|schemes| schemes.len() > 1) {
            return Err(Refusal::at(
                at,
                "two credentials at once are not understood: list them as alternatives",
            ));
        }
        for (scheme, needed) in schemes.into_iter().flatten() {
            let needed = needed_scopes(document, scheme, needed, declared, &at)?;
            if !needed.is_empty() && !scopes.is_empty() && scopes != needed {
                return Err(Refusal::at(
                    at,
                    "alternatives with different scopes are not understood: keep one",
                ));
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
    declared: &BTreeMap<String, String>,
    at: &str,
) -> Result<Vec<String>> {
    let found = document
        .pointer(&join("/components/securitySchemes", scheme))
        .map(|scheme| refs::follow(document, scheme))
        .ok_or_else(|| {
            Refusal::at(
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
        && let Some(unknown) = needed.iter().find(|scope| !declared.contains_key(*scope))
    {
        return Err(Refusal::at(
            at,
            format!(
                "scope {unknown:?} is in no flow of {scheme:?}: add it there, or correct the name"
            ),
        ));
    }
    Ok(needed)
}
