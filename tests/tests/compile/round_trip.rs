//! The types of a client keep all of a value: values made from the schemas of every fixture and
//! corpus document, and their examples, are deserialized and serialized again.

use std::collections::BTreeMap;

use medium_codegen::Output;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tests::{Fixture, documents, fixtures};

use crate::examples::examples;
use crate::samples::Samples;
use crate::*;

include!(concat!(env!("OUT_DIR"), "/round_trips.rs"));

fn round_trip_as<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, String> {
    // As text, as received.
    let text = value.to_string();
    let read: T = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    serde_json::to_value(&read).map_err(|error| error.to_string())
}

/// Returns the content of a value, independent of its form: without `""` for an absent value, with
/// normalize numbers and times. Without `nulls`, null is read as absent.
fn normalize(value: &Value, nulls: bool) -> Value {
    match value {
        Value::Object(members) => {
            let is_kept = |value: &Value| *value != "" && (nulls || !value.is_null());
            let members = members.iter().filter(|(_, value)| is_kept(value));
            let members = members.map(|(key, value)| (key.clone(), normalize(value, nulls)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(|item| normalize(item, nulls)).collect(),
        Value::Number(number) => match number.as_f64() {
            // `1.0` and `1` are equal.
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
                Value::from(float as i64)
            }
            _ => value.clone(),
        },
        Value::String(text) => match text.parse::<jiff::Timestamp>() {
            Ok(time) => Value::from(time.to_string()),
            Err(_) => value.clone(),
        },
        other => other.clone(),
    }
}

/// The results for the values of a document.
#[derive(Default)]
struct Tally {
    /// How many were unchanged.
    unchanged: usize,
    /// How many of these contain null in a type for requests, where null is not the same as absent.
    with_null: usize,
    /// The values that changed.
    lost: Vec<String>,
}

/// Sends the values of all types of a document through the types. `name` is the
/// document's name in `round_trip`.
fn send_through(name: &str, document: &Fixture, tally: &mut Tally) {
    let output = document.generate().expect(&document.path);
    let samples = Samples::new(&document.text);
    let types = types(&output);
    for (ty, pointer) in &types {
        let values = samples.value_at(pointer).map(|schema| samples.all(schema));
        for value in values.unwrap_or_default() {
            send(name, &output, ty, &value, tally);
        }
    }
    for (ty, value) in examples(samples.document(), &types) {
        send(name, &output, &ty, &value, tally);
    }
}

/// Returns the types of a client with their pointers. Types of several responses or headers have no
/// schema.
fn types(output: &Output) -> BTreeMap<String, String> {
    let items = output.pointers.iter();
    let types = items.filter_map(|(item, pointer)| Some((item.strip_prefix("types::")?, pointer)));
    types
        .filter(|(name, pointer)| !name.contains(':') && !pointer.ends_with("/responses"))
        .map(|(name, pointer)| (name.to_owned(), pointer.clone()))
        .collect()
}

fn send(document: &str, output: &Output, ty: &str, value: &Value, tally: &mut Tally) {
    let constructor = format!("fn types::{ty}::new(");
    let is_sent = output
        .surface
        .iter()
        .any(|line| line.starts_with(&constructor));
    match round_trip(document, ty, value) {
        None => {}
        Some(Ok(after)) if normalize(&after, is_sent) == normalize(value, is_sent) => {
            tally.unchanged += 1;
            tally.with_null += usize::from(is_sent && value.to_string().contains("null"));
        }
        Some(after) => tally
            .lost
            .push(format!("{document} {ty}: {value} became {after:?}")),
    }
}

#[test]
fn every_value_of_every_schema_round_trips() {
    let mut tally = Tally::default();
    for fixture in fixtures() {
        send_through(&fixture.name, &fixture, &mut tally);
    }
    assert_complete(&tally, 900, 20);
}

#[test]
fn every_value_of_the_corpus_round_trips() {
    let mut tally = Tally::default();
    for document in documents("corpus") {
        send_through(&format!("corpus/{}", document.name), &document, &mut tally);
    }
    assert_complete(&tally, 900, 20);
}

/// Fails if a value changed, or if there were too few values, for example because
/// types are not found.
fn assert_complete(tally: &Tally, least: usize, least_null: usize) {
    let lost = &tally.lost;
    assert!(
        lost.is_empty(),
        "{}: {}",
        lost.len(),
        lost[..lost.len().min(30)].join("\n")
    );
    assert!(tally.unchanged >= least, "only {} values", tally.unchanged);
    assert!(
        tally.with_null >= least_null,
        "only {} with null",
        tally.with_null
    );
}
