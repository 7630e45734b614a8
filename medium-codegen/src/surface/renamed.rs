//! Operations that have another name and are otherwise what they were: on the
//! wire, nothing changed.

use std::collections::BTreeMap;

use super::compare::{Change, WireImpact};

/// The names of operations, of their arguments and of the types that are named
/// after them are for code alone.
pub(super) fn forgive(changes: &mut BTreeMap<&str, Change>) {
    for (old, new) in renamed(changes) {
        for (old, new) in named_after(changes, old, new) {
            let gone = changes.get(old.as_str()).and_then(facts_before);
            let came = changes.get(new.as_str()).and_then(facts_after);
            let is_same = gone.is_some() && gone == came;
            for item in [old, new] {
                let change = changes.get_mut(item.as_str());
                if let Some(change) = change.filter(|_| is_same) {
                    change.wire = WireImpact::None;
                }
            }
        }
    }
}

/// The items of an operation by its old and its new name: itself,
/// `Client::ships(port)`, `types::ShipsHeaders`.
fn named_after(changes: &BTreeMap<&str, Change>, old: &str, new: &str) -> Vec<(String, String)> {
    let of_types = |name: &str| {
        let name = name.rsplit("::").next().unwrap_or_default();
        format!("types::{}", pascal(name))
    };
    let prefixes = [
        (format!("{old}("), format!("{new}(")),
        (of_types(old), of_types(new)),
    ];
    let mut pairs = vec![(old.to_owned(), new.to_owned())];
    for (old, new) in &prefixes {
        let tails = changes
            .keys()
            .filter_map(|item| item.strip_prefix(old.as_str()));
        pairs.extend(tails.map(|tail| (format!("{old}{tail}"), format!("{new}{tail}"))));
    }
    pairs
}

/// `CreatePost` of `create_post`.
fn pascal(name: &str) -> String {
    let words = name.split('_').filter_map(|word| {
        let first = word.chars().next()?;
        Some(format!(
            "{}{}",
            first.to_ascii_uppercase(),
            &word[first.len_utf8()..]
        ))
    });
    words.collect()
}

/// Each operation that is gone beside the one that came with the same facts.
fn renamed<'l>(changes: &BTreeMap<&'l str, Change>) -> Vec<(&'l str, &'l str)> {
    let is_operation = |facts: &&str| facts.starts_with("method=");
    let mut came: BTreeMap<&str, &'l str> = BTreeMap::new();
    for (item, change) in changes {
        if let (None, Some(facts)) = (facts_before(change), facts_after(change)) {
            came.insert(facts, item);
        }
    }
    let mut pairs = Vec::new();
    for (item, change) in changes {
        let facts = facts_before(change).filter(is_operation);
        if let (Some(facts), None) = (facts, facts_after(change))
            && let Some(new) = came.remove(facts)
        {
            pairs.push((*item, new));
        }
    }
    pairs
}

fn facts_before(change: &Change) -> Option<&str> {
    facts(&change.before)
}

fn facts_after(change: &Change) -> Option<&str> {
    facts(&change.after)
}

/// What the wire line among some lines says of its item.
fn facts(lines: &[String]) -> Option<&str> {
    let line = lines.iter().find_map(|line| line.strip_prefix("wire "))?;
    Some(line.split_once(' ')?.1)
}
