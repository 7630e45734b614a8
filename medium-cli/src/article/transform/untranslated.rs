//! Reports markup of other tools that was not converted, and comments that would be published.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::NodeValue;

use super::{Transform, other_tools};
use crate::article::expand::comments;
use crate::article::values::tag_warning;
use crate::article::{markdown, step_counter};

/// Markers and their warnings. Each is reported once per text node.
const MARKERS: [(&str, &str); 10] = [
    ("[^", "there is no such footnote; readers see it as text"),
    (
        "^[",
        "this looks like a footnote, but isn't one; readers see it as text",
    ),
    (
        "<%",
        "this looks like a template tag; readers see it as text",
    ),
    (
        "\\begin{",
        "Medium can't render formulas; readers see the source",
    ),
    (
        "[!",
        "this looks like a callout, but isn't one; put it at the start of the quote",
    ),
    (
        ":::",
        "this looks like a block of another tool; readers see it as text",
    ),
    ("[@", "a Pandoc citation, which readers see as text"),
    ("\\newpage", "a LaTeX command, which readers see as text"),
    ("\\pagebreak", "a LaTeX command, which readers see as text"),
    (
        "[[",
        "this looks like a wiki link, but isn't one; readers see it as text",
    ),
];

pub(super) fn report<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    step_counter::add(text.len());
    reject_comments(transform, node, &with_escape(node, text));
    if let Some(offset) = text.find("](") {
        let before = text[..offset].rfind('[');
        match before {
            Some(start) if text[..start].ends_with('!') => {
                let message = "this looks like an image, but isn't one; write ![text](<file name>)";
                transform.error_unless_lossy(node, &text[start - 1..], message);
            }
            Some(start) => {
                let message = "this looks like a link, but isn't one; write [text](<URL>)";
                transform.warn(node, &text[start..], message);
            }
            None => {}
        }
    }
    for (marker, message) in MARKERS {
        let Some(offset) = text.find(marker) else {
            continue;
        };
        let found = &text[offset..];
        match found.find(']') {
            Some(end) if marker.starts_with('[') => transform.warn(node, &found[..=end], message),
            None if marker.starts_with('[') => {}
            _ => transform.warn(node, found, message),
        }
    }
    other_tools::report(transform, node, text);
    report_tag(transform, node, text);
    if let Some(name) = emoji(text) {
        transform.warn(node, name, "unknown emoji; readers see it as text");
    }
}

/// Returns the text together with an escaped character before it. Tools without backslash escapes
/// would see both as the start of a comment.
fn with_escape<'t>(node: Node<'_>, text: &'t str) -> Cow<'t, str> {
    let before = node.previous_sibling();
    let before = before.filter(|before| matches!(before.data().value, NodeValue::Escaped));
    match before.and_then(|before| before.first_child()) {
        Some(escaped) => Cow::Owned(markdown::text(escaped) + text),
        None => Cow::Borrowed(text),
    }
}

/// Reports Obsidian's inline `#draft`.
fn report_tag<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    let tags = text.split_whitespace().filter(|word| word.starts_with('#'));
    for tag in tags {
        if let Some(hint) = tag_warning(&tag[1..], None) {
            transform.warn(node, tag, &hint);
        }
    }
}

/// Starts of comments. One that is still in the text has no recognizable end.
const COMMENTS: [&str; 9] = [
    "%%",
    "{>>",
    "{{/*",
    "{{- /*",
    "{% comment",
    "{%- comment",
    "{::comment",
    "{/*",
    "\\iffalse",
];

/// Rejects the article if a comment was not removed: it would be published.
pub(super) fn reject_comments<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    text: &str,
) {
    let found = COMMENTS.iter().filter_map(|start| text.find(start)).min();
    let slashed = text
        .find("/* ")
        .filter(|offset| text[*offset..].contains(" */"));
    if let Some(offset) = found.or(slashed) {
        let message = "a comment starts or ends here, but its extent is unclear, so it would be published; \
                       write it on one line, or put the marker between backticks to keep it as text";
        transform.error(node, &text[offset..], message);
    }
}

/// Like [`reject_comments`], for text that was not searched for comments, such as an image's caption.
pub(super) fn reject_any_comment<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    text: &str,
) {
    if let Some(comment) = comments::first(text) {
        let message = "a comment would be published here; remove it";
        transform.error(node, comment, message);
    }
}

/// Returns the first `:name:` in the text.
fn emoji(text: &str) -> Option<&str> {
    let is_name = |name: &str| {
        name.len() > 1
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+".contains(c))
    };
    let mut colons = text.match_indices(':').map(|(offset, _)| offset).peekable();
    while let Some(start) = colons.next() {
        let is_first = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == ':');
        if let Some(&end) = colons.peek()
            && is_first
            && is_name(&text[start + 1..end])
            && !text[end + 1..].starts_with(|c: char| c.is_alphanumeric() || c == ':')
        {
            return Some(&text[start..=end]);
        }
    }
    None
}

/// Removes a paragraph that is a table of contents, and an Obsidian block id at the end of a paragraph.
pub(super) fn paragraph<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    let (Some(first), Some(last)) = (node.first_child(), node.last_child()) else {
        if node.parent().is_some() && node.first_child().is_none() {
            node.detach();
        }
        return;
    };
    let text = last.data().value.text().map(str::to_owned);
    let Some(text) = text else { return };
    if first.same_node(last) && is_contents(&text) {
        transform.warn(
            node,
            &text,
            "Medium has no table of contents; it is left out",
        );
        return transform.remove(node);
    }
    let Some(offset) = find_block_id(&text) else {
        return;
    };
    transform.warn(
        last,
        &text[offset..],
        "an Obsidian block id; it is left out",
    );
    if offset > 0 {
        return transform.set(last, NodeValue::Text(text[..offset].to_owned().into()));
    }
    transform.remove(last);
    if node.first_child().is_none() {
        transform.remove(node);
    }
}

/// Returns the offset of ` ^name` at the end of the text.
fn find_block_id(text: &str) -> Option<usize> {
    let whole = || text.starts_with('^').then_some(0);
    let offset = text.rfind(" ^").or_else(whole)?;
    let name = text[offset..].trim().trim_start_matches('^');
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let has_letters = name.chars().any(|c| c.is_ascii_alphabetic());
    (has_letters && name.chars().all(is_name)).then_some(offset)
}

fn is_contents(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 20
        && matches!(
            text.to_ascii_lowercase().as_str(),
            "[toc]" | "[[toc]]" | "[[_toc_]]" | "{:toc}" | "[[toc]]\\" | "${toc}" | "@[toc]"
        )
}
