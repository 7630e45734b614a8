//! The paths of a document, as the service sees them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::error::{Error, Problems, join};
use crate::warnings::Warnings;

pub(super) fn check(document: &Value, problems: &Problems, warnings: &Warnings) {
    let Some(Value::Object(paths)) = document.get("paths") else {
        return;
    };
    let mut seen = BTreeMap::new();
    for path in paths.keys().filter(|path| !path.starts_with("x-")) {
        let pointer = join("/paths", path);
        if !path.starts_with('/') {
            let problem = "a path must start with a slash: add it";
            problems.add(Error::document(&pointer, problem));
        }
        if let Some(other) = seen.insert(without_names(path), path) {
            let message = format!(
                "this path and {other} differ only in parameter names: a service can't distinguish them"
            );
            warnings.add_simplified(&pointer, message);
        }
    }
}

/// Returns a path template without the names of its parameters, such as `/users/{}/posts`.
fn without_names(path: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |bare, piece| match piece.split_once('}') {
        Some((_, rest)) => bare + "{}" + rest,
        None => bare + "{" + piece,
    })
}
