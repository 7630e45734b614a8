//! YAML's merge key: `<<: *common` stands for the entries of another mapping.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

/// The key.
pub(super) const MERGE: &str = "<<";

/// Puts the entries that `<<` leads to in its place: those that the mapping has not
/// itself, of several mappings those of the first. `keys` are the mapping's, in
/// order. The error says what stands there in place of a mapping.
pub(super) fn merge(
    object: &mut BTreeMap<String, Value>,
    keys: &mut Vec<String>,
) -> Result<(), &'static str> {
    let sources = match object.remove(MERGE) {
        None => return Ok(()),
        Some(Value::Array(sources)) => sources,
        Some(source) => vec![source],
    };
    keys.retain(|key| key != MERGE);
    for source in sources {
        let Value::Object(entries) = source else {
            return Err("`<<` merges a mapping: use an alias of a mapping");
        };
        for (key, value) in entries {
            if let Entry::Vacant(free) = object.entry(key) {
                keys.push(free.key().clone());
                free.insert(value);
            }
        }
    }
    Ok(())
}

/// The order of the keys within merged entries, which stood below `<<` of the mapping
/// at `pointer`.
pub(super) fn move_order(order: &mut HashMap<String, Vec<String>>, pointer: &str) {
    let before = format!("{pointer}/{MERGE}/");
    let below: Vec<String> = order
        .keys()
        .filter(|key| key.starts_with(&before))
        .cloned()
        .collect();
    for key in below {
        let after = format!("{pointer}/{}", &key[before.len()..]);
        if let Some(keys) = order.remove(&key) {
            order.entry(after).or_insert(keys);
        }
    }
}
