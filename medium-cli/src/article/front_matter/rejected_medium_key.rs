//! The key `medium`, where some tools keep settings for Medium. It isn't supported, but must not be
//! ignored: it may say that the article is a draft, or not for Medium at all.

use super::entries::Entries;
use super::entry::{Entry, Problem, Value, normalize};

/// Returns the errors for a table `medium`, and for `medium: false`.
pub(super) fn problems(entries: &Entries) -> impl Iterator<Item = Problem> {
    let is_medium = |entry: &&Entry| normalize(&entry.key) == "medium";
    let at_top = entries.top.iter().filter(is_medium);
    // `crosspost: {medium: false}`
    let nested = entries
        .nested
        .iter()
        .filter(|nested| nested.key == "medium");
    let excluded = at_top.clone().chain(nested.map(|nested| &nested.entry));
    at_top
        .filter_map(table)
        .chain(excluded.filter_map(exclusion))
}

fn table(entry: &Entry) -> Option<Problem> {
    let message = "a table is not supported here, and may contain the status; move its keys to the top, such as \
                   `status: draft`";
    matches!(&*entry.value, Value::Nested).then(|| entry.problem(message))
}

fn exclusion(entry: &Entry) -> Option<Problem> {
    let Value::Text(text) = &*entry.value else {
        return None;
    };
    let is_no = ["false", "no", "off", "skip"].contains(&text.to_lowercase().as_str());
    let message = "excludes the article from Medium; remove the line to publish it there";
    is_no.then(|| entry.problem(message))
}
