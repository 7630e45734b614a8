//! Keywords that OpenAPI does not have: misspelt ones are errors, because what was
//! meant would be lost; the others are noted, because no client can know them.

use super::{Checker, Place};
use crate::document::grammar::Object;
use crate::warnings::WarningKind;

impl Checker<'_> {
    pub(super) fn unknown(&mut self, key: &str, object: &Object, at: &Place<'_>) {
        match nearest(key, object) {
            Some(name) => self.wrong(
                at,
                format!(
                    "unknown key `{key}` in {}: did you mean `{name}`?",
                    object.name
                ),
            ),
            None => self.warnings.add(
                WarningKind::NotRepresented,
                &at.pointer(),
                format!("unknown key `{key}` in {}: ignored", object.name),
            ),
        }
    }
}

/// The keyword that was most likely meant: one edit away, or two where it is long.
fn nearest(key: &str, object: &Object) -> Option<&'static str> {
    object
        .names()
        .map(|name| (strsim::damerau_levenshtein(key, name), name))
        .min()
        .filter(|(distance, name)| *distance <= if name.len() > 6 { 2 } else { 1 })
        .filter(|(_, name)| name.len() > 3 && name.starts_with('$') == key.starts_with('$'))
        .map(|(_, name)| name)
}
