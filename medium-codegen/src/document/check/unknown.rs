//! Unknown keywords: misspelled ones are errors, the others give a warning.

use super::{Checker, Location};
use crate::document::grammar::Object;

impl Checker<'_> {
    pub(super) fn unknown(&mut self, key: &str, object: &Object, location: &Location<'_>) {
        match nearest(key, object) {
            Some(name) => self.report_invalid(
                location,
                format!(
                    "unknown key `{key}` in {}: did you mean `{name}`?",
                    object.name
                ),
            ),
            None => self.warnings.add_not_represented(
                &location.pointer(),
                format!("unknown key `{key}` in {}: ignored", object.name),
            ),
        }
    }
}

/// Returns the most similar keyword: one edit away, or two if it is long.
fn nearest(key: &str, object: &Object) -> Option<&'static str> {
    object
        .names()
        .map(|name| (strsim::damerau_levenshtein(key, name), name))
        .min()
        .filter(|(distance, name)| *distance <= if name.len() > 6 { 2 } else { 1 })
        .filter(|(_, name)| name.len() > 3 && name.starts_with('$') == key.starts_with('$'))
        .map(|(_, name)| name)
}
