//! Servers: where an operation is sent, and what the user configures.

use serde_json::Value;

use super::context::OperationContext;
use super::names::{NameKind, NameRequest, text, unique_names};
use super::security::BUILDER_NAMES;
use crate::error::{Result, bail, join, join_index};
use crate::model::{Operation, Scheme, Server, ServerVariable, Success};
use crate::warnings::Warnings;

/// Returns the document's server: the first one that the client can send to.
pub(super) fn document_server(document: &Value, warnings: &Warnings) -> Result<Server> {
    // OpenAPI's default: `/`, relative to the user's base URL.
    Ok(choose_server(document, "", warnings)?.unwrap_or_default())
}

/// Returns the servers in the client's data: all that it sends to, if there are
/// several, or variables. Pages for a browser don't count.
pub(super) fn client_servers(
    document_server: &Server,
    operations: &[Operation],
    schemes: &[Scheme],
    warnings: &Warnings,
) -> Vec<Server> {
    let mut listed = vec![document_server.clone()];
    let sent = operations
        .iter()
        .filter(|operation| !matches!(operation.success, Success::Redirect));
    for operation in sent {
        if listed.iter().all(|known| known.url != operation.server.url) {
            listed.push(operation.server.clone());
        }
    }
    name_variables(&mut listed, schemes, warnings);
    match listed.as_slice() {
        [only] if only.variables.is_empty() => Vec::new(),
        _ => listed,
    }
}

/// Sets the builder names of variables: one name per variable, in all servers.
fn name_variables(servers: &mut [Server], schemes: &[Scheme], warnings: &Warnings) {
    let mut requests: Vec<NameRequest> = Vec::new();
    for variable in servers.iter().flat_map(|server| &server.variables) {
        if requests.iter().all(|known| known.spelling != variable.name) {
            let location = "variable".to_owned();
            let one = NameRequest::new(&variable.name, "/servers".to_owned());
            requests.push(NameRequest { location, ..one });
        }
    }
    let mut reserved = BUILDER_NAMES.to_vec();
    reserved.extend(schemes.iter().map(|scheme| scheme.rust_name.as_str()));
    let names = unique_names(NameKind::Argument, &requests, &reserved, warnings);
    for variable in servers.iter_mut().flat_map(|server| &mut server.variables) {
        let known = requests
            .iter()
            .position(|request| request.spelling == variable.name);
        variable.rust_name = known.map_or_else(String::new, |index| names[index].clone());
    }
}

/// Returns the server of an operation: its own, its path's or the document's.
pub(super) fn operation_server(
    context: &OperationContext<'_>,
    document_server: &Server,
    warnings: &Warnings,
) -> Result<Server> {
    let server = match choose_server(context.operation, &context.pointer, warnings)? {
        None => choose_server(context.item, context.path_pointer(), warnings)?,
        own => own,
    };
    Ok(server.unwrap_or_else(|| document_server.clone()))
}

/// Returns the first server of `object` that is not plain HTTP to another machine, or
/// else the first one. The others are documented.
fn choose_server(object: &Value, pointer: &str, warnings: &Warnings) -> Result<Option<Server>> {
    let pointer = join(pointer, "servers");
    let mut servers = Vec::new();
    let list = object["servers"].as_array();
    for (index, server) in list.into_iter().flatten().enumerate() {
        servers.push(read(server, &join_index(&pointer, index), warnings)?);
    }
    if servers.is_empty() {
        return Ok(None);
    }
    let chosen = servers.iter().position(|server| !is_plain_http(server));
    let mut server = servers.remove(chosen.unwrap_or_default());
    if is_plain_http(&server) {
        let message = "plain http is only sent to localhost: set another URL on the builder";
        warnings.add_simplified(&pointer, message);
    }
    server.others = servers
        .into_iter()
        .map(|other| (other.url, other.description))
        .collect();
    Ok(Some(server))
}

/// Returns whether it is neither https nor on loopback.
fn is_plain_http(server: &Server) -> bool {
    let Some(rest) = server.url.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let is_here = name == "localhost"
        || name.ends_with(".localhost")
        || name.starts_with("127.")
        || host.starts_with("[::1]");
    !is_here
}

fn read(server: &Value, pointer: &str, warnings: &Warnings) -> Result<Server> {
    let url = text(server, "url").trim();
    let names = check_url(url, &join(pointer, "url"))?;
    let mut variables = Vec::new();
    let declared = server["variables"].as_object();
    for (name, variable) in declared.into_iter().flatten() {
        let pointer = join(&join(pointer, "variables"), name);
        if names.contains(&name.as_str()) {
            variables.push(read_variable(name, variable, &pointer, warnings))
        } else {
            warnings.add_not_represented(&pointer, "the variable is not in the URL")
        }
    }
    let is_declared = |name: &str| declared.is_some_and(|all| all.contains_key(name));
    if let Some(missing) = names.iter().find(|name| !is_declared(name)) {
        bail!(
            join(pointer, "url"),
            "the server has no variable {{{missing}}}: add it, with a default"
        );
    }
    Ok(Server {
        url: url.trim_end_matches('/').to_owned(),
        description: text(server, "description").trim().to_owned(),
        variables,
        others: Vec::new(),
    })
}

fn read_variable(
    name: &str,
    variable: &Value,
    pointer: &str,
    warnings: &Warnings,
) -> ServerVariable {
    let default = text(variable, "default").trim_end_matches('/').to_owned();
    let listed = variable["enum"].as_array().into_iter().flatten();
    let listed = listed.filter_map(Value::as_str);
    let mut allowed: Vec<String> = listed
        .map(|value| value.trim_end_matches('/').to_owned())
        .collect();
    if !allowed.is_empty() && !allowed.contains(&default) {
        warnings.add_simplified(pointer, "the default is not in `enum`: added to it");
        allowed.push(default.clone());
    }
    ServerVariable {
        name: name.to_owned(),
        rust_name: String::new(),
        default,
        allowed,
        description: text(variable, "description").trim().to_owned(),
    }
}

/// Rejects an invalid server URL. Returns the names in braces.
fn check_url<'u>(url: &'u str, pointer: &str) -> Result<Vec<&'u str>> {
    let is_plain = |c: char| c.is_ascii_graphic() && !"?#\\\"<>@`^|".contains(c);
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    let is_http =
        scheme.is_none_or(|scheme| matches!(scheme, "http" | "https") || scheme.ends_with('}'));
    if !is_http || !url.chars().all(is_plain) {
        bail!(
            pointer,
            "{url:?} is not a valid server URL: write it like https://api.example/v1"
        );
    }
    super::paths::names(url, pointer)
}
