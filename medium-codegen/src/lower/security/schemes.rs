//! The security schemes of a document, and where their credentials are sent.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::names::{NameKind, NameRequest, text, unique_names};
use super::{SCHEMES, uses_token};
use crate::document::{Document, refs};
use crate::error::{Result, bail, join};
use crate::model::{Operation, Placement, Scheme};
use crate::warnings::Warnings;

/// The methods of every builder.
#[rustfmt::skip]
pub(crate) const BUILDER_NAMES: [&str; 26] = [
    "api_url", "build", "build_http", "connect_timeout", "credential", "default_header",
    "document_url", "hook", "http_client", "map", "new", "no_proxy", "origin", "proxy", "replay",
    "response_timeout", "retry", "root_certificate", "server", "servers", "service",
    "stall_timeout", "timeout", "token", "user_agent", "variable",
];

/// In document order.
#[derive(Default)]
pub(crate) struct Schemes(Vec<Scheme>);

impl Schemes {
    /// Reads every scheme that the client supports, and warns about the others.
    pub(crate) fn new(document: &Document, warnings: &Warnings) -> Result<Self> {
        let mut schemes = Vec::new();
        for (name, scheme) in document.entries_at(SCHEMES) {
            let (scheme, pointer) = refs::resolve(document, scheme, &join(SCHEMES, name));
            if let Some(placement) = placement(scheme, &pointer, warnings)? {
                schemes.push(Scheme {
                    name: name.clone(),
                    rust_name: String::new(),
                    description: text(scheme, "description").trim().to_owned(),
                    placement,
                });
            }
        }
        Ok(Self(schemes))
    }

    /// Returns the schemes that operations use, with their builder names, which are
    /// also set in the operations. If any token is enough for all token schemes, they
    /// are merged into `token`. If there is nothing else, the list is empty.
    pub(crate) fn into_used(
        mut self,
        operations: &mut [Operation],
        warnings: &Warnings,
    ) -> Vec<Scheme> {
        let is_used = |scheme: &Scheme| {
            let mut securities = operations.iter().map(|operation| &operation.security);
            securities.any(|security| security.names(&scheme.name))
        };
        self.0.retain(is_used);
        let any_token = self.all_accept_any_token(operations);
        let (tokens, mut named): (Vec<_>, Vec<_>) = self
            .0
            .into_iter()
            .partition(|scheme| any_token && scheme.placement == Placement::Bearer);
        let requests = named.iter();
        let requests: Vec<_> = requests
            .map(|scheme| NameRequest {
                location: "credential".to_owned(),
                ..NameRequest::new(&scheme.name, join(SCHEMES, &scheme.name))
            })
            .collect();
        let names = unique_names(NameKind::Argument, &requests, &BUILDER_NAMES, warnings);
        for (scheme, name) in named.iter_mut().zip(names) {
            scheme.rust_name = name;
        }
        warn_about_shared_tokens(&tokens, operations, warnings);
        rename(operations, &named, &tokens);
        if let (Some(token), false) = (tokens.into_iter().next(), named.is_empty()) {
            let rust_name = "token".to_owned();
            named.push(Scheme { rust_name, ..token });
        }
        send_together(&named, operations, warnings);
        named
    }

    /// Returns whether each operation accepts the tokens of all schemes, or of none.
    fn all_accept_any_token(&self, operations: &[Operation]) -> bool {
        let tokens = self
            .0
            .iter()
            .filter(|scheme| scheme.placement == Placement::Bearer);
        let tokens: Vec<&str> = tokens.map(|scheme| scheme.name.as_str()).collect();
        operations.iter().all(|operation| {
            let taken = tokens
                .iter()
                .filter(|name| operation.security.names(name))
                .count();
            taken == 0 || taken == tokens.len()
        })
    }
}

/// Sets the Rust names of schemes in the operations; each of `tokens` becomes `token`.
fn rename(operations: &mut [Operation], named: &[Scheme], tokens: &[Scheme]) {
    let mut names = BTreeMap::new();
    let own = named.iter();
    names.extend(own.map(|scheme| (scheme.name.clone(), scheme.rust_name.clone())));
    let shared = tokens.iter();
    names.extend(shared.map(|scheme| (scheme.name.clone(), "token".to_owned())));
    for operation in operations {
        operation.security.rename(&names);
    }
}

/// Warns about requirements that need several tokens, since only one is sent.
fn warn_about_shared_tokens(tokens: &[Scheme], operations: &[Operation], warnings: &Warnings) {
    let is_token = |name: &&String| tokens.iter().any(|token| token.name == **name);
    for operation in operations {
        let mut requirements = operation.security.requirements.iter();
        if requirements.any(|names| names.iter().filter(is_token).count() > 1) {
            let message = "several tokens for the header Authorization, which is sent once: all use the same token";
            warnings.add_simplified(&operation.pointer, message);
        }
    }
}

/// Keeps the schemes of a requirement that can be sent together: one per header,
/// query parameter or cookie.
fn send_together(schemes: &[Scheme], operations: &mut [Operation], warnings: &Warnings) {
    let part = |name: &String| {
        let known = schemes.iter().find(|scheme| scheme.rust_name == *name);
        known.map(|scheme| scheme.placement.request_part())
    };
    for operation in operations {
        for names in &mut operation.security.requirements {
            let mut first: BTreeMap<Option<String>, String> = BTreeMap::new();
            names.retain(|name| {
                let part = part(name);
                let Some(known) = first.get(&part) else {
                    first.insert(part, name.clone());
                    return true;
                };
                let part = part.unwrap_or_default();
                let message = format!(
                    "several credentials for {part}, which is sent once: only {known:?} is sent"
                );
                warnings.add_simplified(&operation.pointer, message);
                false
            });
        }
    }
}

/// Returns where a scheme's credential is sent; `None` if the client does not send it.
fn placement(scheme: &Value, pointer: &str, warnings: &Warnings) -> Result<Option<Placement>> {
    let name = text(scheme, "name").to_owned();
    Ok(Some(match (text(scheme, "type"), text(scheme, "in")) {
        _ if uses_token(scheme) => Placement::Bearer,
        ("apiKey", "header") => Placement::Header(name),
        ("apiKey", "query") => Placement::Query(name),
        ("apiKey", "cookie") => Placement::Cookie(name),
        ("apiKey", other) => bail!(
            join(pointer, "in"),
            "{other:?} is not an API key location: use header, query or cookie"
        ),
        ("http", _) => match text(scheme, "scheme") {
            basic if basic.eq_ignore_ascii_case("basic") => Placement::Basic,
            other => {
                let message = format!(
                    "authentication scheme {other:?}: the credential is sent unchanged in the header Authorization"
                );
                warnings.add_simplified(pointer, message);
                Placement::Http(other.to_owned())
            }
        },
        ("mutualTLS", _) => {
            let message = "client certificates (mutualTLS): pass an HTTP client with the certificate to the builder's `http_client`";
            warnings.add_not_represented(pointer, message);
            return Ok(None);
        }
        (other, _) => bail!(
            join(pointer, "type"),
            "{other:?} is not a security scheme type: use apiKey, http, oauth2, openIdConnect or mutualTLS"
        ),
    }))
}
