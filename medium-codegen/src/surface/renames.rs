//! Renamed items. Names of operations, arguments, types, fields and variants only
//! matter to code: the wire is compared with the new names.

use std::collections::{BTreeMap, BTreeSet};

use super::attributes::Attributes;

/// What is sent and received: the attributes of each item.
pub(super) type Wire = BTreeMap<String, Attributes>;

/// Returns `before` with the new names of `after`.
pub(super) fn apply_renames(before: Wire, after: &Wire) -> Wire {
    let mut before = before;
    rename_each(&mut before, after, operation);
    rename_each(&mut before, after, security_scheme);
    rename_types(&mut before, after);
    rename_each(&mut before, after, member);
    before
}

/// What identifies an item on the wire.
type Identity = (String, String);

/// Identifies an operation by its method and path.
fn operation(item: &str, attributes: &Attributes) -> Option<Identity> {
    let is_operation = item.starts_with("Client::") && !item.contains('(');
    let method = attributes.get("method").filter(|_| is_operation)?;
    Some((method.to_owned(), attributes.get("path")?.to_owned()))
}

/// Identifies a security scheme by where its credential is sent.
fn security_scheme(item: &str, attributes: &Attributes) -> Option<Identity> {
    item.strip_prefix("security::")?;
    Some(("security".to_owned(), attributes.line()))
}

/// Identifies a parameter, property or enum value by its parent and its JSON name or value.
fn member(item: &str, attributes: &Attributes) -> Option<Identity> {
    let parent = parent(item)?;
    let name = attributes.get("name").or(attributes.get("value"))?;
    let location = attributes.get("in").unwrap_or_default();
    Some((parent.to_owned(), format!("{location} {name}")))
}

/// Returns `types::Post` of `types::Post::tags`, `Client::me` of `Client::me(limit)`.
pub(super) fn parent(item: &str) -> Option<&str> {
    match item.split_once('(') {
        Some((operation, _)) => Some(operation),
        None => item.rsplit_once("::").map(|(parent, _)| parent),
    }
}

/// Renames the items of `before` to those of `after` with the same identity. An
/// identity of two items is ignored.
fn rename_each(
    before: &mut Wire,
    after: &Wire,
    identity: fn(&str, &Attributes) -> Option<Identity>,
) {
    let removed = unique_by(before, after, identity);
    let added = unique_by(after, before, identity);
    for (identity, old) in removed {
        if let (Some(old), Some(Some(new))) = (old, added.get(&identity)) {
            rename(before, &old, new);
        }
    }
}

/// Returns the items of one side only, by key; `None` if two have the same key.
fn unique_by<K: Ord>(
    side: &Wire,
    other: &Wire,
    key: impl Fn(&str, &Attributes) -> Option<K>,
) -> BTreeMap<K, Option<String>> {
    let mut found = BTreeMap::new();
    for (item, attributes) in side.iter().filter(|(item, _)| !other.contains_key(*item)) {
        if let Some(key) = key(item, attributes) {
            let unique = found.entry(key).or_insert_with(|| Some(item.clone()));
            if unique.as_ref() != Some(item) {
                *unique = None;
            }
        }
    }
    found
}

/// Renames `old`, its members and all references to it.
fn rename(wire: &mut Wire, old: &str, new: &str) {
    let (old_name, new_name) = (last(old), last(new));
    let moved = std::mem::take(wire).into_iter().map(|(item, attributes)| {
        let attributes = attributes.rename(keys_with_names(old), |name| {
            (name == old_name).then(|| new_name.to_owned())
        });
        let item = match item.strip_prefix(old) {
            Some(rest) if rest.is_empty() || rest.starts_with(['(', ':']) => format!("{new}{rest}"),
            _ => item,
        };
        (item, attributes)
    });
    *wire = moved.collect();
}

