//! Compares surfaces item by item, for code and on the wire.

use std::collections::{BTreeMap, HashSet};

use super::attributes::Attributes;
use super::renames::{Wire, apply_renames, parent};

/// The impact of a change on code that uses the client.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeImpact {
    /// It compiles and behaves as before.
    #[default]
    None,
    /// Something was added.
    Addition,
    /// Something was deprecated.
    Deprecation,
    /// Something was removed or changed.
    Breaking,
}

/// The impact of a change on the wire: between a client and a service, one of which
/// has not changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum WireImpact {
    /// Requests and responses are the same.
    #[default]
    None,
    /// They may contain more; valid requests and responses stay valid.
    Addition,
    /// Client and service may not understand each other.
    Breaking,
}

impl CodeImpact {
    /// Returns one word for reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Addition => "addition",
            Self::Deprecation => "deprecation",
            Self::Breaking => "breaking",
        }
    }
}

impl WireImpact {
    /// Returns one word for reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        }
    }
}

/// A changed item.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Its path, such as `types::Post::tags`.
    pub item: String,
    /// The impact on code.
    pub code: CodeImpact,
    /// The impact on the wire.
    pub wire: WireImpact,
    /// Removed lines.
    pub before: Vec<String>,
    /// Added lines.
    pub after: Vec<String>,
}

/// Compares two surfaces of [`Output::surface`](crate::Output::surface). Returns
/// the items that differ, sorted. Unknown lines and comments (`#`) are ignored.
#[must_use]
pub fn compare(before: &[String], after: &[String]) -> Vec<Change> {
    let mut changes: BTreeMap<&str, Change> = BTreeMap::new();
    for line in missing_in(after, before) {
        entry(&mut changes, line).before.push(line.to_owned());
    }
    for line in missing_in(before, after) {
        entry(&mut changes, line).after.push(line.to_owned());
    }
    let after = wire_lines(after);
    let before = apply_renames(wire_lines(before), &after);
    for change in changes.values_mut() {
        change.code = code_impact(&change.before, &change.after);
        set_impact(change, &before, &after);
    }
    changes.into_values().collect()
}

/// Returns the wire lines of a surface.
fn wire_lines(lines: &[String]) -> Wire {
    let lines = lines.iter().filter_map(|line| line.strip_prefix("wire "));
    let items = lines.map(|line| line.split_once(' ').unwrap_or((line, "")));
    items
        .map(|(item, attributes)| (item.to_owned(), Attributes::read(attributes)))
        .collect()
}

fn entry<'c, 'l>(changes: &'c mut BTreeMap<&'l str, Change>, line: &'l str) -> &'c mut Change {
    let item = item(line);
    changes.entry(item).or_insert_with(|| Change {
        item: item.to_owned(),
        code: CodeImpact::None,
        wire: WireImpact::None,
        before: Vec::new(),
        after: Vec::new(),
    })
}

/// Returns the `lines` that are not in `known`.
fn missing_in<'a>(known: &[String], lines: &'a [String]) -> impl Iterator<Item = &'a str> {
    let known: HashSet<&str> = known.iter().map(String::as_str).collect();
    let lines = lines.iter().map(String::as_str);
    lines.filter(move |line| !line.starts_with('#') && !known.contains(line))
}

/// Returns the path of a line's item.
pub(super) fn item(line: &str) -> &str {
    let (kind, rest) = line.split_once(' ').unwrap_or(("", line));
    let path = match kind {
        "impl" => rest
            .rsplit_once(" for ")
            .map_or(rest, |(_, subject)| subject),
        _ => rest,
    };
    // A wire line has a parameter in parentheses.
    let ends: &[char] = match kind {
        "wire" => &[' '],
        _ => &[' ', '(', '<', '{', '='],
    };
    let path = path.split(ends).next().unwrap_or_default();
    path.trim_end_matches(':')
}

/// Sets the impact of a change on the wire, and deprecations. `before` already has
/// the new names of renamed items.
fn set_impact(change: &mut Change, before: &Wire, after: &Wire) {
    match (before.get(&change.item), after.get(&change.item)) {
        (None, None) => {}
        (Some(_), None) => change.wire = WireImpact::Breaking,
        (None, Some(new)) => {
            let has_parent = parent(&change.item).is_some_and(|parent| before.contains_key(parent));
            let is_required = new.get("required").is_some();
            change.wire = if has_parent && is_required {
                WireImpact::Breaking
            } else {
                WireImpact::Addition
            };
        }
        (Some(old), Some(new)) => {
            change.wire = attributes_impact(old, new);
            if old.get("deprecated").is_none() && new.get("deprecated").is_some() {
                change.code = change.code.max(CodeImpact::Deprecation);
            }
        }
    }
}

