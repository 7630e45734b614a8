//! Everything has a description that says more than its name.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::document;
use crate::walk::{Node, nodes};

const SMALL_WORDS: [&str; 16] = [
    "a", "an", "the", "this", "is", "it", "its", "of", "in", "on", "for", "to", "and", "or", "one",
    "s",
];

/// Returns whether a description has at least two words that the name does not have.
fn says_something(name: &str, description: &str) -> bool {
    let name = name.to_lowercase();
    let words: BTreeSet<String> = description
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !SMALL_WORDS.contains(&word.as_str()) && !name.contains(word.as_str()))
        .collect();
    words.len() >= 2
}

/// The parents of described items, besides schemas and operations.
const DESCRIBED: [&str; 6] = [
    "responses",
    "headers",
    "parameters",
    "securitySchemes",
    "tags",
    "servers",
];

/// What needs a description at a location: the item itself, or its enum values.
/// Returns the location of the description, the name, and the description.
fn descriptions<'d>(node: &Node<'d>) -> Vec<(String, String, &'d Value)> {
    let value = node.value;
    let mut found = Vec::new();
    let is_part =
        DESCRIBED.contains(&node.nth_last_segment(1)) || node.nth_last_segment(0) == "requestBody";
    if node.is_own_schema() || node.is_operation() || (is_part && value.get("$ref").is_none()) {
        found.push(("description", node.name().to_owned(), &value["description"]));
    }
    if node.is_operation() {
        found.push(("summary", String::new(), &value["summary"]));
    }
    for item in value["enum"].as_array().into_iter().flatten() {
        let name = item.as_str().map_or(item.to_string(), str::to_owned);
        // The empty string means absent: the property's description has to say so,
        // see the test below.
        if !name.is_empty() {
            let description = &value["x-enum-descriptions"][&name];
            found.push(("x-enum-descriptions", name, description));
        }
    }
    let pointer = |(key, name, text)| (format!("{}/{key}", node.pointer), name, text);
    found.into_iter().map(pointer).collect()
}

/// Returns the locations without a description, or with one that only repeats the name.
fn undescribed(document: &Value) -> Vec<String> {
    let says_nothing = |name: &str, description: &Value| {
        let text = description.as_str();
        !text.is_some_and(|text| says_something(name, text))
    };
    nodes(document)
        .iter()
        .flat_map(descriptions)
        .filter(|(_, name, description)| says_nothing(name, description))
        .map(|(pointer, name, _)| format!("{pointer}: {name}"))
        .collect()
}

#[test]
fn descriptions_say_whether_a_value_may_be_empty() {
    let document = document();
    let empty = json!({ "type": "string", "enum": [""] });
    let mut seen = 0;
    for node in nodes(&document) {
        let subschemas = node.value["anyOf"].as_array();
        if subschemas.is_some_and(|subschemas| subschemas.contains(&empty)) {
            let description = node.value["description"].as_str().unwrap_or_default();
            let says_so = description.to_lowercase().contains("empty");
            assert!(says_so, "{}: {description}", node.pointer);
            seen += 1;
        }
    }
    assert!(seen > 0, "Medium returns empty values");
}

#[test]
fn everything_is_described() {
    let missing = undescribed(&document());
    assert!(
        missing.is_empty(),
        "describe these in spec/medium.yaml, with at least two words that the name does not have, not \
         counting words such as `the`:\n{}",
        missing.join("\n")
    );
}
