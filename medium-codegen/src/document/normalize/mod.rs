//! Converts the checked document to one normal form for the next steps: OpenAPI 3.1
//! becomes 3.0, references into a schema become references to components, and
//! invalid parts are removed. [`Document::origin`] maps pointers back.

mod content;
mod lift;
mod limits;
mod nulls;
mod prune;
mod references;
mod schemas;
mod types;
mod unsupported;
mod walk;

use serde_json::{Map, Value};

use super::Document;
use super::check::{Checked, Version};
use crate::error::unescape;
use crate::warnings::Warnings;

pub(crate) fn normalize(
    mut document: Document,
    checked: Checked,
    version: Version,
    warnings: &Warnings,
) -> Document {
    prune::prune(&mut document.value, &checked);
    let lifted = lift::lift(&mut document, checked.deep, warnings);
    references::copy_referenced_paths(&mut document);
    let mut root = std::mem::take(&mut document.value);
    let mut normalizer = Normalizer {
        document: &mut document,
        lifted,
        version,
        warnings,
    };
    normalizer.root(&mut root);
    document.value = root;
    document
}

/// See the module. Each other file in this folder handles one construct.
struct Normalizer<'a> {
    /// Without its value, which is being changed.
    document: &'a mut Document,
    /// Former pointers → the names of the new components.
    lifted: lift::Lifted,
    version: Version,
    warnings: &'a Warnings,
}

impl Normalizer<'_> {
    /// Records that the schema at `keyword` of `at` comes from `written`.
    fn record_move(&mut self, at: &str, keyword: &str, written: &str) {
        let now = format!("{at}/{keyword}");
        let written = match written {
            "" => at.to_owned(),
            written => format!("{at}/{written}"),
        };
        self.document.moved.insert(now, written);
    }
}

fn remove_members(members: &mut Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let found = keys.iter().filter_map(|key| members.remove_entry(*key));
    found.collect()
}

/// The parent pointer and the last key, unescaped.
fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, key) = pointer.rsplit_once('/')?;
    Some((parent, unescape(key)))
}
