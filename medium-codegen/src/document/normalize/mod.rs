//! Converts the checked document to one normal form for the next steps: OpenAPI 3.1
//! becomes 3.0, references into a schema become references to components, and
//! invalid parts are removed. [`Document::origin`] maps pointers back.

mod content;
mod extract;
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
    let extracted = extract::extract(&mut document, checked.nested_references, warnings);
    references::copy_referenced_paths(&mut document);
    let mut root = std::mem::take(&mut document.value);
    let mut normalizer = Normalizer {
        document: &mut document,
        extracted,
        version,
        warnings,
    };
    normalizer.root(&mut root);
    document.value = root;
    document
}

/// The state of the normalization.
struct Normalizer<'a> {
    /// Without its value, which is being changed.
    document: &'a mut Document,
    /// Former pointers → the names of the new components.
    extracted: extract::Extracted,
    version: Version,
    warnings: &'a Warnings,
}

impl Normalizer<'_> {
    /// Records that `{parent}/{new_keyword}` was `{parent}/{old_keyword}` in the source, or
    /// `parent` itself if `old_keyword` is empty.
    fn record_move(&mut self, parent: &str, new_keyword: &str, old_keyword: &str) {
        let new = format!("{parent}/{new_keyword}");
        let old = match old_keyword {
            "" => parent.to_owned(),
            keyword => format!("{parent}/{keyword}"),
        };
        self.document.moved.insert(new, old);
    }
}

fn remove_members(members: &mut Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let found = keys.iter().filter_map(|key| members.remove_entry(*key));
    found.collect()
}

/// Returns the parent pointer and the last key, unescaped.
fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, key) = pointer.rsplit_once('/')?;
    Some((parent, unescape(key)))
}
