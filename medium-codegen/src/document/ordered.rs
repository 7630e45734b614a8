//! The value of a document, with the original order of its keys.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use crate::error::join;

const MAX_MOVES: usize = 1_000;

/// A document. It derefs to its value, whose objects are sorted by key;
/// [`entries`](Self::entries) returns them in the original order.
#[derive(Debug)]
pub(crate) struct Document {
    pub(super) value: Value,
    /// JSON pointer to an object → its keys in the original order. Objects with
    /// sorted keys are not listed.
    pub(super) order: HashMap<String, Vec<String>>,
    /// JSON pointer in the normal form → original pointer.
    pub(super) moved: HashMap<String, String>,
    /// JSON pointer to a node that overlays moved or added → its location in the
    /// text, or the nearest one.
    overlaid: HashMap<String, String>,
}

impl Document {
    /// Returns the entries of the object `value` at `pointer`, in the order of the
    /// document; empty if it is not an object.
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
        let in_order = keys.iter().filter_map(|key| map.get_key_value(key));
        let mut entries: Vec<_> = in_order.collect();
        if entries.len() < map.len() {
            let known: HashSet<&String> = keys.iter().collect();
            entries.extend(map.iter().filter(|(key, _)| !known.contains(key)));
        }
        entries
    }

    pub(crate) fn new(value: Value, order: HashMap<String, Vec<String>>) -> Self {
        Self {
            value,
            order,
            moved: HashMap::new(),
            overlaid: HashMap::new(),
        }
    }

    /// Sets the nodes that overlays moved or added.
    pub(crate) fn with_overlaid(mut self, overlaid: HashMap<String, String>) -> Self {
        self.overlaid = overlaid;
        self
    }

    /// Drops the value and keeps the locations: later steps need the memory.
    pub(crate) fn without_value(self) -> Self {
        Self {
            value: Value::Null,
            order: HashMap::new(),
            ..self
        }
    }

    /// Returns the location in the text of the node at `pointer`.
    pub(crate) fn origin(&self, pointer: &str) -> String {
        let unmoved = self.unmoved(pointer);
        replace_prefix(&self.overlaid, &unmoved).unwrap_or(unmoved)
    }

    /// Returns the location of the node before normalization.
    fn unmoved(&self, pointer: &str) -> String {
        let mut origin = pointer.to_owned();
        // A moved node may be inside another moved node. Each step leads towards
        // the text, and no document nests this deep.
        for _ in 0..MAX_MOVES {
            match replace_prefix(&self.moved, &origin) {
                Some(before) => origin = before,
                None => break,
            }
        }
        origin
    }

    /// Returns [`entries`](Self::entries) of the object at `pointer`.
    pub(crate) fn entries_at(&self, pointer: &str) -> Vec<(&String, &Value)> {
        let value = self.value.pointer(pointer);
        value.map_or_else(Vec::new, |value| self.entries(value, pointer))
    }
}

/// Returns `pointer` with the longest matching prefix replaced.
fn replace_prefix(prefixes: &HashMap<String, String>, pointer: &str) -> Option<String> {
    if prefixes.is_empty() {
        return None;
    }
    let ends = pointer.rmatch_indices('/').map(|(end, _)| end);
    std::iter::once(pointer.len()).chain(ends).find_map(|end| {
        let replacement = prefixes.get(&pointer[..end])?;
        Some(format!("{replacement}{}", &pointer[end..]))
    })
}

/// A value of the document that serializes in document order.
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
