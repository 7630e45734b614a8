//! Operations: references resolved, what progenitor can't read refused or
//! lowered, and the rest noted in the plan.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::names::{check_wire, flag, text, type_name, value_name};
use super::schemas::Schemas;
use super::{bodies, parameters, responses, security};
use crate::error::{Refusal, Result, join};
use crate::plan::{Location, Operation, Parameter};
use crate::refs;

const METHODS: [&str; 6] = ["get", "put", "post", "delete", "patch", "head"];

/// `Client::builder`, `blocking::Client::wait`, `operations::ALL` and `SCOPES`.
const OWN_NAMES: [&str; 4] = ["builder", "wait", "all", "scopes"];

pub(crate) struct Operations {
    pub(crate) planned: Vec<Operation>,
    /// `paths` of the lowered document.
    pub(crate) paths: Value,
    /// Rust names of the types that request bodies start from.
    pub(crate) requests: BTreeSet<String>,
    /// Every scope that the document declares: name → description.
    pub(crate) scopes: BTreeMap<String, String>,
}

/// One operation where it stands in the document.
pub(crate) struct Site<'a> {
    pub(crate) id: &'a str,
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) operation: &'a Value,
    pub(crate) at: String,
}

pub(crate) fn operations(schemas: &mut Schemas<'_>) -> Result<Operations> {
    let document = schemas.document;
    security::check_schemes(document)?;
    let mut all = Operations {
        planned: Vec::new(),
        paths: json!({}),
        requests: BTreeSet::new(),
        scopes: super::scopes(document),
    };
    let mut ids = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        let mut lowered = Map::new();
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let site = Site {
                id: text(operation, "operationId"),
                method,
                path,
                operation,
                at: join(&join("/paths", path), method),
            };
            check_id(&site, &mut ids)?;
            lowered.insert(method.to_owned(), all.add(schemas, item, &site)?);
        }
        if !lowered.is_empty() {
            all.paths[path] = Value::Object(lowered);
        }
    }
    if all.planned.is_empty() {
        return Err(Refusal::at("/paths", "there is no operation: add one"));
    }
    Ok(all)
}

fn check_id(site: &Site<'_>, ids: &mut BTreeMap<String, String>) -> Result<()> {
    let pointer = join(&site.at, "operationId");
    check_wire(site.id, &pointer)?;
    let name = value_name(site.id);
    if OWN_NAMES.contains(&name.as_str()) {
        return Err(Refusal::at(
            pointer,
            format!("{name} is a name that every client has already: rename the operation"),
        ));
    }
    // By the name of the constant, which is the shortest of all.
    match ids.insert(name.to_uppercase(), site.id.to_owned()) {
        Some(other) if other == site.id => Err(Refusal::at(
            pointer,
            format!(
                "duplicate operationId {:?}: every operation needs one of its own",
                site.id
            ),
        )),
        Some(other) => Err(Refusal::at(
            pointer,
            format!(
                "{:?} and {other:?} are one name in Rust: rename one",
                site.id
            ),
        )),
        None => Ok(()),
    }
}

/// The first server's URL, without a slash at its end.
pub(crate) fn server(holder: &Value) -> Option<String> {
    let url = holder
        .get("servers")?
        .as_array()?
        .first()?
        .get("url")?
        .as_str()?;
    Some(url.trim_end_matches('/').to_owned())
}

impl Operations {
    fn add(&mut self, schemas: &mut Schemas<'_>, item: &Value, site: &Site<'_>) -> Result<Value> {
        let document = schemas.document;
        let parameters = parameters::parameters(schemas, item, site)?;
        check_template(site, &parameters.planned)?;
        let body = bodies::body(schemas, site)?;
        let answers = responses::responses(schemas, site, body.is_some())?;
        if body.is_some() && parameters.planned.iter().any(|p| p.name == "body") {
            return Err(Refusal::at(
                join(&site.at, "parameters"),
                "a parameter named body and a request body are one name in Rust: rename the parameter",
            ));
        }

        let mut lowered = json!({
            "operationId": value_name(site.id),
            "parameters": parameters.lowered,
            "responses": { "200": answers.lowered },
        });
        let body_required = body.as_ref().is_some_and(|body| body.required);
        let body = body.map(|body| {
            self.requests.extend(body.types);
            lowered["requestBody"] = body.lowered;
            body.planned
        });
        let operation = site.operation;
        self.planned.push(Operation {
            pointer: site.at.clone(),
            id: site.id.to_owned(),
            method_name: value_name(site.id),
            http_method: site.method.to_ascii_uppercase(),
            path: site.path.to_owned(),
            server: operation_server(document, item, site)?,
            summary: text(operation, "summary").to_owned(),
            description: text(operation, "description").to_owned(),
            deprecated: flag(operation, "deprecated"),
            tags: tags(operation),
            parameters: parameters.planned,
            body,
            body_required,
            success: answers.success,
            answers: answers.planned,
            scopes: security::scopes(document, site, &self.scopes)?,
            secret: false,
        });
        Ok(lowered)
    }
}