/// Returns the attributes that contain names of items: only types and security schemes are
/// referred to.
fn keys_with_names(item: &str) -> &'static [&'static str] {
    match item.split_once("::") {
        Some(("types", name)) if !name.contains(':') => TYPES,
        Some(("security", _)) => &["auth"],
        _ => &[],
    }
}

const TYPES: &[&str] = &["type", "body", "success", "errors", "subschemas", "extra"];

/// Returns `Post` of `types::Post`.
fn last(item: &str) -> &str {
    item.rsplit("::").next().unwrap_or_default()
}

/// Evidence that two types are the same, most certain first: (content, uses).
const EVIDENCE: [(bool, bool); 3] = [(true, true), (true, false), (false, true)];

/// Finds the new names of types. Each one found may identify others, so it repeats
/// until it finds none.
fn rename_types(before: &mut Wire, after: &Wire) {
    while EVIDENCE
        .iter()
        .any(|(content, uses)| rename_some(before, after, *content, *uses))
    {}
}

/// Returns whether it found types with the same evidence and different names.
fn rename_some(before: &mut Wire, after: &Wire, content: bool, uses: bool) -> bool {
    let unknown: BTreeSet<String> = [types(before, after), types(after, before)]
        .concat()
        .into_iter()
        .collect();
    let removed = evidence(before, &types(before, after), &unknown, content, uses);
    let added = evidence(after, &types(after, before), &unknown, content, uses);
    let pairs: Vec<(String, String)> = removed
        .into_iter()
        .filter_map(|(evidence, old)| Some((unique(old)?, unique(added.get(&evidence)?.clone())?)))
        .collect();
    for (old, new) in &pairs {
        rename(before, &format!("types::{old}"), &format!("types::{new}"));
    }
    !pairs.is_empty()
}

fn unique(mut names: Vec<String>) -> Option<String> {
    let name = names.pop()?;
    names.is_empty().then_some(name)
}

/// Returns the types of one side only.
fn types(side: &Wire, other: &Wire) -> Vec<String> {
    let only = side.keys().filter(|item| !other.contains_key(*item));
    let names = only.filter_map(|item| item.strip_prefix("types::"));
    names
        .filter(|name| !name.contains(':'))
        .map(str::to_owned)
        .collect()
}

/// Returns the types by evidence: their own lines, and those that refer to them. Types
/// without a known new name all look the same.
fn evidence(
    wire: &Wire,
    names: &[String],
    unknown: &BTreeSet<String>,
    content: bool,
    uses: bool,
) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut lines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let known: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    for (item, attributes) in wire {
        let mut mentioned = BTreeSet::new();
        attributes.rename(TYPES, |name| {
            mentioned.extend(known.get(name));
            None
        });
        let owner = item
            .strip_prefix("types::")
            .map(|rest| rest.split(':').next().unwrap_or(rest));
        let owner = owner.and_then(|owner| known.get(owner));
        mentioned.retain(|_| uses);
        mentioned.extend(owner.filter(|_| content));
        if let Some(owner) = owner.filter(|_| !content) {
            mentioned.remove(*owner);
        }
        for name in mentioned {
            let line = anonymous(item, attributes, name, unknown);
            lines.entry(name).or_default().push(line);
        }
    }
    let mut found: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for (name, mut lines) in lines {
        lines.sort();
        found.entry(lines).or_default().push(name.to_owned());
    }
    found
}

/// Returns a line without names that may have changed; `@` is the type itself.
fn anonymous(
    item: &str,
    attributes: &Attributes,
    name: &str,
    unknown: &BTreeSet<String>,
) -> String {
    let placeholder = |other: &str| {
        if other == name {
            Some("@".to_owned())
        } else {
            unknown.contains(other).then(|| "?".to_owned())
        }
    };
    let item = item
        .split("::")
        .map(|part| placeholder(part).unwrap_or_else(|| part.to_owned()));
    let item: Vec<String> = item.collect();
    format!(
        "{} {}",
        item.join("::"),
        attributes.rename(TYPES, placeholder).line()
    )
}
