//! Nested unions are read in bounded time and memory.

use std::cell::Cell;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// A flag that counts how often it is read.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Counted(bool);

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        STEPS.set(STEPS.get() + 1);
        bool::deserialize(deserializer).map(Self)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct All {
    on: Counted,
    rule: Option<Box<Rule>>,
    both: Option<Box<Both>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Any {
    on: Counted,
    rule: Option<Box<Rule>>,
    both: Option<Box<Both>>,
    other: Option<Box<Rule>>,
}

crate::one_of! {
    /// Either of two objects.
    pub(crate) enum Rule or Unknown {
        /// All.
        All(All),
        /// Any.
        Any(Any),
    }
}

crate::any_of! {
    /// One or both.
    pub(crate) struct Both or unknown {
        /// All.
        all: All,
        /// Any.
        any: Any,
    }
}

/// Returns nested objects under `keys` in turn, each with a property that no candidate keeps,
/// so that none fits perfectly and all are tried.
fn nested(depth: usize, keys: &[&str]) -> Value {
    let mut value = json!({ "on": true });
    for level in 0..depth {
        let key = keys[level % keys.len()];
        value = json!({ "on": true, "lost": level, key: value });
    }
    value
}

#[test]
fn nested_unions_are_read_in_linear_time() {
    for depth in [20, 40, 60] {
        STEPS.set(0);
        let value = nested(depth, &["rule"]);
        let rule: Rule = serde_json::from_value(value).unwrap();
        assert!(STEPS.get() <= 4 * depth, "{depth}: {}", STEPS.get());
        assert!(matches!(rule, Rule::All(_)));
    }
}

#[test]
fn nested_objects_of_any_of_are_kept_raw_above_the_limit() {
    for depth in [20, 40, 60] {
        STEPS.set(0);
        let value = nested(depth, &["both"]);
        let both: Both = serde_json::from_value(value.clone()).unwrap();
        assert!(STEPS.get() <= 10_000, "{depth}: {}", STEPS.get());
        assert_eq!(both.unknown, Some(super::Raw(value.clone())));
        assert_eq!(serde_json::to_value(&both).unwrap(), value);
    }
    // Objects of ordinary depth are read.
    let value = nested(5, &["both"]);
    let both: Both = serde_json::from_value(value).unwrap();
    assert!(both.all.is_some() && both.any.is_some());
}

#[test]
fn cached_values_count_for_each_candidate() {
    // One candidate would lose `other`. The other contains one more unlisted value, in
    // addition to the cached one within `rule`.
    let value = json!({ "on": true, "rule": { "on": true, "rule": 7 }, "other": 7 });
    let rule: Rule = serde_json::from_value(value).unwrap();
    assert!(matches!(rule, Rule::All(_)), "{rule:?}");
}
