//! Warns about settings that keep a page out of search engines, such as `noindex: true`. On Medium, only the
//! status can do that.

use super::entries::Entries;
use super::entry::{Entry, Value, normalize};
use super::status_value::parse_bool;
use crate::article::Status;
use crate::article::findings::{Finding, Position, finding};

/// The warning.
pub(in crate::article) const NOINDEX_HAS_NO_EFFECT: &str =
    "this doesn't keep a post on Medium out of search engines; `status: unlisted` does";

/// Returns warnings about such keys, if the post may become public.
pub(super) fn warnings(entries: &Entries, status: Option<Status>) -> Vec<Finding> {
    if status.is_some_and(|status| status < Status::Public) {
        return Vec::new();
    }
    let top = entries.top.iter().map(|entry| (None, entry));
    let nested = entries.nested.iter();
    let nested = nested.map(|nested| (nested.parents.last().map(String::as_str), &nested.entry));
    top.chain(nested)
        .filter(|(parent, entry)| is_hidden(*parent, entry))
        .map(|(_, entry)| {
            let (line, column) = (entry.key_line, 1);
            finding(
                Position { line, column },
                &entry.key,
                NOINDEX_HAS_NO_EFFECT.to_owned(),
            )
        })
        .collect()
}

fn is_hidden(parent: Option<&str>, entry: &Entry) -> bool {
    let Value::Text(value) = &*entry.value else {
        return false;
    };
    let key = entry.key.rsplit('.').next().unwrap_or_default();
    match &*normalize(key) {
        "noindex" | "robotsnoindex" | "seonoindex" => parse_bool(value) == Some(true),
        "robots" | "metarobots" | "robotsmeta" | "googlebot" => is_noindex(value),
        "index" => parent == Some("robots") && parse_bool(value) == Some(false),
        _ => false,
    }
}

/// Returns whether directives for search engines, such as `noindex, follow`, exclude a page.
pub(in crate::article) fn is_noindex(directives: &str) -> bool {
    let mut words = directives.split([',', ' ']).map(str::trim);
    words.any(|word| word.eq_ignore_ascii_case("noindex") || word.eq_ignore_ascii_case("none"))
}
