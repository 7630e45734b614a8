//! What keeps a page out of search engines elsewhere: `noindex: true`, `robots: noindex`, and the like. A
//! post on Medium has no such setting but its status.

use super::{Entries, Entry, Value, normalized, status};
use crate::article::Status;
use crate::article::findings::{Finding, Position, finding};

/// What to say of it.
pub(in crate::article) const NOINDEX_HAS_NO_EFFECT: &str = "this keeps a page out of search engines, and not a post on Medium; write `status: unlisted` if it is \
     not to be found";

/// What to say of keys that do, where the post is public.
pub(super) fn hints(entries: &Entries, status: Option<Status>) -> Vec<Finding> {
    if status.is_some_and(|status| status < Status::Public) {
        return Vec::new();
    }
    let top = entries.top.iter().map(|entry| (None, entry));
    let nested = entries.nested.iter();
    let nested = nested.map(|one| (one.parents.last().map(String::as_str), &one.entry));
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
    match &*normalized(key) {
        "noindex" | "robotsnoindex" | "seonoindex" => status::truth(value) == Some(true),
        "robots" | "metarobots" | "robotsmeta" | "googlebot" => is_noindex(value),
        "index" => parent == Some("robots") && status::truth(value) == Some(false),
        _ => false,
    }
}

/// Whether directives for search engines, such as `noindex, follow`, leave a page out.
pub(in crate::article) fn is_noindex(directives: &str) -> bool {
    let mut words = directives.split([',', ' ']).map(str::trim);
    words.any(|word| word.eq_ignore_ascii_case("noindex") || word.eq_ignore_ascii_case("none"))
}
