//! The operations and their parameters.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::walk::nodes;
use crate::{document, yaml};

/// Returns the scopes of the code flow.
fn scopes_of_flow(document: &Value) -> BTreeSet<&str> {
    let flow = &document["components"]["securitySchemes"]["oauth2"]["flows"]["authorizationCode"];
    let scopes = flow["scopes"].as_object().unwrap();
    scopes.keys().map(String::as_str).collect()
}

/// Returns the ids of operations whose `security` is neither one scope (or an access
/// token) nor empty, and all scopes that are used.
fn scopes(document: &Value) -> (Vec<&str>, BTreeSet<&str>) {
    let (mut unclear, mut named) = (Vec::new(), BTreeSet::new());
    for node in nodes(document).iter().filter(|node| node.is_operation()) {
        let security = &node.value["security"];
        let scope = security[0]["oauth2"][0].as_str();
        match scope.filter(|scope| scopes_of_flow(document).contains(scope)) {
            Some(scope) if *security == json!([{ "oauth2": [scope] }, { "accessToken": [] }]) => {
                named.insert(scope);
            }
            _ if *security == json!([]) => {}
            _ => unclear.extend(node.value["operationId"].as_str()),
        }
    }
    (unclear, named)
}

#[test]
fn every_operation_names_its_scope_or_needs_no_token() {
    let document = document();
    let (unclear, named) = scopes(&document);
    assert!(
        unclear.is_empty(),
        "write `security: [{{ oauth2: [SCOPE] }}, {{ accessToken: [] }}]` in these operations of \
         spec/medium.yaml, or `security: []` if they need no token: {}",
        unclear.join(", ")
    );
    assert_eq!(
        named,
        scopes_of_flow(&document),
        "a scope that no operation needs"
    );
}

#[test]
fn the_flow_and_the_schema_have_the_same_scopes() {
    let components = &document()["components"];
    let flow = &components["securitySchemes"]["oauth2"]["flows"]["authorizationCode"];
    let schema = &components["schemas"]["Scope"];
    assert_eq!(flow["scopes"], schema["x-enum-descriptions"]);
}

/// Medium ignores a title or tags over these limits: a document that enforced them
/// would reject posts that Medium accepts.
#[test]
fn the_soft_limits_of_a_post_are_not_enforced() {
    let document = document();
    let post = &document["components"]["schemas"]["NewPost"]["properties"];
    for schema in [&post["title"], &post["tags"], &post["tags"]["items"]] {
        for hard in ["maxLength", "maxItems", "pattern"] {
            assert_eq!(schema.get(hard), None, "{schema}");
        }
    }
}

#[test]
fn only_the_redirect_has_lint_exceptions() {
    let redirect = json!(["#/paths/~1m~1oauth~1authorize/get/responses"]);
    let expected = json!({ "medium.yaml": { "operation-4xx-response": redirect, "operation-2xx-response": redirect } });
    assert_eq!(yaml(".redocly.lint-ignore.yaml"), expected);
    let document = document();
    let responses = document["paths"]["/m/oauth/authorize"]["get"]["responses"]
        .as_object()
        .unwrap();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["302"]);
}
