//! The names of operations: their methods, types and constants.

use std::collections::HashMap;

use serde_json::Value;

use super::case::Kind;
use super::distinct::{Wanted, distinct};
use super::{given, text};
use crate::document::Document;
use crate::error::{Problems, join};
use crate::warnings::{WarningKind, Warnings};

/// The names of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lower) struct OperationName {
    /// `operationId`, or a name from its path.
    pub(in crate::lower) id: String,
    pub(in crate::lower) method: String,
    pub(in crate::lower) type_name: String,
}

/// The methods of a path item.
pub(in crate::lower) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "patch", "head", "options", "trace",
];

/// `Client::builder`, `blocking::Client::wait` and the other constants of
/// `operations`, as type names.
const RESERVED: [&str; 6] = [
    "Builder",
    "Wait",
    "All",
    "DefaultServer",
    "Scopes",
    "Servers",
];

/// The names of all operations, by pointer.
pub(in crate::lower) fn operation_names(
    document: &Document,
    problems: &Problems,
    warnings: &Warnings,
) -> HashMap<String, OperationName> {
    let mut wanted = Vec::new();
    for (path, item) in document.entries_at("/paths") {
        let at = join("/paths", path);
        for (method, operation) in document.entries(item, &at) {
            if METHODS.contains(&method.as_str()) {
                let at = join(&at, method);
                let given = problems
                    .caught(given(operation, Kind::Method, &at))
                    .flatten();
                wanted.push(one(operation, method, path, given, at));
            }
        }
    }
    let names = distinct(Kind::Method, &wanted, &RESERVED, warnings);
    let all = wanted.into_iter().zip(names);
    all.map(|(wanted, name)| {
        let derived = wanted.spelling == wanted.place;
        if derived && wanted.given.is_none() {
            let message = format!("no operationId: the method is named {name:?}");
            warnings.add(WarningKind::DerivedName, &wanted.at, message);
        }
        let name = OperationName {
            id: wanted.spelling,
            type_name: Kind::Type.name(&name),
            method: name,
        };
        (wanted.at, name)
    })
    .collect()
}

fn one(operation: &Value, method: &str, path: &str, given: Option<String>, at: String) -> Wanted {
    let place = after_path(method, path);
    let (spelling, signs) = match text(operation, "operationId") {
        "" => {
            let steps = path.replace('{', "by ").replace(['}', '/'], " ");
            (place.clone(), Some(format!("{method} {steps}")))
        }
        id => (id.to_owned(), None),
    };
    Wanted {
        spelling,
        signs,
        given,
        place,
        at,
    }
}

/// `get_users_by_id_posts` for `GET /users/{id}/posts`.
fn after_path(method: &str, path: &str) -> String {
    let steps = path.split('/').filter(|step| !step.is_empty());
    let words: Vec<String> = steps
        .map(|step| match step.strip_prefix('{') {
            Some(name) => format!("by_{}", Kind::Argument.name(name)),
            None => Kind::Argument.name(step),
        })
        .collect();
    match words.as_slice() {
        [] => format!("{method}_root"),
        words => format!("{method}_{}", words.join("_")),
    }
}
