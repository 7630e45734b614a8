//! Extensions: those of the generator are checked, all others are allowed.

use serde_json::Value;

use super::{Checker, Location};
use crate::document::grammar::Object;
use crate::warnings::WarningKind;

/// The type of an extension's value.
enum Wants {
    Flag,
    Text,
    /// A string or an object: see `names`.
    Names,
    Any,
}

/// The extensions of the generator: the objects that may have each of them, and the
/// type of its value.
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
    /// A similar name is a misspelling, and an extension in the wrong place would
    /// have no effect.
    pub(super) fn extension(
        &mut self,
        key: &str,
        value: &Value,
        object: &Object,
        at: &Location<'_>,
    ) {
        for (ours, objects, wants) in &OURS {
            if key == *ours {
                return self.known_extension(key, value, object, objects, wants, at);
            }
            if key.len().abs_diff(ours.len()) <= 2 && strsim::damerau_levenshtein(key, ours) <= 2 {
                let problem =
                    format!("`{key}` is not a supported extension: did you mean `{ours}`?");
                return self.wrong(at, problem);
            }
        }
    }

    fn known_extension(
        &mut self,
        key: &str,
        value: &Value,
        object: &Object,
        objects: &[&str],
        wants: &Wants,
        at: &Location<'_>,
    ) {
        if !objects.contains(&object.name) {
            let (name, objects) = (object.name, objects.join(" or "));
            let message = format!("`{key}` has no effect in {name}: move it into {objects}");
            // Other tools use this one too, and elsewhere.
            if key == "x-enum-descriptions" {
                let pointer = at.pointer();
                return self
                    .warnings
                    .add(WarningKind::NotRepresented, &pointer, message);
            }
            self.wrong(at, message);
        }
        match wants {
            Wants::Flag => self.want(value.is_boolean(), at, "a boolean", value),
            Wants::Text => self.want(value.is_string(), at, "a string", value),
            Wants::Names => self.want(
                value.is_string() || value.is_object(),
                at,
                "a name, or an object with a name for each value of the enum",
                value,
            ),
            Wants::Any => {}
        }
    }
}
