//! Values of one type, in order of insertion, with the changes since the last save.

use indexmap::{IndexMap, IndexSet};

/// Values by key.
#[derive(Clone)]
pub(crate) struct Table<V> {
    rows: IndexMap<String, V>,
    /// In order of the first change, which becomes the order in the file.
    changed: IndexSet<String>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self {
            rows: IndexMap::new(),
            changed: IndexSet::new(),
        }
    }
}

impl<V> Table<V> {
    pub(crate) fn get(&self, key: &str) -> Option<&V> {
        self.rows.get(key)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn contains(&self, key: &str) -> bool {
        self.rows.contains_key(key)
    }

    /// Returns the values, oldest first.
    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.rows.values()
    }

    /// Returns keys and values, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &V)> {
        self.rows.iter()
    }

    pub(crate) fn insert(&mut self, key: String, value: V) {
        self.changed.insert(key.clone());
        self.rows.insert(key, value);
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<V> {
        let removed = self.rows.shift_remove(key)?;
        self.changed.insert(key.to_owned());
        Some(removed)
    }

    /// Returns a value to change, and marks it as changed.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        let value = self.rows.get_mut(key)?;
        self.changed.insert(key.to_owned());
        Some(value)
    }

    pub(crate) fn clear(&mut self) {
        self.retain(|_| false);
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(&V) -> bool) {
        let changed = &mut self.changed;
        self.rows.retain(|key, value| {
            let kept = keep(value);
            if !kept {
                changed.insert(key.clone());
            }
            kept
        });
    }

    /// Adds a value from the file, without marking it as changed.
    pub(crate) fn load(&mut self, key: String, value: V) {
        self.rows.insert(key, value);
    }

    /// Marks every value as changed.
    pub(crate) fn mark_all_changed(&mut self) {
        self.changed.extend(self.rows.keys().cloned());
    }

    /// Returns the values that changed since the last call; `None` for a deleted one.
    pub(crate) fn take_changes(&mut self) -> Vec<(String, Option<&V>)> {
        let changed = std::mem::take(&mut self.changed);
        changed
            .into_iter()
            .map(|key| (key.clone(), self.rows.get(&key)))
            .collect()
    }

    pub(crate) fn discard_changes(&mut self) {
        self.changed.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_returned_once_in_their_last_state() {
        let mut table = Table::default();
        table.load("old".to_owned(), 0);
        table.insert("a".to_owned(), 1);
        table.insert("b".to_owned(), 2);
        table.remove("b");
        table.retain(|value| *value != 0);
        let changes = table.take_changes();
        let expected = [
            ("a".to_owned(), Some(&1)),
            ("b".to_owned(), None),
            ("old".to_owned(), None),
        ];
        assert_eq!(changes, expected);
        assert!(table.take_changes().is_empty());
    }
}
