//! Exclusive limits: a number since 3.1, a boolean next to the limit before.

use serde_json::{Map, Value};

use super::Normalizer;

impl Normalizer<'_> {
    pub(super) fn normalize_limits(&mut self, members: &mut Map<String, Value>) {
        limit(members, "exclusiveMinimum", "minimum", |new, old| {
            new >= old
        });
        limit(members, "exclusiveMaximum", "maximum", |new, old| {
            new <= old
        });
    }
}

/// Keeps the narrower of a limit and an exclusive limit.
fn limit(
    members: &mut Map<String, Value>,
    exclusive: &str,
    inclusive: &str,
    is_narrower: fn(f64, f64) -> bool,
) {
    let Some(new) = members
        .get(exclusive)
        .filter(|value| value.is_number())
        .cloned()
    else {
        return;
    };
    let old = members.get(inclusive).and_then(Value::as_f64);
    let narrower = match (new.as_f64(), old) {
        (Some(new), Some(old)) => is_narrower(new, old),
        _ => true,
    };
    if narrower {
        members.insert(inclusive.to_owned(), new);
    }
    members.insert(exclusive.to_owned(), Value::Bool(narrower));
}
