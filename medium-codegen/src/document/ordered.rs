//! The value of a document, with the order in which its keys were written.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use crate::error::join;

/// How often something is moved at most.
const MOST_MOVES: usize = 1_000;

/// A document. It derefs to its value, whose mappings are sorted by key;
/// [`entries`](Self::entries) has them as they were written.
#[derive(Debug)]
pub(crate) struct Document {
    pub(super) value: Value,
    /// JSON pointer to a mapping → its keys as they were written. Mappings that
    /// are sorted anyway are not listed.
    pub(super) order: HashMap<String, Vec<String>>,
    /// JSON pointer to what the normal form moved → where it stood before.
    pub(super) moved: HashMap<String, String>,
    /// JSON pointer to what overlays moved or added → where it stands in the text,
    /// or next to what.
    overlaid: HashMap<String, String>,
}

impl Document {
    /// The entries of the mapping `value`, which stands at `pointer`, in the
    /// order of the document; none where it is no mapping.
    pub(crate) fn entries<'v>(
        &self,
        value: &'v Value,
        pointer: &str,
    ) -> Vec<(&'v String, &'v Value)> {
        let Some(map) = value.as_object() else {
            return Vec::new();
        };
        let keys = self
            .order
            .get(pointer)
            .or_else(|| self.order.get(&self.unmoved(pointer)));
        let Some(keys) = keys else {
            return map.iter().collect();
        };
        let written = keys.iter().filter_map(|key| map.get_key_value(key));
        let mut entries: Vec<_> = written.collect();
        if entries.len() < map.len() {
            let known: HashSet<&String> = keys.iter().collect();
            entries.extend(map.iter().filter(|(key, _)| !known.contains(key)));
        }
        entries
    }

    /// A document of a value and the order of its mappings' keys.
    pub(crate) fn new(value: Value, order: HashMap<String, Vec<String>>) -> Self {
        Self {
            value,
            order,
            moved: HashMap::new(),
            overlaid: HashMap::new(),
        }
    }

    /// The same, of which overlays moved or added some.
    pub(crate) fn with_overlaid(mut self, overlaid: HashMap<String, String>) -> Self {
        self.overlaid = overlaid;
        self
    }

    /// Where in the text the thing stands that is at `pointer` now.
    pub(crate) fn origin(&self, pointer: &str) -> String {
        let unmoved = self.unmoved(pointer);
        replaced(&self.overlaid, &unmoved).unwrap_or(unmoved)
    }

    /// Where the thing stood before the normal form.
    fn unmoved(&self, pointer: &str) -> String {
        let mut origin = pointer.to_owned();
        // What was moved may stand in something that was moved. Each step leads
        // towards the text, and no document nests as deep.
        for _ in 0..MOST_MOVES {
            match replaced(&self.moved, &origin) {
                Some(before) => origin = before,
                None => break,
            }
        }
        origin
    }

    /// As [`entries`](Self::entries), for the mapping that stands at `pointer`.
    pub(crate) fn entries_at(&self, pointer: &str) -> Vec<(&String, &Value)> {
        let value = self.value.pointer(pointer);
        value.map_or_else(Vec::new, |value| self.entries(value, pointer))
    }
}

/// `pointer` with another beginning: of those that `beginnings` know, the longest.
fn replaced(beginnings: &HashMap<String, String>, pointer: &str) -> Option<String> {
    if beginnings.is_empty() {
        return None;
    }
    let ends = pointer.rmatch_indices('/').map(|(end, _)| end);
    std::iter::once(pointer.len()).chain(ends).find_map(|end| {
        let before = beginnings.get(&pointer[..end])?;
        Some(format!("{before}{}", &pointer[end..]))
    })
}

/// A value of the document, which goes out in the order of the document.
pub(crate) struct Ordered<'a> {
    pub(crate) document: &'a Document,
    pub(crate) value: &'a Value,
    pub(crate) pointer: String,
}

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let below = |value, key: &str| Ordered {
            document: self.document,
            value,
            pointer: join(&self.pointer, key),
        };
        match self.value {
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in self.document.entries(self.value, &self.pointer) {
                    map.serialize_entry(key, &below(value, key))?;
                }
                map.end()
            }
            Value::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for (index, item) in items.iter().enumerate() {
                    list.serialize_element(&below(item, &index.to_string()))?;
                }
                list.end()
            }
            plain => plain.serialize(serializer),
        }
    }
}

impl Deref for Document {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.value
    }
}
