//! Extensions: they are anybody's, but for those that mean something here.

use serde_json::Value;

use super::{Checker, Place};
use crate::document::grammar::Object;
use crate::warnings::WarningKind;

/// Which kind of value an extension has.
enum Wants {
    Flag,
    Text,
    /// A string or a mapping: see `names`.
    Names,
    Any,
}

/// The extensions that mean something to the generator, the kinds of objects
/// that each stands in, and its value.
const OURS: [(&str, &[&str], Wants); 5] = [
    ("x-envelope", &["a schema"], Wants::Text),
    ("x-enum-descriptions", &["a schema"], Wants::Any),
    ("x-idempotent", &["an operation"], Wants::Flag),
    ("x-paging", &["an operation"], Wants::Any),
    (
        "x-rust-name",
        &["an operation", "a parameter", "a schema"],
        Wants::Names,
    ),
];

impl Checker<'_> {
    /// One that is nearly ours is ours misspelt, and one of ours elsewhere would
    /// have no effect.
    pub(super) fn extension(&mut self, key: &str, value: &Value, object: &Object, at: &Place<'_>) {
        for (ours, places, wants) in &OURS {
            if key == *ours {
                if !places.contains(&object.name) {
                    let place = places.join(" or ");
                    let said = format!(
                        "`{key}` has no effect in {}: move it into {place}",
                        object.name
                    );
                    // Other tools know this one, too, and elsewhere.
                    if *ours == "x-enum-descriptions" {
                        self.warnings
                            .add(WarningKind::NotRepresented, &at.pointer(), said);
                        return;
                    }
                    self.wrong(at, said);
                }
                match wants {
                    Wants::Flag => self.want(value.is_boolean(), at, "true or false", value),
                    Wants::Text => self.want(value.is_string(), at, "a string", value),
                    Wants::Names => self.want(
                        value.is_string() || value.is_object(),
                        at,
                        "a name, or an object with a name for each value of the enum",
                        value,
                    ),
                    Wants::Any => {}
                }
                return;
            }
            if key.len().abs_diff(ours.len()) <= 2 && strsim::damerau_levenshtein(key, ours) <= 2 {
                self.wrong(
                    at,
                    format!("`{key}` is not a supported extension: did you mean `{ours}`?"),
                );
                return;
            }
        }
    }
}
