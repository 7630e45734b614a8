//! Random JSON, and random changes.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::response_types::response_types;
use crate::text::any_text;

/// Generates JSON, mostly with the field names of responses.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
        Just(json!("https://medium.com/")),
    ];
    let name = proptest::sample::select(field_names());
    leaf.prop_recursive(4, 16, 4, move |inner| {
        let names = prop_oneof![4 => name.clone(), 1 => any_text()];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((names, inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Returns the names of all fields of responses.
fn field_names() -> Vec<String> {
    let responses = response_types();
    let pointers = responses
        .iter()
        .flat_map(|response| pointers(&response.valid));
    let names = pointers.filter_map(|pointer| Some(pointer.rsplit_once('/')?.1.to_owned()));
    let mut names: Vec<String> = names
        .filter(|name| name.parse::<usize>().is_err())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Returns pointers to all values in `json`.
pub(crate) fn pointers(json: &Value) -> Vec<String> {
    let mut pointers_found = vec![String::new()];
    let children: Vec<(String, &Value)> = match json {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, value)| (index.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (step, value) in children {
        pointers_found.extend(
            pointers(value)
                .into_iter()
                .map(|rest| format!("/{step}{rest}")),
        );
    }
    pointers_found
}

/// Sets an object's field to `value`, or removes it.
pub(crate) fn put(json: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = json
        .pointer_mut(parent)
        .and_then(Value::as_object_mut)
        .unwrap();
    match value {
        Some(value) => drop(parent.insert(name.to_owned(), value)),
        None => drop(parent.remove(name)),
    }
}

/// Adds unknown fields to every object.
pub(crate) fn add(json: &mut Value, more: &[(String, Value)]) {
    match json {
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| add(value, more));
            for (name, value) in more {
                fields
                    .entry(format!("x-{name}"))
                    .or_insert_with(|| value.clone());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| add(item, more)),
        _ => {}
    }
}

/// Serializes JSON, with the fields of every object in an order that depends on `seed`.
pub(crate) fn serialize(json: &Value, seed: &mut u64) -> String {
    match json {
        Value::Object(fields) => {
            let fields = shuffle(fields, seed).into_iter().map(|(name, value)| {
                format!("{}: {}", Value::from(name.as_str()), serialize(value, seed))
            });
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            let items = items.iter().map(|item| serialize(item, seed));
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

fn shuffle<'a>(fields: &'a Map<String, Value>, seed: &mut u64) -> Vec<(&'a String, &'a Value)> {
    let mut remaining: Vec<_> = fields.iter().collect();
    let mut order = Vec::new();
    while !remaining.is_empty() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let index = (*seed >> 33) as usize % remaining.len();
        order.push(remaining.swap_remove(index));
    }
    order
}
