//! Nothing of a value is lost on its way through the types of a client: values
//! that are made from the schemas of every fixture, and its examples, are read
//! and written again.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tests::{Fixture, fixtures};

use crate::plain::pascal;
use crate::samples::Samples;
use crate::*;

include!(concat!(env!("OUT_DIR"), "/round_trips.rs"));

fn again<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, String> {
    // As text, which is how it comes.
    let text = value.to_string();
    let read: T = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    serde_json::to_value(&read).map_err(|error| error.to_string())
}

/// What a value says, however it is written: without what is null in an object
/// or `""` for an absent value, numbers as such, times as points in time.
fn said(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .filter(|(_, value)| !value.is_null() && *value != "");
            let members = members.map(|(key, value)| (key.clone(), said(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(said).collect(),
        Value::Number(number) => Value::from(number.as_f64()),
        Value::String(text) => match text.parse::<jiff::Timestamp>() {
            Ok(time) => Value::from(time.to_string()),
            Err(_) => value.clone(),
        },
        other => other.clone(),
    }
}

/// Where two values differ first, and how.
fn difference(before: &Value, after: &Value) -> (String, String) {
    if let (Value::Object(before), Value::Object(after)) = (before, after) {
        let mut keys = before.keys().chain(after.keys());
        if let Some(key) = keys.find(|key| before.get(*key) != after.get(*key)) {
            let side = |members: &Map<String, Value>| members.get(key).cloned().unwrap_or_default();
            let (at, what) = difference(&side(before), &side(after));
            return (format!("/{key}{at}"), what);
        }
    }
    (String::new(), format!("{before} became {after}"))
}

/// How many values of a fixture came through; what did not is added to `lost`.
fn came_through(fixture: &Fixture, lost: &mut Vec<String>) -> usize {
    let samples = Samples::of(&fixture.text);
    let mut count = 0;
    // Two components may be one word, and then their types have other names.
    let is_sole = |ty: &str| {
        samples
            .components()
            .filter(|(name, _)| pascal(name) == ty)
            .count()
            == 1
    };
    for (name, schema) in samples
        .components()
        .filter(|(name, _)| is_sole(&pascal(name)))
    {
        for value in samples.all(schema) {
            match round_trip(&fixture.name, &pascal(name), &value) {
                None => {}
                Some(Ok(after)) if said(&after) == said(&value) => count += 1,
                Some(after) => {
                    lost.push(format!("{} {name}: {value} became {after:?}", fixture.path));
                }
            }
        }
    }
    count
}

#[test]
fn every_value_of_every_schema_comes_through_unchanged() {
    let mut lost = Vec::new();
    let counts = fixtures()
        .iter()
        .map(|fixture| came_through(fixture, &mut lost))
        .sum::<usize>();
    assert!(lost.is_empty(), "{}", lost[..lost.len().min(20)].join("\n"));
    // Most schemas have a type; this fails where none is found any more.
    assert!(counts > 500, "only {counts} values were tried");
}
