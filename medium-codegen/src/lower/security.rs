//! Security: the credentials of an operation, and where each is sent.

mod requirements;
mod schemes;

use serde_json::Value;

use super::names::text;
use crate::document::{Document, refs};
use crate::error::join;

pub(super) use requirements::{operation_security, scheme_for_parameter};
pub(super) use schemes::{BUILDER_NAMES, Schemes};

const SCHEMES: &str = "/components/securitySchemes";

pub(super) fn declared_scopes(document: &Document) -> Vec<(String, String)> {
    let mut scopes: Vec<(String, String)> = Vec::new();
    for (name, scheme) in document.entries_at(SCHEMES) {
        let (scheme, pointer) = refs::resolve(document, scheme, &join(SCHEMES, name));
        let pointer = join(&pointer, "flows");
        for (flow, value) in document.entries(&scheme["flows"], &pointer) {
            let pointer = join(&join(&pointer, flow), "scopes");
            for (name, description) in document.entries(&value["scopes"], &pointer) {
                if scopes.iter().all(|(known, _)| known != name) {
                    let description = description.as_str().unwrap_or_default();
                    scopes.push((name.clone(), description.trim().to_owned()));
                }
            }
        }
    }
    scopes
}

/// Returns whether a scheme uses a token.
fn uses_token(scheme: &Value) -> bool {
    match text(scheme, "type") {
        "oauth2" | "openIdConnect" => true,
        "http" => text(scheme, "scheme").eq_ignore_ascii_case("bearer"),
        _ => false,
    }
}
