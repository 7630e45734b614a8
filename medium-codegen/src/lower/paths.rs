//! Paths and the servers that they stand on.

use std::collections::BTreeSet;

use serde_json::Value;

use super::context::OperationContext;
use crate::error::{Result, bail, join};
use crate::model::{Location, Parameter};

/// The first server's URL, without a slash at its end.
pub(super) fn server(holder: &Value) -> Option<String> {
    let url = holder
        .get("servers")?
        .as_array()?
        .first()?
        .get("url")?
        .as_str()?;
    Some(url.trim_end_matches('/').to_owned())
}

/// The server of an operation: its own, its path's or the document's.
pub(super) fn server_of(document: &Value, context: &OperationContext<'_>) -> Result<String> {
    let holders = [
        (context.operation, context.at.as_str()),
        (context.item, context.path_at()),
        (document, ""),
    ];
    let found = holders
        .into_iter()
        .find_map(|(holder, at)| Some((server(holder)?, at)));
    let Some((url, at)) = found else {
        bail!(
            "",
            "`servers` is missing: add the URL that the paths stand on"
        );
    };
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    let is_plain = |c: char| c.is_ascii_graphic() && !"?#{}\\\"<>@`".contains(c);
    match host {
        Some(host) if host.starts_with(char::is_alphanumeric) && host.chars().all(is_plain) => {
            Ok(url)
        }
        _ => bail!(
            join(&join(&join(at, "servers"), "0"), "url"),
            "{url:?} is no plain URL: write it like https://api.example/v1"
        ),
    }
}

/// Every `{name}` of the path is a parameter, and every path parameter is in
/// the path.
pub(super) fn check_template(
    context: &OperationContext<'_>,
    parameters: &[Parameter],
) -> Result<()> {
    let pointer = context.path_at();
    let named = template_names(context.path, pointer)?;
    let given: BTreeSet<&str> = parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Path)
        .map(|parameter| parameter.name.as_str())
        .collect();
    if let Some(missing) = named.difference(&given).next() {
        bail!(
            join(&context.at, "parameters"),
            "{{{missing}}} of the path is not among the parameters: add it with in: path"
        );
    }
    match given.difference(&named).next() {
        Some(extra) => bail!(
            join(&context.at, "parameters"),
            "path parameter {extra:?} is not in the path: add {{{extra}}} there, or take it out"
        ),
        None => Ok(()),
    }
}

/// The names in a path's template.
fn template_names<'p>(path: &'p str, pointer: &str) -> Result<BTreeSet<&'p str>> {
    let mut named = BTreeSet::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let Some((name, behind)) = rest[open..]
            .strip_prefix('{')
            .and_then(|t| t.split_once('}'))
        else {
            bail!(pointer, "a brace in the path has no partner: close it");
        };
        if !named.insert(name) {
            bail!(pointer, "{{{name}}} stands twice in the path: rename one");
        }
        rest = behind;
    }
    if path.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '\\' | '"')
    }) {
        bail!(
            pointer,
            "a path holds no query, fragment, quote or white space: take it out"
        );
    }
    Ok(named)
}
