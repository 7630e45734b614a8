//! Checks `spec/medium.yaml`: examples validate against their schemas, everything
//! is described, operations name their scopes, and corrections refer to existing
//! locations. The checks are tested with invalid documents too.

mod corrections;
mod descriptions;
mod duplicated_limits;
mod examples;
mod operations;
mod walk;

use std::fs;

use serde_json::Value;

fn text(name: &str) -> String {
    let path = tests::root().join("spec").join(name);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("spec/{name}: {error}"))
}

/// Reads YAML, and rejects duplicate keys.
fn yaml(name: &str) -> Value {
    let value: serde_yaml::Value = serde_yaml::from_str(&text(name)).unwrap();
    serde_json::to_value(value).unwrap()
}

fn document() -> Value {
    yaml("medium.yaml")
}
