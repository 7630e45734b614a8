//! The names of operations: their methods, types and constants.

use std::collections::HashMap;

use serde_json::Value;

use super::case::NameKind;
use super::unique::{NameRequest, unique_names};
use super::{text, x_rust_name};
use crate::document::Document;
use crate::error::{Problems, join};
use crate::warnings::Warnings;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OperationName {
    /// `operationId`, or a name from its path.
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) type_name: String,
}

/// The methods of a path item.
pub(crate) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "patch", "head", "options", "trace",
];

/// Names that generated code already uses, as type names: the methods `Client::builder` and
/// `blocking::Client::wait`, and constants of `operations` that belong to no operation.
const RESERVED: [&str; 6] = [
    "Builder",
    "Wait",
    "All",
    "DefaultServer",
    "Scopes",
    "Servers",
];

pub(crate) fn operation_names(
    document: &Document,
    problems: &Problems,
    warnings: &Warnings,
) -> HashMap<String, OperationName> {
    let mut requests = Vec::new();
    for (path, item) in document.entries_at("/paths") {
        let pointer = join("/paths", path);
        for (method, operation) in document.entries(item, &pointer) {
            if METHODS.contains(&method.as_str()) {
                let pointer = join(&pointer, method);
                let chosen = x_rust_name(operation, NameKind::Method, &pointer);
                requests.push(NameRequest {
                    x_rust_name: problems.ok_or_record(chosen).flatten(),
                    pointer,
                    ..name_request(operation, method, path)
                });
            }
        }
    }
    let names = unique_names(NameKind::Method, &requests, &RESERVED, warnings);
    let all = requests.into_iter().zip(names);
    all.map(|(request, name)| {
        let derived = request.spelling == request.location;
        if derived && request.x_rust_name.is_none() {
            let message = format!("no operationId: the method is named {name:?}");
            warnings.add_derived_name(&request.pointer, message);
        }
        let name = OperationName {
            id: request.spelling,
            type_name: NameKind::Type.name(&name),
            method: name,
        };
        (request.pointer, name)
    })
    .collect()
}

fn name_request(operation: &Value, method: &str, path: &str) -> NameRequest {
    let location = after_path(method, path);
    let (spelling, punctuated) = match text(operation, "operationId") {
        "" => {
            let steps = path.replace('{', "by ").replace(['}', '/'], " ");
            (location.clone(), Some(format!("{method} {steps}")))
        }
        id => (id.to_owned(), None),
    };
    NameRequest {
        spelling,
        punctuated,
        location,
        ..NameRequest::default()
    }
}

/// Returns `get_users_by_id_posts` for `GET /users/{id}/posts`.
fn after_path(method: &str, path: &str) -> String {
    let steps = path.split('/').filter(|step| !step.is_empty());
    let words: Vec<String> = steps
        .map(|step| match step.strip_prefix('{') {
            Some(name) => format!("by_{}", NameKind::Argument.name(name)),
            None => NameKind::Argument.name(step),
        })
        .collect();
    match words.as_slice() {
        [] => format!("{method}_root"),
        words => format!("{method}_{}", words.join("_")),
    }
}
