//! What became of a client's surface: an item at a time, for code and on the
//! wire.

use std::collections::{BTreeMap, HashSet};

use super::facts::Facts;
use super::renamed;

/// What a change means for code that uses the client.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeImpact {
    /// It compiles and does what it did.
    #[default]
    None,
    /// There is more than before, and what there was is the same.
    Addition,
    /// Something is still there, and not meant to be used any more.
    Deprecation,
    /// Something that a program may use is gone or different.
    Breaking,
}

/// What a change means on the wire, between a client and a service of which one
/// is as before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum WireImpact {
    /// Requests and responses are the same.
    #[default]
    None,
    /// There may be more in them than before; what was valid still is.
    Addition,
    /// They may not understand each other.
    Breaking,
}

impl CodeImpact {
    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Addition => "addition",
            Self::Deprecation => "deprecation",
            Self::Breaking => "breaking",
        }
    }
}

impl WireImpact {
    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        }
    }
}

/// An item that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Its path, such as `types::Post::tags`.
    pub item: String,
    /// What that means for code.
    pub code: CodeImpact,
    /// What that means on the wire.
    pub wire: WireImpact,
    /// Its lines that are gone.
    pub before: Vec<String>,
    /// Its lines that are new.
    pub after: Vec<String>,
}

/// Compares two surfaces, as [`Output::surface`](crate::Output::surface) has
/// them: the items that differ, sorted. Lines of other kinds and comments (`#`)
/// are passed over.
#[must_use]
pub fn compare(before: &[String], after: &[String]) -> Vec<Change> {
    let mut changes: BTreeMap<&str, Change> = BTreeMap::new();
    for line in missing_in(after, before) {
        entry(&mut changes, line).before.push(line.to_owned());
    }
    for line in missing_in(before, after) {
        entry(&mut changes, line).after.push(line.to_owned());
    }
    let known: HashSet<&str> = before.iter().map(|line| item(line)).collect();
    changes
        .values_mut()
        .for_each(|change| judge(change, &known));
    renamed::forgive(&mut changes);
    changes.into_values().collect()
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

/// What of `lines` is not among `known`.
fn missing_in<'a>(known: &[String], lines: &'a [String]) -> impl Iterator<Item = &'a str> {
    let known: HashSet<&str> = known.iter().map(String::as_str).collect();
    let lines = lines.iter().map(String::as_str);
    lines.filter(move |line| !line.starts_with('#') && !known.contains(line))
}

/// The path of the item that a line tells of.
pub(super) fn item(line: &str) -> &str {
    let (kind, rest) = line.split_once(' ').unwrap_or(("", line));
    let path = match kind {
        "impl" => rest
            .rsplit_once(" for ")
            .map_or(rest, |(_, subject)| subject),
        _ => rest,
    };
    // A wire line names an argument in brackets.
    let ends: &[char] = match kind {
        "wire" => &[' '],
        _ => &[' ', '(', '<', '{', '='],
    };
    let path = path.split(ends).next().unwrap_or_default();
    path.trim_end_matches(':')
}

fn judge(change: &mut Change, known: &HashSet<&str>) {
    let wire = |lines: &[String]| {
        let line = lines.iter().find_map(|line| line.strip_prefix("wire "));
        line.and_then(|line| line.split_once(' '))
            .map(|(_, facts)| Facts::read(facts))
    };
    match (wire(&change.before), wire(&change.after)) {
        (None, None) => {}
        (Some(_), None) => change.wire = WireImpact::Breaking,
        (None, Some(new)) => {
            let parent = change
                .item
                .rsplit_once(['(', ':'])
                .map_or("", |(parent, _)| parent);
            let has_parent = known.contains(parent.trim_end_matches(':'));
            let is_required = new.get("required").is_some();
            change.wire = match has_parent && is_required {
                true => WireImpact::Breaking,
                false => WireImpact::Addition,
            };
        }
        (Some(old), Some(new)) => {
            change.wire = facts(&old, &new);
            if old.get("deprecated").is_none() && new.get("deprecated").is_some() {
                change.code = CodeImpact::Deprecation;
            }
        }
    }
    change.code = change.code.max(code(&change.before, &change.after));
}

/// What it means that an item's facts are others.
fn facts(before: &Facts, after: &Facts) -> WireImpact {
    let keys: HashSet<&str> = before.keys().chain(after.keys()).collect();
    let impacts = keys.into_iter().map(|key| {
        let (before, after) = (before.get(key), after.get(key));
        match key {
            _ if before == after => WireImpact::None,
            "deprecated" => WireImpact::None,
            // What need not be there any more, may still be.
            "required" | "body-required" if after.is_none() => WireImpact::Addition,
            // A credential that is sent all the same does no harm.
            "auth" if after.is_some_and(|after| after.split(',').any(|one| one == "none")) => {
                WireImpact::Addition
            }
            // A client repeats fewer calls.
            "idempotent" if after.is_none() => WireImpact::Addition,
            "success" => success(before, after),
            "auth" | "body" | "choices" | "other-servers" | "media" => list(key, before, after),
            _ => WireImpact::Breaking,
        }
    });
    impacts.max().unwrap_or_default()
}

/// A client from before reads another success if it has that status with another
/// media type, which it does not ask for, or the body with another status.
fn success(before: Option<&str>, after: Option<&str>) -> WireImpact {
    let entries = |list: Option<&str>| -> Vec<(String, String)> {
        let entries = list.into_iter().flat_map(|list| list.split(','));
        let parts = entries.map(|entry| entry.split_once(':').unwrap_or((entry, "")));
        parts
            .map(|(status, body)| (status.to_owned(), body.to_owned()))
            .collect()
    };
    let known = entries(before);
    let is_read = |(status, body): &(String, String)| {
        let mut known = known.iter();
        known.any(|(old_status, old_body)| old_status == status || old_body == body)
    };
    match entries(after).iter().all(is_read) {
        true => list("success", before, after),
        false => WireImpact::Breaking,
    }
}

/// More than before is an addition. Of the media types of a part, none at all
/// means any.
fn list(key: &str, before: Option<&str>, after: Option<&str>) -> WireImpact {
    match (before, after) {
        (None, Some(_)) if key == "media" => return WireImpact::Breaking,
        (Some(_), None) if key == "media" => return WireImpact::Addition,
        _ => {}
    }
    let values = |values: Option<&str>| -> HashSet<String> {
        let values = values.into_iter().flat_map(|values| values.split(','));
        values.map(str::to_owned).collect()
    };
    match values(before).is_subset(&values(after)) {
        true => WireImpact::Addition,
        false => WireImpact::Breaking,
    }
}

/// What it means for code that these lines are gone, and those new.
fn code(before: &[String], after: &[String]) -> CodeImpact {
    let is_code = |line: &&String| !line.starts_with("wire ");
    let mut impact = match after.iter().any(|line| is_code(&line)) {
        true => CodeImpact::Addition,
        false => CodeImpact::None,
    };
    for old in before.iter().filter(is_code) {
        let grown = after.iter().any(|new| has_more_derives(old, new));
        if !grown {
            impact = CodeImpact::Breaking;
        }
    }
    impact
}

/// Whether two lines are of the same type, which implements all that it did.
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
