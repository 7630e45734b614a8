//! The value of a document, with the order in which its keys were written.

use std::collections::HashMap;
use std::ops::Deref;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use crate::error::join;

/// A document. It derefs to its value, whose mappings are sorted by key;
/// [`entries`](Self::entries) has them as they were written.
#[derive(Debug)]
pub(crate) struct Document {
    pub(super) value: Value,
    /// JSON pointer to a mapping → its keys as they were written. Mappings that
    /// are sorted anyway are not listed.
    pub(super) order: HashMap<String, Vec<String>>,
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
        let is_its = |keys: &&Vec<String>| {
            keys.len() == map.len() && keys.iter().all(|key| map.contains_key(key))
        };
        match self.order.get(pointer).filter(is_its) {
            Some(keys) => keys
                .iter()
                .filter_map(|key| map.get_key_value(key))
                .collect(),
            None => map.iter().collect(),
        }
    }

    /// As [`entries`](Self::entries), for the mapping that stands at `pointer`.
    pub(crate) fn entries_at(&self, pointer: &str) -> Vec<(&String, &Value)> {
        let value = self.value.pointer(pointer);
        value.map_or_else(Vec::new, |value| self.entries(value, pointer))
    }
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
