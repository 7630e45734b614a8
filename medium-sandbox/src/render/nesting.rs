//! The nesting depth of tags.

use std::collections::HashMap;

/// The maximum depth, as in browsers.
const MAX_DEPTH: usize = 512;

/// Elements without content, or whose end tag is optional.
const FLAT: [&str; 21] = [
    "area", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "option", "p", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Returns whether elements are nested deeper than browsers allow. An end tag closes only
/// elements with its name.
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut open: HashMap<&str, usize> = HashMap::new();
    let mut depth = 0;
    for tag in html.split('<').skip(1) {
        let (name, ends) = name_of(tag);
        if name.is_empty() || FLAT.iter().any(|flat| flat.eq_ignore_ascii_case(name)) {
            continue;
        }
        let same = open.entry(name).or_default();
        if !ends {
            *same += 1;
            depth += 1;
        } else if *same > 0 {
            *same -= 1;
            depth -= 1;
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// Returns the name at the start of a tag, and whether it is an end tag.
fn name_of(tag: &str) -> (&str, bool) {
    let (tag, ends) = match tag.strip_prefix('/') {
        Some(tag) => (tag, true),
        None => (tag, false),
    };
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
    (&tag[..end.unwrap_or(tag.len())], ends)
}

#[cfg(test)]
mod tests {
    use super::is_too_deep;

    #[test]
    fn long_content_is_not_deep() {
        for part in [
            "<p>a",
            "<li>a",
            "<b>a</b>",
            "<br>",
            "<img src=a>",
            "a < b & c",
            "<h1>T</h1><p>x</p>",
            "<ul><li><p>a</ul>",
            "</b>",
        ] {
            assert!(!is_too_deep(&part.repeat(2_000)), "{part}");
        }
    }

    #[test]
    fn finds_deep_nesting_in_invalid_html() {
        for part in [
            "<div>",
            "<b>",
            "<b></i>",
            "<DIV></p>",
            "<table><tr><td>",
            "<div><b id=1></div>",
            "<blockquote><p>",
        ] {
            assert!(is_too_deep(&part.repeat(2_000)), "{part}");
        }
    }
}
