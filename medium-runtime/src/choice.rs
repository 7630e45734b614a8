//! How a value that may have one of several shapes is read: each shape is
//! tried, and the one that keeps most of the value is it. What the document
//! does not describe is kept as raw JSON.

mod memo;
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

/// JSON that none of the schemas that the document lists describes, as it came.
/// `Debug` does not show it: it may hold a secret.
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
    /// How many values without a description were met on this thread: reading
    /// is one call that goes down through the types of a value, which have no
    /// other way to tell the choice above them.
    static UNLISTED: Cell<usize> = const { Cell::new(0) };
}

/// Says that a value was read that the document does not list.
#[doc(hidden)]
pub fn count_unlisted() {
    UNLISTED.set(UNLISTED.get().saturating_add(1));
}

/// A choice, and how well it fits; the smaller, the better.
#[doc(hidden)]
#[derive(Debug)]
pub struct Fit<T> {
    /// What was read.
    pub value: T,
    /// Values that the document does not list, and values that would be lost.
    cost: (usize, usize),
}

/// One shape that a value may have.
#[doc(hidden)]
#[derive(Debug)]
pub struct Candidate<E> {
    /// The discriminator's values that stand for it.
    pub tags: &'static [&'static str],
    /// Reads it.
    pub read: fn(&Value) -> Option<Fit<E>>,
}

/// Reads `value` as a `T`, and finds out what of it that leaves out.
#[doc(hidden)]
pub fn read<T: DeserializeOwned + Serialize, E>(value: &Value, wrap: fn(T) -> E) -> Option<Fit<E>> {
    let before = UNLISTED.replace(0);
    let read = T::deserialize(value);
    let unlisted = UNLISTED.replace(before);
    let read = read.ok()?;
    let again = serde_json::to_value(&read).ok()?;
    // serde reads a struct from a list, too.
    if value.is_array() != again.is_array() {
        return None;
    }
    Some(Fit {
        cost: (unlisted, lost(value, &again)),
        value: wrap(read),
    })
}

/// Reads an object as a `T`, where it is one, and where all that was read of the
/// outermost choice does not become too large by it.
#[doc(hidden)]
pub fn object<T: DeserializeOwned>(value: &Value) -> Option<T> {
    // serde reads a struct from a list, too.
    if !value.is_object() || memo::is_full() {
        return None;
    }
    let read = T::deserialize(value).ok()?;
    memo::add_weight(weight(value)).then_some(read)
}

/// The candidate that fits best, of those that the discriminator `tag` points
/// to.
#[doc(hidden)]
pub fn pick<E>(value: &Value, tag: Option<&str>, candidates: &[Candidate<E>]) -> Option<E> {
    let tag = tag.and_then(|tag| value.get(tag)).map(plain);
    let is_meant = |one: &&Candidate<E>| match &tag {
        Some(tag) => one.tags.contains(&tag.as_str()),
        None => true,
    };
    if candidates.iter().any(|one| is_meant(&one)) {
        return best(value, candidates.iter().filter(is_meant));
    }
    best(value, candidates.iter().filter(|one| one.tags.is_empty()))
}

fn best<'c, E: 'c>(value: &Value, candidates: impl Iterator<Item = &'c Candidate<E>>) -> Option<E> {
    let mut best: Option<Fit<E>> = None;
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

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// How many values of `before` are not in `after`. The same value may be
/// written in another way: a time, a number.
fn lost(before: &Value, after: &Value) -> usize {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => before
            .iter()
            .map(|(key, value)| {
                after
                    .get(key)
                    .map_or_else(|| values(value), |after| lost(value, after))
            })
            .sum(),
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => before
            .iter()
            .zip(after)
            .map(|(one, other)| lost(one, other))
            .sum(),
        (Value::String(before), Value::String(after)) => usize::from(!is_same(before, after)),
        (Value::Number(_), Value::Number(_)) => 0,
        (before, after) if before == after => 0,
        (before, _) => values(before),
    }
}

/// Whether two texts say the same: the same, or one time or address in two spellings.
/// A date that was read of a time says less.
fn is_same(before: &str, after: &str) -> bool {
    fn both<T: FromStr + PartialEq>(before: &str, after: &str) -> bool {
        let (before, after) = (before.parse::<T>(), after.parse::<T>());
        matches!((before, after), (Ok(before), Ok(after)) if before == after)
    }
    before == after || both::<DateTime>(before, after) || both::<Url>(before, after)
}

/// How many values there are in a value; null is none.
fn values(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Array(items) => items.iter().map(values).sum::<usize>().max(1),
        Value::Object(members) => members.values().map(values).sum::<usize>().max(1),
        _ => 1,
    }
}

/// How large a value is, about: how many values there are in it, and how much text.
fn weight(value: &Value) -> usize {
    /// A text of so many bytes counts as one value more.
    const BYTES: usize = 64;
    match value {
        Value::String(text) => 1 + text.len() / BYTES,
        Value::Array(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| key.len() / BYTES + weight(value);
            1 + members.iter().map(member).sum::<usize>()
        }
        _ => 1,
    }
}

/// Writes what several objects say of one value as that value.
#[doc(hidden)]
pub fn merged<S: Serializer>(
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
pub use memo::memoized;

/// Reads raw JSON.
#[doc(hidden)]
pub fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Value::deserialize(deserializer)
}
