//! YAML's merge key: `<<: *common` inserts the entries of another mapping.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

pub(super) const MERGE: &str = "<<";

/// Replaces `<<` with the entries that it merges. The mapping's own keys win, then
/// those of the first mapping in a list. `keys` are the mapping's keys, in order.
/// Fails if `<<` is not a mapping.
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

/// Moves the key order of merged entries from below `<<` to the mapping at `pointer`.
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
