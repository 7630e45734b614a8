//! The eight operations by name, so that a call can be told from its method and path.

/// Operation id, method and path of each, as the document has them.
pub(crate) const OPERATIONS: [(&str, &str, &str); 8] = [
    ("authorize", "GET", "/m/oauth/authorize"),
    ("createToken", "POST", "/v1/tokens"),
    ("me", "GET", "/v1/me"),
    ("publications", "GET", "/v1/users/{userId}/publications"),
    (
        "contributors",
        "GET",
        "/v1/publications/{publicationId}/contributors",
    ),
    ("createPost", "POST", "/v1/users/{authorId}/posts"),
    (
        "createPublicationPost",
        "POST",
        "/v1/publications/{publicationId}/posts",
    ),
    ("uploadImage", "POST", "/v1/images"),
];

/// The id of the operation that a call is one of.
pub(crate) fn operation_of(method: &str, path: &str) -> Option<&'static str> {
    OPERATIONS
        .into_iter()
        .find(|(_, known, template)| *known == method && matches(template, path))
        .map(|(id, ..)| id)
}

/// Whether `path` is one that `template` stands for; `{…}` stands for any one segment.
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
    fn a_placeholder_stands_for_one_segment() {
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
