//! Overlays: the effects of actions, and errors.

use medium_codegen::{File, Options, Output, generate};

const DOCUMENT: &str = r#"openapi: "3.0.3"
info: { title: Towers, version: "1" }
servers: [{ url: "https://towers.example" }]
paths:
  /towers:
    get:
      operationId: towers
      tags: [old]
      parameters:
        - { name: near, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: string } }
      responses: { "204": { description: Some. } }
  /bells:
    get:
      operationId: bells
      deprecated: true
      responses: { "204": { description: Some. } }
"#;

/// Returns the client of the document with these actions applied.
fn generate_with(version: &str, actions: &str) -> Result<Output, String> {
    let text =
        format!("overlay: {version}\ninfo: {{ title: Fixes, version: '1' }}\nactions:\n{actions}");
    let mut options = Options::new("towers.yaml");
    options.overlays = vec![File {
        path: "fixes.yaml".to_owned(),
        text,
    }];
    generate(DOCUMENT, &options).map_err(|errors| errors.to_string())
}

fn surface(version: &str, actions: &str) -> Vec<String> {
    let output = generate_with(version, actions);
    output.unwrap_or_else(|errors| panic!("{errors}")).surface
}

fn error_of(version: &str, actions: &str) -> String {
    generate_with(version, actions).expect_err(actions)
}

#[test]
fn merges_objects_and_appends_to_lists() {
    let surface = surface(
        "1.0.0",
        "  - target: $.paths['/towers'].get
    update:
      operationId: towers
      parameters:
        - { name: bells, in: query, schema: { type: integer } }
  - target: $.paths['/towers'].get.parameters
    update: { name: city, in: query, schema: { type: string } }
",
    );
    for line in [
        "wire Client::towers(near) name=near in=query type=string",
        "wire Client::towers(bells) name=bells in=query type=integer",
        "wire Client::towers(city) name=city in=query type=string",
    ] {
        assert!(surface.iter().any(|other| other == line), "{surface:#?}");
    }
}

#[test]
fn removes_the_matches_of_a_filter() {
    let surface = surface(
        "1.0.0",
        "  - target: $.paths.*.get.parameters[?@.name == 'near']
    remove: true
  - target: $.paths[?@.get.deprecated == true]
    remove: true
",
    );
    let has = |text: &str| surface.iter().any(|line| line.contains(text));
    assert!(
        !has("near") && !has("bells") && has("Client::towers(limit)"),
        "{surface:#?}"
    );
}

#[test]
fn replaces_a_primitive_value_and_copies_a_node_since_1_1() {
    let surface = surface(
        "1.1.0",
        "  - target: $.paths['/towers'].get.parameters[?@.name == 'limit'].schema.type
    update: integer
  - target: $.paths['/bells'].get
    update: { parameters: [] }
  - target: $.paths['/bells'].get.parameters
    copy: $.paths['/towers'].get.parameters
",
    );
    let line = "wire Client::bells(limit) name=limit in=query type=integer";
    assert!(surface.iter().any(|other| other == line), "{surface:#?}");
}

#[test]
fn keeps_the_order_and_adds_new_members_last() {
    let output = generate_with(
        "1.0.0",
        "  - target: $.paths
    update:
      /arches:
        get:
          operationId: arches
          responses: { '204': { description: Some. } }
",
    );
    let output = output.unwrap();
    let operations = output
        .files
        .iter()
        .find(|file| file.path == "operations.rs");
    let operations = &operations.unwrap().text;
    assert!(
        operations.contains("&[&TOWERS, &BELLS, &ARCHES]"),
        "{operations}"
    );
}

#[test]
fn reports_the_effect_of_every_action() {
    let output = generate_with(
        "1.0.0",
        "  - target: $.paths.*.get
    description: They are reads.
    update: { x-idempotent: true }
",
    );
    let output = output.unwrap();
    let [action] = output.applied_actions.as_slice() else {
        panic!("{:?}", output.applied_actions);
    };
    assert_eq!(action.overlay, "fixes.yaml");
    assert_eq!(action.line, 4);
    assert_eq!(action.reason, "They are reads.");
    assert_eq!(action.target, "$.paths.*.get");
    assert_eq!(action.matches, 2);
}

#[test]
fn an_action_without_a_match_is_an_error() {
    let error = error_of(
        "1.0.0",
        "  - target: $.paths['/gone']
    remove: true
  - target: $.paths
    update: { x-seen: true }
  - target: $..[?@.name == 'gone']
    update: { required: true }
",
    );
    assert_eq!(
        error,
        "\
fixes.yaml:4:5: \"$.paths['/gone']\" matches nothing: correct it, or remove the action (#/actions/0/target)
fixes.yaml:8:5: \"$..[?@.name == 'gone']\" matches nothing: correct it, or remove the action (#/actions/2/target)"
    );
}

/// The overlay's version, an action, and its error.
#[rustfmt::skip]
const INVALID_ACTIONS: &[(&str, &str, &str)] = &[
    ("1.0.0", "target: '$.['\n    remove: true", "is not a JSONPath"),
    ("1.0.0", "target: $\n    remove: true", "the whole document can't be removed"),
    ("1.0.0", "target: $.paths", "an action needs update, copy or remove: true"),
    ("1.0.0", "remove: true", "an action needs a target"),
    ("1.0.0", "target: $.paths\n    updates: {}", "\"updates\" is not a field of an action"),
    ("1.0.0", "target: $.info.title\n    update: Bells", "overlay 1.0 can't change"),
    ("1.0.0", "target: $.paths\n    copy: $.info", "copy requires overlay 1.1.0"),
    ("1.1.0", "target: $.paths\n    copy: $.paths.*", "matches 2 nodes: expected exactly one"),
    ("1.1.0", "target: $.paths\n    copy: $.info\n    update: {}", "exclude each other"),
    ("1.1.0", "target: $.info.*\n    update: {}", "can't be merged into #/info/title: a primitive value can't become an object"),
    ("1.1.0", "target: $..*\n    update: {}", "target values of one type"),
    ("1.0.0", "target: $.info\n    update: { title: [] }", "can't be merged into #/info: \"title\": a primitive value can't become an array"),
    ("2.0.0", "target: $.info\n    update: {}", "overlay version \"2.0.0\" is not supported"),
];

#[test]
fn reports_why_an_action_cannot_be_applied() {
    for (version, action, problem) in INVALID_ACTIONS {
        let error = error_of(version, &format!("  - {action}\n"));
        assert!(
            error.starts_with("fixes.yaml:") && error.contains(problem),
            "{action}: {error}"
        );
    }
}

#[test]
fn an_error_after_a_removed_node_has_its_line_in_the_document() {
    let error = error_of(
        "1.0.0",
        "  - target: $.paths['/towers'].get.parameters[0]
    remove: true
  - target: $.paths['/towers'].get.parameters[0].schema
    update: { nothing: true }
  - target: $.paths['/towers'].get.parameters[0]
    update: { in: nowhere }
",
    );
    assert!(error.contains("towers.yaml:11:"), "{error}");
}
