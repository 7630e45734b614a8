//! The checked document → one normal form, so that the steps behind know one way
//! to say a thing: OpenAPI 3.1 becomes what 3.0 says, a reference into the depth
//! becomes one to a component, and what is wrong is left out. Pointers stay true
//! by [`Document::origin`].

mod content;
mod lift;
mod limits;
mod loose;
mod nulls;
mod prune;
mod references;
mod schemas;
mod types;
mod walk;

use serde_json::{Map, Value};

use super::Document;
use super::check::{Checked, Version};
use crate::error::join;
use crate::warnings::Warnings;

/// Brings a document into the normal form.
pub(crate) fn normalize(
    mut document: Document,
    checked: Checked,
    version: Version,
    warnings: &Warnings,
) -> Document {
    prune::prune(&mut document.value, &checked);
    let lifted = lift::lift(&mut document, checked.deep, warnings);
    references::paths(&mut document);
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

/// See the module. The files beside this one add what each construct becomes.
struct Normalizer<'a> {
    /// Its places, as its value is being changed.
    document: &'a mut Document,
    /// Pointers to what was lifted → the names of the components.
    lifted: lift::Lifted,
    version: Version,
    warnings: &'a Warnings,
}

impl Normalizer<'_> {
    /// Says that what stands at `keyword` of `at` is written elsewhere.
    fn moved(&mut self, at: &str, keyword: &str, written: &str) {
        let now = format!("{at}/{keyword}");
        let written = match written {
            "" => at.to_owned(),
            written => format!("{at}/{written}"),
        };
        self.document.moved.insert(now, written);
    }
}

/// Removes members, and gives those that were there.
fn taken(members: &mut Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let found = keys.iter().filter_map(|key| members.remove_entry(*key));
    found.collect()
}

/// The pointer's parent and its last key, not escaped.
fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, key) = pointer.rsplit_once('/')?;
    Some((parent, key.replace("~1", "/").replace("~0", "~")))
}

/// `pointer` + the place of an item.
fn item(pointer: &str, index: usize) -> String {
    join(pointer, &index.to_string())
}
