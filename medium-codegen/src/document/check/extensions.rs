//! Extensions: those of the generator are checked, all others are allowed.

use serde_json::Value;

use super::{Checker, Location};
use crate::document::grammar::Object;

enum ValueType {
    Flag,
    /// The name of a property.
    Property,
    /// A string or an object: see `names`.
    Names,
    Any,
}

/// The extensions of the generator: the objects that may have each of them, and the
/// type of its value.
const EXTENSIONS: &[(&str, &[&str], ValueType)] = &[
    ("x-envelope", &["a schema"], ValueType::Property),
    ("x-enum-descriptions", &["a schema"], ValueType::Any),
    ("x-idempotent", &["an operation"], ValueType::Flag),
    ("x-paging", &["an operation"], ValueType::Any),
    (
        "x-rust-name",
        &["an operation", "a parameter", "a schema"],
        ValueType::Names,
    ),
];

impl Checker<'_> {
    /// A similar name is a misspelling, and an extension in the wrong place would have no effect.
    pub(super) fn extension(
        &mut self,
        key: &str,
        value: &Value,
        object: &Object,
        location: &Location<'_>,
    ) {
        for (known, objects, value_type) in EXTENSIONS {
            if key == *known {
                return self.known_extension(key, value, object, objects, value_type, location);
            }
            if key.len().abs_diff(known.len()) <= 2 && strsim::damerau_levenshtein(key, known) <= 2
            {
                let problem =
                    format!("`{key}` is not a supported extension: did you mean `{known}`?");
                return self.report_invalid(location, problem);
            }
        }
    }

    fn known_extension(
        &mut self,
        key: &str,
        value: &Value,
        object: &Object,
        objects: &[&str],
        value_type: &ValueType,
        location: &Location<'_>,
    ) {
        if !objects.contains(&object.name) {
            let (name, objects) = (object.name, objects.join(" or "));
            let message = format!("`{key}` has no effect in {name}: move it into {objects}");
            // Other tools use this one too, and elsewhere.
            if key == "x-enum-descriptions" {
                let pointer = location.pointer();
                return self.warnings.add_not_represented(&pointer, message);
            }
            self.report_invalid(location, message);
        }
        match value_type {
            ValueType::Flag => self.expect(value.is_boolean(), location, "a boolean", value),
            ValueType::Property => {
                self.expect(value.is_string(), location, "the name of a property", value);
            }
            ValueType::Names => self.expect(
                value.is_string() || value.is_object(),
                location,
                "a name, or an object with a name for each value of the enum",
                value,
            ),
            ValueType::Any => {}
        }
    }
}
