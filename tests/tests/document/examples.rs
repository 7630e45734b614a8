//! Every schema has an example, and every example satisfies its schema.

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use crate::document;
use crate::walk::nodes;

/// An example, its location, and its schema.
struct Example<'d> {
    pointer: String,
    schema: &'d Value,
    value: &'d Value,
}

/// Returns the examples of schemas, media types, parameters and headers, each with its schema.
fn examples(document: &Value) -> Vec<Example<'_>> {
    let mut examples = Vec::new();
    for node in nodes(document) {
        let schema = match node.value.get("schema") {
            Some(schema) => schema,
            None if node.is_schema() => node.value,
            None => continue,
        };
        if let Some(value) = node.value.get("example") {
            examples.push(Example {
                pointer: format!("{}/example", node.pointer),
                schema,
                value,
            });
        }
        let named = node.value.get("examples").and_then(Value::as_object);
        for (name, example) in named.into_iter().flatten() {
            let pointer = format!("{}/examples/{name}/value", node.pointer);
            examples.push(Example {
                pointer,
                schema,
                value: &example["value"],
            });
        }
    }
    examples
}

/// Converts an OpenAPI 3.0 schema to JSON Schema 2020-12: `nullable` becomes a
/// type. Objects are closed, to find misspelled properties in examples.
fn to_json_schema(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let mut fields: serde_json::Map<_, _> = fields
                .iter()
                .map(|(key, child)| (key.clone(), to_json_schema(child)))
                .collect();
            if fields.remove("nullable") == Some(json!(true)) {
                fields.insert("type".into(), json!([schema["type"], "null"]));
                if let Some(Value::Array(values)) = fields.get_mut("enum") {
                    values.push(Value::Null);
                }
            }
            if fields.get("properties").is_some_and(Value::is_object)
                && !fields.contains_key("additionalProperties")
            {
                fields.insert("additionalProperties".into(), json!(false));
            }
            Value::Object(fields)
        }
        Value::Array(items) => items.iter().map(to_json_schema).collect(),
        other => other.clone(),
    }
}

/// Formats that JSON Schema lacks: those of OpenAPI, and `unix-ms`. Any other
/// unknown format is misspelled.
const OPENAPI_FORMATS: [&str; 8] = [
    "int32", "int64", "float", "double", "byte", "binary", "password", "unix-ms",
];

/// References are resolved in a copy of the document's components.
fn validator(document: &Value, schema: &Value) -> Validator {
    let schema = json!({
        "allOf": [to_json_schema(schema)],
        "components": { "schemas": to_json_schema(&document["components"]["schemas"]) },
    });
    let mut options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false);
    for format in OPENAPI_FORMATS {
        options = options.with_format(format, |_: &str| true);
    }
    options
        .build(&schema)
        .unwrap_or_else(|error| panic!("not a schema: {error}\n{schema:#}"))
}

/// Returns the examples that do not match their schemas.
fn wrong_examples(document: &Value) -> Vec<String> {
    let wrong = |example: &Example| {
        let error = validator(document, example.schema)
            .validate(example.value)
            .err()?
            .to_string();
        Some(format!("{}: {error}", example.pointer))
    };
    examples(document).iter().filter_map(wrong).collect()
}

#[test]
fn every_example_validates_against_its_schema() {
    let document = document();
    let wrong = wrong_examples(&document);
    assert!(
        wrong.is_empty(),
        "these examples in spec/medium.yaml do not match their schemas: correct either\n{}",
        wrong.join("\n")
    );
    // Counted again by key only, to notice examples at locations that are not checked.
    assert_eq!(examples(&document).len(), keyed_examples(&document));
    assert!(examples(&document).len() > 100, "too few examples");
}

fn keyed_examples(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, child)| match (key.as_str(), child) {
                ("example", _) => 1,
                ("examples", Value::Object(named)) => named.len(),
                _ => keyed_examples(child),
            })
            .sum(),
        Value::Array(items) => items.iter().map(keyed_examples).sum(),
        _ => 0,
    }
}

#[test]
fn no_schema_accepts_everything() {
    let document = document();
    for example in examples(&document) {
        let wrong = if example.value.is_array() {
            json!({})
        } else {
            json!([[]])
        };
        assert!(
            !validator(&document, example.schema).is_valid(&wrong),
            "{} could be {wrong}",
            example.pointer
        );
    }
}

#[test]
    #[rustfmt::skip]
fn finds_a_wrong_example() {
    let schemas = "/components/schemas";
    let cases = [
        ("a value outside its enumeration", format!("{schemas}/Contributor/example/role"), json!("owner")),
        ("an invalid URL", format!("{schemas}/User/properties/url/example"), json!("medium.com/@anfield_diary")),
        ("an invalid date", format!("{schemas}/NewPost/example/publishedAt"), json!("yesterday")),
        ("a date as text instead of milliseconds", format!("{schemas}/Post/example/publishedAt"), json!("2015-09-15")),
        ("null for a value that is not nullable", format!("{schemas}/Image/example/md5"), Value::Null),
        ("a required field is missing", format!("{schemas}/UserEnvelope/example/data"), json!({ "id": "18c0" })),
        ("a misspelled optional field", format!("{schemas}/User/example"), user_with("imageURL")),
        ("none of the two grants", format!("{schemas}/TokenGrant/example/grant_type"), json!("password")),
        ("a media type's example", "/components/responses/TooManyPosts/content/application~1json/examples/limit/value".into(), json!({})),
        ("a header's example", "/components/responses/TooManyPosts/headers/Retry-After/example".into(), json!("soon")),
        ("a parameter's example", "/paths/~1m~1oauth~1authorize/get/parameters/1/example".into(), json!("publishPost")),
    ];
    let before = wrong_examples(&document()).len();
    for (what, pointer, value) in cases {
        let mut document = document();
        *document
            .pointer_mut(&pointer)
            .unwrap_or_else(|| panic!("nothing at {pointer}")) = value;
        assert_eq!(wrong_examples(&document).len(), before + 1, "{what}: {pointer}");
    }
}

fn user_with(field: &str) -> Value {
    json!({ "id": "18c0", "username": "a", "name": "A", "url": "https://medium.com/@a", field: "https://medium.com/a.png" })
}

#[test]
fn examples_may_be_null_if_nullable() {
    let mut document = document();
    let role = &mut document["components"]["schemas"]["Role"];
    role["example"] = Value::Null;
    role["nullable"] = json!(true);
    assert_eq!(wrong_examples(&document), Vec::<String>::new());
}

#[test]
fn every_schema_has_an_example() {
    let document = document();
    let without = nodes(&document)
        .into_iter()
        .filter(|node| node.is_own_schema() && node.value.get("example").is_none())
        // A described reference: its schema has the example.
        .filter(|node| node.value.get("allOf").is_none());
    let without: Vec<String> = without.map(|node| node.pointer).collect();
    assert!(
        without.is_empty(),
        "add an `example` to these schemas in spec/medium.yaml:\n{}",
        without.join("\n")
    );
}