/// Returns the impact of a change of an item's attributes.
fn attributes_impact(before: &Attributes, after: &Attributes) -> WireImpact {
    let keys: HashSet<&str> = before.keys().chain(after.keys()).collect();
    let impacts = keys.into_iter().map(|key| {
        let (before, after) = (before.get(key), after.get(key));
        match key {
            _ if before == after => WireImpact::None,
            "deprecated" => WireImpact::None,
            // A value that is no longer required may still be sent.
            "required" | "body-required" if after.is_none() => WireImpact::Addition,
            // Sending an unneeded credential does no harm.
            "auth"
                if after.is_some_and(|after| {
                    after.split(',').any(|requirement| requirement == "none")
                }) =>
            {
                WireImpact::Addition
            }
            // The client retries less.
            "idempotent" if after.is_none() => WireImpact::Addition,
            "success" => success_impact(before, after),
            "errors" => errors_impact(before, after),
            "auth" | "body" | "subschemas" | "other-servers" | "media" => {
                list_impact(key, before, after)
            }
            _ => WireImpact::Breaking,
        }
    });
    impacts.max().unwrap_or_default()
}

/// Returns the impact on an old client: it decodes a new success with a known status
/// and a media type that it does not request, or a known body with another status.
fn success_impact(before: Option<&str>, after: Option<&str>) -> WireImpact {
    let known = responses(before);
    let is_read = |(status, body): &(&str, &str)| {
        let mut known = known.iter();
        known.any(|(old_status, old_body)| old_status == status || old_body == body)
    };
    if responses(after).iter().all(is_read) {
        list_impact("success", before, after)
    } else {
        WireImpact::Breaking
    }
}

/// Returns the impact on an old client: it decodes a JSON error by its own document's
/// entry for the status, the range or `default`. All other bodies are kept as received.
fn errors_impact(before: Option<&str>, after: Option<&str>) -> WireImpact {
    let known = responses(before);
    let of = |name: &str| -> Vec<&str> {
        let same = known.iter().filter(|(status, _)| *status == name);
        same.map(|(_, body)| *body).collect()
    };
    let is_read = |(status, body): &(&str, &str)| {
        let range = format!("{}XX", status.get(..1).unwrap_or_default());
        let names = [*status, range.as_str(), "default"];
        let described = names.into_iter().map(of).find(|bodies| !bodies.is_empty());
        !body.contains("json") || described.is_none_or(|bodies| bodies.contains(body))
    };
    if responses(after).iter().all(is_read) {
        list_impact("errors", before, after)
    } else {
        WireImpact::Breaking
    }
}

/// Returns the responses in a list: status and media type → body type.
fn responses(list: Option<&str>) -> Vec<(&str, &str)> {
    let entries = list.into_iter().flat_map(|list| list.split(','));
    entries
        .map(|entry| entry.split_once(':').unwrap_or((entry, "")))
        .collect()
}

/// Returns the impact of a changed list: more values are an addition. For the media types of a
/// part, an empty list means any.
fn list_impact(key: &str, before: Option<&str>, after: Option<&str>) -> WireImpact {
    match (before, after) {
        (None, Some(_)) if key == "media" => return WireImpact::Breaking,
        (Some(_), None) if key == "media" => return WireImpact::Addition,
        _ => {}
    }
    let values = |values: Option<&str>| -> HashSet<String> {
        let values = values.into_iter().flat_map(|values| values.split(','));
        values.map(str::to_owned).collect()
    };
    if values(before).is_subset(&values(after)) {
        WireImpact::Addition
    } else {
        WireImpact::Breaking
    }
}

/// Returns the impact on code of removed and added lines.
fn code_impact(before: &[String], after: &[String]) -> CodeImpact {
    let is_code = |line: &&String| !line.starts_with("wire ");
    let mut impact = if after.iter().any(|line| is_code(&line)) {
        CodeImpact::Addition
    } else {
        CodeImpact::None
    };
    for old in before.iter().filter(is_code) {
        let has_more_methods =
            |new: &str| old.starts_with("builder ") && new.starts_with(old.as_str());
        let only_has_more = after
            .iter()
            .any(|new| has_more_derives(old, new) || has_more_methods(new));
        if !only_has_more {
            impact = CodeImpact::Breaking;
        }
    }
    impact
}

/// Returns whether two lines are the same type with more derives.
fn has_more_derives(before: &str, after: &str) -> bool {
    let parts = |line| -> Option<(String, HashSet<String>)> {
        let (head, derives): (&str, &str) = str::split_once(line, " derives ")?;
        let derives = derives.split(", ").map(str::to_owned);
        Some((head.to_owned(), derives.collect()))
    };
    match (parts(before), parts(after)) {
        (Some((head, derives)), Some((new_head, more))) => {
            head == new_head && derives.is_subset(&more)
        }
        _ => false,
    }
}