fn tags(operation: &Value) -> Vec<String> {
    let names = operation["tags"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn operation_server(document: &Value, item: &Value, site: &Site<'_>) -> Result<String> {
    let path_at = site.at.rsplit_once('/').map_or("", |(path, _)| path);
    let holders = [(site.operation, &*site.at), (item, path_at), (document, "")];
    let found = holders
        .into_iter()
        .find_map(|(holder, at)| Some((server(holder)?, at)));
    let Some((url, at)) = found else {
        return Err(Refusal::at(
            "",
            "`servers` is missing: add the URL that the paths stand on",
        ));
    };
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    let is_plain = |c: char| c.is_ascii_graphic() && !"?#{}\\\"<>@`".contains(c);
    match host {
        Some(host) if host.starts_with(char::is_alphanumeric) && host.chars().all(is_plain) => {
            Ok(url)
        }
        _ => Err(Refusal::at(
            join(&join(&join(at, "servers"), "0"), "url"),
            format!("{url:?} is no plain URL: write it like https://api.example/v1"),
        )),
    }
}

/// Every `{name}` of the path is a parameter, and every path parameter is in
/// the path.
fn check_template(site: &Site<'_>, parameters: &[Parameter]) -> Result<()> {
    let pointer = site
        .at
        .rsplit_once('/')
        .map_or("", |(path, _)| path)
        .to_owned();
    let mut named = BTreeSet::new();
    let mut rest = site.path;
    while let Some(open) = rest.find(['{', '}']) {
        let Some((name, behind)) = rest[open..]
            .strip_prefix('{')
            .and_then(|t| t.split_once('}'))
        else {
            return Err(Refusal::at(
                pointer,
                "a brace in the path has no partner: close it",
            ));
        };
        if !named.insert(name) {
            return Err(Refusal::at(
                pointer,
                format!("{{{name}}} stands twice in the path: rename one"),
            ));
        }
        rest = behind;
    }
    if site.path.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '\\' | '"')
    }) {
        return Err(Refusal::at(
            pointer,
            "a path holds no query, fragment, quote or white space: take it out",
        ));
    }
    let given: BTreeSet<&str> = parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Path)
        .map(|parameter| parameter.wire.as_str())
        .collect();
    if let Some(missing) = named.difference(&given).next() {
        return Err(Refusal::at(
            join(&site.at, "parameters"),
            format!("{{{missing}}} of the path is not among the parameters: add it with in: path"),
        ));
    }
    match given.difference(&named).next() {
        Some(extra) => Err(Refusal::at(
            join(&site.at, "parameters"),
            format!(
                "path parameter {extra:?} is not in the path: add {{{extra}}} there, or take it out"
            ),
        )),
        None => Ok(()),
    }
}

/// The name of an inline schema of an operation.
pub(crate) fn hint(site: &Site<'_>, what: &str) -> String {
    format!("{}{}", type_name(site.id), type_name(what))
}

/// The one media type of `content`, and where it stands.
pub(crate) fn single<'a>(content: &'a Value, at: &str) -> Result<(&'a str, &'a Value, String)> {
    let entries = content.as_object();
    let mut entries = entries.into_iter().flatten();
    match (entries.next(), entries.next()) {
        (Some((name, media)), None) => Ok((name, media, join(at, name))),
        (None, _) => Err(Refusal::at(at, "a media type is missing: add one")),
        _ => Err(Refusal::at(
            at,
            "several media types for one body are not understood: keep one",
        )),
    }
}

/// The essence of a media type: without parameters, in small letters.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// `value`, or what it refers to, and the pointer to it.
pub(crate) fn resolve<'a>(document: &'a Value, value: &'a Value, at: &str) -> (&'a Value, String) {
    let mut pointer = at.to_owned();
    let mut target = value;
    while let Some(reference) = target.get("$ref").and_then(Value::as_str) {
        pointer = reference.trim_start_matches('#').to_owned();
        match document.pointer(&pointer) {
            Some(next) => target = next,
            None => break,
        }
    }
    (refs::follow(document, target), pointer)
}
