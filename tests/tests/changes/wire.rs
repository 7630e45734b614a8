//! Edits of a small document with servers, styles and credentials.

use medium_codegen::{WireImpact as Wire, compare};

/// A small document for the edits below.
const TOWERS: &str = r#"openapi: "3.0.3"
info: { title: Towers, version: "1" }
servers: [{ url: "https://{land}.example", variables: { land: { default: nl } } }]
paths:
  /towers:
    get:
      operationId: towers
      parameters:
        - { name: kinds, in: query, schema: { type: array, items: { type: string } } }
        - { name: near, in: query, schema: { type: string } }
      responses: { "204": { description: Some. } }
"#;

/// Returns the impact of an edit of that document on the wire.
fn wire_impact(from: &str, to: &str) -> Wire {
    assert_eq!(TOWERS.matches(from).count(), 1, "exactly one match: {from}");
    let surface = |text: &str| {
        let options = medium_codegen::Options::new("towers.yaml");
        let output = medium_codegen::generate(text, &options);
        output.unwrap_or_else(|errors| panic!("{errors}")).surface
    };
    let changes = compare(&surface(TOWERS), &surface(&TOWERS.replace(from, to)));
    let impacts = changes.iter().map(|change| change.wire);
    impacts.max().unwrap_or_default()
}

#[test]
fn a_changed_server_breaks_if_it_is_the_default() {
    let variable = "land: { default: nl }";
    assert_eq!(
        wire_impact(variable, "land: { default: no }"),
        Wire::Breaking
    );
    let others = "{ url: \"https://other.example\" }";
    let added = format!("default: nl }} }} }}, {others}]");
    assert_eq!(wire_impact("default: nl } } }]", &added), Wire::Addition);
    let before = format!("servers: [{others}, {{ url: \"https://{{land}}");
    let first = "servers: [{ url: \"https://{land}";
    assert_eq!(wire_impact(first, &before), Wire::Breaking);
}

#[test]
fn a_style_breaks_if_it_is_not_the_default() {
    let list = "in: query, schema: { type: array";
    let with = |keywords: &str| format!("in: query, {keywords}, schema: {{ type: array");
    assert_eq!(
        wire_impact(list, &with("style: form, explode: true")),
        Wire::None
    );
    assert_eq!(wire_impact(list, &with("explode: false")), Wire::Breaking);
    let plain = "in: query, schema: { type: string } }\n      responses";
    let exploded = "in: query, explode: false, schema: { type: string } }\n      responses";
    assert_eq!(wire_impact(plain, exploded), Wire::None);
}

#[test]
fn a_newly_required_credential_breaks_the_wire() {
    let paths = "paths:\n";
    let secured = "security: [{ key: [] }]\ncomponents:\n  securitySchemes:\n    key: { type: http, scheme: bearer }\npaths:\n";
    assert_eq!(wire_impact(paths, secured), Wire::Breaking);
}
