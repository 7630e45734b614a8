//! A key `medium`: some tools keep there what is meant for Medium alone. It is not read, and must not be
//! overheard, since it may say that the article is a draft, or not for Medium at all.

use super::{Entries, Entry, Problem, Value, normalized};

/// Refuses what such a key may say.
pub(super) fn refuse(entries: &Entries) -> Result<(), Vec<Problem>> {
    let is_medium = |entry: &&Entry| normalized(&entry.key) == "medium";
    let at_top = entries.top.iter().filter(is_medium);
    // `crosspost: {medium: false}`
    let nested = entries
        .nested
        .iter()
        .filter(|nested| nested.key == "medium");
    let excluded = at_top.clone().chain(nested.map(|nested| &nested.entry));
    let problems: Vec<_> = at_top
        .filter_map(table)
        .chain(excluded.filter_map(exclusion))
        .collect();
    match problems.is_empty() {
        true => Ok(()),
        false => Err(problems),
    }
}

fn table(entry: &Entry) -> Option<Problem> {
    let message = "keys within keys are not read, and may say who is to see it; write them at the top, \
                   such as `status: draft`";
    matches!(&*entry.value, Value::Nested).then(|| entry.problem(message))
}

fn exclusion(entry: &Entry) -> Option<Problem> {
    let Value::Text(text) = &*entry.value else {
        return None;
    };
    let is_no = ["false", "no", "off", "skip"].contains(&text.to_lowercase().as_str());
    let message = "this says that it is not meant for Medium; take the line out if it is";
    is_no.then(|| entry.problem(message))
}
