//! Nothing of a value is lost on its way through the types of a client: values
//! that are made from the schemas of every fixture and of the corpus, and the
//! examples of these documents, are read and written again.

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

fn again<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, String> {
    // As text, which is how it comes.
    let text = value.to_string();
    let read: T = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    serde_json::to_value(&read).map_err(|error| error.to_string())
}

/// What a value says, however it is written: without `""` for an absent value,
/// numbers as such, times as points in time. Where `nulls` don't count, null is
/// absent.
fn said(value: &Value, nulls: bool) -> Value {
    match value {
        Value::Object(members) => {
            let is_said = |value: &Value| *value != "" && (nulls || !value.is_null());
            let members = members.iter().filter(|(_, value)| is_said(value));
            let members = members.map(|(key, value)| (key.clone(), said(value, nulls)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(|item| said(item, nulls)).collect(),
        Value::Number(number) => match number.as_f64() {
            // `1.0` and `1` are the same.
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

/// What became of the values of a document.
#[derive(Default)]
struct Tally {
    /// How many came through.
    unchanged: usize,
    /// How many of these hold null in a type that a request holds, where null is
    /// something else than absent.
    with_null: usize,
    /// What was lost.
    lost: Vec<String>,
}

/// Sends the values of all types of a document through them. `name` is what
/// `round_trip` calls the document.
fn send_through(name: &str, document: &Fixture, tally: &mut Tally) {
    let output = document.generate().expect(&document.path);
    let samples = Samples::of(&document.text);
    let types = types(&output);
    for (ty, pointer) in &types {
        let values = samples.at(pointer).map(|schema| samples.all(schema));
        for value in values.unwrap_or_default() {
            send(name, &output, ty, &value, tally);
        }
    }
    for (ty, value) in examples(samples.document(), &types) {
        send(name, &output, &ty, &value, tally);
    }
}

/// The types of a client, and where the document describes each by a schema. What
/// is made of several responses or headers has none.
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
        Some(Ok(after)) if said(&after, is_sent) == said(value, is_sent) => {
            tally.unchanged += 1;
            tally.with_null += usize::from(is_sent && value.to_string().contains("null"));
        }
        Some(after) => tally
            .lost
            .push(format!("{document} {ty}: {value} became {after:?}")),
    }
}

#[test]
fn every_value_of_every_schema_comes_through_unchanged() {
    let mut tally = Tally::default();
    for fixture in fixtures() {
        send_through(&fixture.name, &fixture, &mut tally);
    }
    assert_complete(&tally, 900, 20);
}

#[test]
fn every_value_of_the_corpus_comes_through_unchanged() {
    let mut tally = Tally::default();
    for document in documents("corpus") {
        send_through(&format!("corpus/{}", document.name), &document, &mut tally);
    }
    assert_complete(&tally, 900, 20);
}

/// Nothing was lost, and values were there to be lost: this fails where types are
/// not found any more, or nothing is null.
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
