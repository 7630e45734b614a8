//! The operations of a document, found by method and path.

use serde_json::Value;

/// An operation of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    /// Its `operationId`.
    pub(crate) id: String,
    /// In upper case.
    pub(crate) method: String,
    /// With `{…}` for parameters.
    pub(crate) path: String,
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Returns all operations of a document, in its order.
pub(crate) fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let mut all = Vec::new();
    for (path, item) in paths {
        for method in METHODS {
            if let Some(id) = item[method]["operationId"].as_str() {
                all.push(Operation {
                    id: id.to_owned(),
                    method: method.to_uppercase(),
                    path: path.clone(),
                });
            }
        }
    }
    all
}

/// Returns whether `path` matches `template`. `{…}` matches any one segment.
pub(crate) fn matches(template: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let (mut expected, mut actual) = (template.split('/'), path.split('/'));
    loop {
        match (expected.next(), actual.next()) {
            (None, None) => return true,
            (Some(wanted), Some(found)) if wanted == found => {}
            (Some(wanted), Some(found)) if wanted.starts_with('{') && !found.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_parameter_matches_one_segment() {
        assert!(matches("/v1/users/{userId}/posts", "/v1/users/1ab/posts"));
        assert!(matches("/v1/me", "/v1/me?x=1"));
        assert!(!matches("/v1/users/{userId}/posts", "/v1/users//posts"));
        assert!(!matches(
            "/v1/users/{userId}/posts",
            "/v1/users/1ab/posts/2"
        ));
        assert!(!matches("/v1/me", "/v1/m"));
    }
}
