//! Choices within choices are read in bounded time and memory.

use std::cell::Cell;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// A flag that counts how often one is read.
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
    /// One or the other, as the document does not say.
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

/// Objects in each other under `keys` in turn, each with a property that no shape
/// keeps, so that none fits as it is and all are tried.
fn nested(depth: usize, keys: &[&str]) -> Value {
    let mut value = json!({ "on": true });
    for level in 0..depth {
        let key = keys[level % keys.len()];
        value = json!({ "on": true, "lost": level, key: value });
    }
    value
}

#[test]
fn choices_within_choices_are_read_in_steps_that_grow_with_their_depth() {
    for depth in [20, 40, 60] {
        STEPS.set(0);
        let value = nested(depth, &["rule"]);
        let rule: Rule = serde_json::from_value(value).expect("it is one");
        assert!(STEPS.get() <= 4 * depth, "{depth}: {}", STEPS.get());
        assert!(matches!(rule, Rule::All(_)));
    }
}

#[test]
fn objects_beside_others_within_each_other_are_kept_raw_where_they_would_be_too_many() {
    for depth in [20, 40, 60] {
        STEPS.set(0);
        let value = nested(depth, &["both"]);
        let both: Both = serde_json::from_value(value.clone()).expect("it is one");
        assert!(STEPS.get() <= 10_000, "{depth}: {}", STEPS.get());
        assert_eq!(both.unknown, Some(super::Raw(value.clone())));
        assert_eq!(serde_json::to_value(&both).expect("JSON"), value);
    }
    // Those of ordinary depth are read.
    let value = nested(5, &["both"]);
    let both: Both = serde_json::from_value(value).expect("it is one");
    assert!(both.all.is_some() && both.any.is_some());
}

#[test]
fn what_is_read_once_counts_for_each_shape_that_holds_it() {
    // One shape would lose `other`; the other one holds one more value that is not
    // listed, beside the one within `rule`, which was read already.
    let value = json!({ "on": true, "rule": { "on": true, "rule": 7 }, "other": 7 });
    let rule: Rule = serde_json::from_value(value).expect("it is one");
    assert!(matches!(rule, Rule::All(_)), "{rule:?}");
}
