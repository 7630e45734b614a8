//! Reads values of `oneOf` and `anyOf`: each schema is tried, and the one that keeps
//! most of the value is chosen. A value that fits none is kept as raw JSON.

mod cache;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use url::Url;

use crate::DateTime;

/// JSON that fits no schema in the document. `Debug` does not show it: it may contain a secret.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Raw(
    /// The value.
    pub Value,
);

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Raw(…)")
    }
}

impl From<Value> for Raw {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

thread_local! {
    /// How many values that the document doesn't list were read on this thread. The types of nested
    /// values can report it to the union above them in no other way: serde passes no context down.
    static UNLISTED: Cell<usize> = const { Cell::new(0) };
}

/// Counts a value that the document does not list.
#[doc(hidden)]
pub fn count_unlisted() {
    UNLISTED.set(UNLISTED.get().saturating_add(1));
}

/// A value read as one of the candidates. A smaller cost is a better fit.
#[doc(hidden)]
#[derive(Debug)]
pub struct Match<T> {
    /// The value.
    pub value: T,
    /// How many values the document does not list, and how many would be lost.
    cost: (usize, usize),
}

/// A schema that a value may have.
#[doc(hidden)]
#[derive(Debug)]
pub struct Candidate<E> {
    /// The values of the discriminator for this schema.
    pub tags: &'static [&'static str],
    /// Reads the value.
    pub read: fn(&Value) -> Option<Match<E>>,
}

/// Reads `value` as a `T`, and counts what would be lost by that.
#[doc(hidden)]
pub fn read<T: DeserializeOwned + Serialize, E>(
    value: &Value,
    wrap: fn(T) -> E,
) -> Option<Match<E>> {
    let before = UNLISTED.replace(0);
    let read = T::deserialize(value);
    let unlisted = UNLISTED.replace(before);
    let read = read.ok()?;
    let again = serde_json::to_value(&read).ok()?;
    // serde also reads a struct from a list.
    if value.is_array() != again.is_array() {
        return None;
    }
    Some(Match {
        cost: (unlisted, count_lost_values(value, &again)),
        value: wrap(read),
    })
}

/// Reads an object as a `T`, unless all objects of the outermost union take too much memory.
#[doc(hidden)]
pub fn object<T: DeserializeOwned>(value: &Value) -> Option<T> {
    // serde also reads a struct from a list.
    if !value.is_object() || cache::is_full() {
        return None;
    }
    let read = T::deserialize(value).ok()?;
    cache::add_size(size(value)).then_some(read)
}

/// Reads the value as the best of the candidates that the discriminator `tag` selects; if it selects
/// none, as the best of those without tags.
#[doc(hidden)]
pub fn pick<E>(value: &Value, tag: Option<&str>, candidates: &[Candidate<E>]) -> Option<E> {
    let tag = tag.and_then(|tag| value.get(tag)).map(discriminator_text);
    let is_selected = |candidate: &&Candidate<E>| match &tag {
        Some(tag) => candidate.tags.contains(&tag.as_str()),
        None => true,
    };
    if candidates.iter().any(|candidate| is_selected(&candidate)) {
        return best_match(value, candidates.iter().filter(is_selected));
    }
    let without_tags = candidates
        .iter()
        .filter(|candidate| candidate.tags.is_empty());
    best_match(value, without_tags)
}

fn best_match<'c, E: 'c>(
    value: &Value,
    candidates: impl Iterator<Item = &'c Candidate<E>>,
) -> Option<E> {
    let mut best: Option<Match<E>> = None;
    for candidate in candidates {
        let Some(fit) = (candidate.read)(value) else {
            continue;
        };
        if fit.cost == (0, 0) {
            return Some(fit.value);
        }
        if best.as_ref().is_none_or(|other| fit.cost < other.cost) {
            best = Some(fit);
        }
    }
    best.map(|fit| fit.value)
}

fn discriminator_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Counts the values of `before` that `after` lacks. Spellings of times and numbers may differ.
fn count_lost_values(before: &Value, after: &Value) -> usize {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => before
            .iter()
            .map(|(key, value)| {
                after.get(key).map_or_else(
                    || count_values(value),
                    |after| count_lost_values(value, after),
                )
            })
            .sum(),
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => before
            .iter()
            .zip(after)
            .map(|(before, after)| count_lost_values(before, after))
            .sum(),
        (Value::String(before), Value::String(after)) => usize::from(!is_same(before, after)),
        (Value::Number(_), Value::Number(_)) => 0,
        (before, after) if before == after => 0,
        (before, _) => count_values(before),
    }
}

/// Returns whether two texts are equal, or spell the same time or URL. A date is not a time.
fn is_same(before: &str, after: &str) -> bool {
    fn parse_both<T: FromStr + PartialEq>(before: &str, after: &str) -> bool {
        let (before, after) = (before.parse::<T>(), after.parse::<T>());
        matches!((before, after), (Ok(before), Ok(after)) if before == after)
    }
    before == after || parse_both::<DateTime>(before, after) || parse_both::<Url>(before, after)
}

/// Counts the values in a value. Null does not count.
fn count_values(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Array(items) => items.iter().map(count_values).sum::<usize>().max(1),
        Value::Object(members) => members.values().map(count_values).sum::<usize>().max(1),
        _ => 1,
    }
}

/// Estimates the size of a value: the values in it, and the length of its texts.
fn size(value: &Value) -> usize {
    /// Every `BYTES` bytes of text count as one more value.
    const BYTES: usize = 64;
    match value {
        Value::String(text) => 1 + text.len() / BYTES,
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| key.len() / BYTES + size(value);
            1 + members.iter().map(member).sum::<usize>()
        }
        _ => 1,
    }
}

/// Serializes several objects as one object with all their properties.
#[doc(hidden)]
pub fn serialize_merged<S: Serializer>(
    parts: Vec<serde_json::Result<Value>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut whole = serde_json::Map::new();
    for part in parts {
        match part.map_err(serde::ser::Error::custom)? {
            Value::Object(members) => whole.extend(members),
            other => return other.serialize(serializer),
        }
    }
    whole.serialize(serializer)
}

#[doc(hidden)]
pub use cache::cached;

/// Reads raw JSON.
#[doc(hidden)]
pub fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Value::deserialize(deserializer)
}
