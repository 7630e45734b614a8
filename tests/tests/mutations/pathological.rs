//! Unrealistic documents: very deep, very long, very unusual.

use serde_json::{Value, json};

pub(crate) fn documents() -> Vec<String> {
    let mut all = vec![
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "- ".repeat(100_000),
        "{a: ".repeat(100_000),
        "\u{0}".to_owned(),
        "\u{feff}".to_owned(),
        "%YAML 3.0\n---\n".to_owned(),
        alias_bomb(),
        many_aliases(),
    ];
    for depth in [20, 60, 120, 200] {
        all.extend([
            deep("items", depth),
            deep("properties", depth),
            deep("oneOf", depth),
        ]);
        all.extend([deep("allOf", depth), deep("additionalProperties", depth)]);
    }
    all.extend([
        long_enum(3_000),
        long_chain(300),
        many_properties(500),
        long_names(),
        all_empty(),
        diamond(22),
    ]);
    all
}

fn document(schemas: &Value) -> String {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Odd", "version": "1" },
        "servers": [{ "url": "https://odd.example" }],
        "paths": { "/a": { "get": { "operationId": "a", "responses": { "204": { "description": "" } } } } },
        "components": { "schemas": schemas },
    })
    .to_string()
}

/// Nested schemas. Written as text: dropping such a deep value would recurse too.
fn deep(keyword: &str, depth: usize) -> String {
    let (before, after) = match keyword {
        "items" => (r#"{"type":"array","items":"#, "}"),
        "properties" => (r#"{"type":"object","properties":{"a":"#, "}}"),
        "additionalProperties" => (r#"{"type":"object","additionalProperties":"#, "}"),
        "oneOf" => (r#"{"oneOf":[{"type":"string"},"#, "]}"),
        _ => (r#"{"allOf":["#, "]}"),
    };
    let schema = format!(
        "{}{{\"type\":\"integer\"}}{}",
        before.repeat(depth),
        after.repeat(depth)
    );
    document(&json!({ "A": "HERE" })).replace("\"HERE\"", &schema)
}

/// Nine levels of nine aliases.
fn alias_bomb() -> String {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..=9 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    text
}

fn many_aliases() -> String {
    let items = vec!["*a"; 20_000].join(", ");
    format!("x-a: &a {{ type: string }}\nopenapi: \"3.0.3\"\nx-b: [{items}]\n")
}

fn long_enum(length: usize) -> String {
    let values: Vec<String> = (0..length).map(|index| format!("value {index}")).collect();
    document(&json!({ "A": { "type": "string", "enum": values } }))
}

/// Returns a chain of references.
fn long_chain(length: usize) -> String {
    let mut schemas =
        json!({ "A0": { "type": "object", "properties": { "x": { "type": "string" } } } });
    for index in 1..length {
        let before = format!("#/components/schemas/A{}", index - 1);
        schemas[format!("A{index}")] = match index % 3 {
            0 => json!({ "$ref": before }),
            1 => json!({ "allOf": [{ "$ref": before }] }),
            _ => json!({ "type": "object", "properties": { "next": { "$ref": before } } }),
        };
    }
    document(&schemas)
}

fn many_properties(count: usize) -> String {
    let properties: serde_json::Map<String, Value> = (0..count)
        .map(|index| {
            (
                format!("p{index}"),
                json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
            )
        })
        .collect();
    document(&json!({ "A": { "type": "object", "properties": properties } }))
}

fn long_names() -> String {
    let name = "Long".repeat(2_000);
    document(
        &json!({ name.clone(): { "type": "object", "properties": { name: { "type": "string", "enum": ["a", "b"] } } } }),
    )
}

fn all_empty() -> String {
    r#"{"openapi":"3.0.3","info":{"title":"","version":""},"servers":[{"url":""}],"paths":{"":{"get":{"operationId":"","responses":{"":{"description":""}}}}},"components":{"schemas":{"":{"type":"","enum":[""],"properties":{"":{}}}}}}"#.to_owned()
}

/// Two references to the next step at each step: 2ⁿ paths from the first to the last.
fn diamond(steps: usize) -> String {
    let mut schemas =
        json!({ "A0": { "type": "object", "properties": { "x": { "type": "string" } } } });
    for index in 1..steps {
        let before = json!({ "$ref": format!("#/components/schemas/A{}", index - 1) });
        schemas[format!("A{index}")] = json!({ "allOf": [before.clone(), { "allOf": [before] }] });
    }
    document(&schemas)
}
