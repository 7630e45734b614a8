//! The routes match the documents.

use std::path::Path;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;
use crate::document::{Document, control as control_document, medium, operations};
use crate::state::publishing;

/// Returns the ids of operations without a route. Reads the document in `spec/` if it exists: the
/// copy in this crate has an edit only after `cargo xtask regen`.
fn operations_without_route(
    name: &str,
    copy: &Document,
    handler: impl Fn(&str) -> bool,
) -> Vec<String> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let edited = std::fs::read_to_string(spec.join(name)).map(|text| {
        let document: Value = serde_saphyr::from_str(&text).expect(name);
        operations::operations(&document)
    });
    let all = edited.unwrap_or_else(|_| copy.operations().to_vec());
    assert!(!all.is_empty(), "{name} has operations");
    let ids = all.into_iter().map(|operation| operation.id);
    ids.filter(|id| !handler(id)).collect()
}

#[test]
fn every_operation_has_a_route() {
    let state = AppState::for_tests();
    let served = |id: &str| handler(&state, id).is_some();
    let missing = operations_without_route("medium.yaml", medium(), served);
    assert!(
        missing.is_empty(),
        "not served: {missing:?}; write a handler for each in medium-sandbox/src/routes/, in the file \
         of its resource, and add its operationId to `handler` in routes/mod.rs"
    );
    let served = |id: &str| control::handler(id).is_some();
    let missing = operations_without_route("sandbox.yaml", control_document(), served);
    assert!(
        missing.is_empty(),
        "not served: {missing:?}; write a handler for each in medium-sandbox/src/routes/control/, and \
         add its operationId to `handler` in routes/control/mod.rs"
    );
}

#[tokio::test]
async fn an_operation_without_a_route_gets_501_with_its_id() {
    let document =
        json!({ "paths": { "/v1/bells/{bellId}": { "get": { "operationId": "ringBell" } } } });
    let router = router_for(AppState::for_tests(), &operations::operations(&document));
    let request = Request::get("/v1/bells/7").body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 501);
    let body = to_bytes(response.into_body(), 1_000).await.unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    let message = &body["errors"][0]["message"];
    assert_eq!(message, "The sandbox does not implement ringBell.");
}

/// Returns the strings of a list in Medium's document, sorted.
fn strings_at(pointer: &str) -> Vec<String> {
    let list = medium().value().pointer(pointer);
    let list = list
        .and_then(Value::as_array)
        .unwrap_or_else(|| panic!("no list at {pointer}"));
    let mut texts: Vec<String> = list
        .iter()
        .filter_map(|text| Some(text.as_str()?.to_owned()))
        .collect();
    texts.sort();
    texts
}

/// Returns the names of a schema's properties, sorted.
fn properties(schema: &str) -> Vec<String> {
    let pointer = format!("/components/schemas/{schema}/properties");
    let object = medium()
        .value()
        .pointer(&pointer)
        .and_then(Value::as_object);
    let mut names: Vec<String> = object.expect(schema).keys().cloned().collect();
    names.sort();
    names
}

fn sorted<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
    texts.sort();
    texts
}

fn enumeration(schema: &str) -> Vec<String> {
    strings_at(&format!("/components/schemas/{schema}/enum"))
}

#[test]
fn accepted_fields_and_values_are_those_of_the_document() {
    assert_eq!(
        sorted(post_request::FIELDS),
        properties("NewPost"),
        "the document has other properties than FIELDS in routes/post_request.rs: parse the new ones there"
    );
    assert_eq!(
        sorted(crate::license::names()),
        enumeration("License"),
        "the document has other licenses than license.rs: change one of them"
    );
    let scopes = crate::Scope::ALL.map(crate::Scope::as_str);
    assert_eq!(
        sorted(scopes),
        enumeration("Scope"),
        "the document has other scopes than `Scope` in model.rs: change one of them"
    );
    let grants = ["AuthorizationCodeGrant", "RefreshTokenGrant"]
        .map(properties)
        .concat();
    let mut grants: Vec<String> = grants;
    grants.sort();
    grants.dedup();
    assert_eq!(
        sorted(tokens::FIELDS),
        grants,
        "the grants have other properties than FIELDS in routes/tokens.rs: read the new ones there"
    );
    for status in enumeration("PublishStatus") {
        let body = json!({ "title": "T", "content": "C", "contentFormat": "html", "publishStatus": status });
        assert!(post_request::parse(&body, b"", 0).is_ok(), "{status}");
    }
    for format in enumeration("ContentFormat") {
        let body = json!({ "title": "T", "content": "C", "contentFormat": format });
        assert!(post_request::parse(&body, b"", 0).is_ok(), "{format}");
    }
}

#[test]
fn image_types_are_those_of_the_document() {
    let encoding = "/paths/~1v1~1images/post/requestBody/content/multipart~1form-data/encoding/image/contentType";
    let types = medium().value().pointer(encoding).and_then(Value::as_str);
    let types = types.unwrap().split(", ");
    assert_eq!(
        sorted(crate::Image::TYPES.map(|(name, _)| name)),
        sorted(types),
        "the document has other types than Image::TYPES in model.rs: change one of them"
    );
}

/// The document describes these limits in prose, since a request beyond them is not rejected.
#[test]
fn post_limits_are_those_of_the_document() {
    let description = |name: &str| {
        let pointer = format!("/components/schemas/NewPost/properties/{name}/description");
        let text = medium().value().pointer(&pointer).and_then(Value::as_str);
        text.expect(name).replace('\n', " ")
    };
    let title = format!(
        "A title over {} characters",
        publishing::MAX_TITLE_CHARACTERS
    );
    assert!(description("title").contains(&title), "{title}");
    let tag = format!("a tag over {} characters", publishing::MAX_TAG_CHARACTERS);
    assert!(description("tags").contains(&tag), "{tag}");
    let third = publishing::MAX_TAGS == 3;
    assert!(third && description("tags").contains("tags after the third"));
    let posts = medium()
        .value()
        .pointer("/paths/~1v1~1users~1{authorId}~1posts/post/description");
    let ten = publishing::POSTS_PER_DAY == 10;
    assert!(
        ten && posts
            .and_then(Value::as_str)
            .is_some_and(|text| text.contains("about ten posts in 24 hours"))
    );
}
