//! All keys of the front matter: those at the top, and those within tables.

use super::entry::Entry;
use super::keys;
use super::nested::{self, Collector, Nested};

/// All keys with their values.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) top: Vec<Entry>,
    /// The keys within tables.
    pub(super) nested: Vec<Nested>,
}

impl Entries {
    pub(super) fn new(mut top: Vec<Entry>, nested: Collector) -> Self {
        let mut nested = nested.finish();
        // Zola's tags and categories are in the table `taxonomies`.
        let is_tags =
            |nested: &mut Nested| nested.parents == ["taxonomies"] && keys::is_tag_key(&nested.key);
        let tags = nested.extract_if(.., is_tags);
        let tags: Vec<_> = tags
            .map(|tags| Entry {
                key: tags.key,
                ..tags.entry
            })
            .collect();
        nested.extend(top.iter().filter_map(nested::from_words));
        top.extend(tags);
        Self { top, nested }
    }
}
