//! What looks like markup of another tool and was not translated: it would be read as it is.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::NodeValue;

use super::{Transform, other_tools};
use crate::article::expand::comments;
use crate::article::values::tag_hint;
use crate::article::{markdown, step_counter};

/// What a text may hold, and what to say of it. Each is said once for a text.
const SIGNS: [(&str, &str); 10] = [
    (
        "[^",
        "there is no such footnote, so readers see it as it is",
    ),
    (
        "^[",
        "this looks like a footnote but isn't one, so readers see it as it is",
    ),
    (
        "<%",
        "this looks like a template's tag, so readers see it as it is",
    ),
    (
        "\\begin{",
        "Medium sets no formulas: readers see the source",
    ),
    (
        "[!",
        "this looks like a callout but isn't one; begin the quote with it",
    ),
    (
        ":::",
        "this looks like a block of another tool, so readers see it as it is",
    ),
    ("[@", "a citation of Pandoc, which readers see as it is"),
    (
        "\\newpage",
        "a command of LaTeX, which readers see as it is",
    ),
    (
        "\\pagebreak",
        "a command of LaTeX, which readers see as it is",
    ),
    (
        "[[",
        "this looks like a link between notes but isn't one, so readers see it as it is",
    ),
];

pub(super) fn report<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    step_counter::add(text.len());
    refuse_comments(transform, node, &with_escape(node, text));
    if let Some(at) = text.find("](") {
        let before = text[..at].rfind('[');
        match before {
            Some(start) if text[..start].ends_with('!') => {
                let message = "this looks like a picture but isn't one; write ![text](<file name>)";
                transform.lose(node, &text[start - 1..], message);
            }
            Some(start) => {
                let message = "this looks like a link but isn't one; write [text](<address>)";
                transform.warn(node, &text[start..], message);
            }
            None => {}
        }
    }
    for (sign, message) in SIGNS {
        let Some(at) = text.find(sign) else { continue };
        let found = &text[at..];
        match found.find(']') {
            Some(end) if sign.starts_with('[') => transform.warn(node, &found[..=end], message),
            None if sign.starts_with('[') => {}
            _ => transform.warn(node, found, message),
        }
    }
    other_tools::report(transform, node, text);
    report_tag(transform, node, text);
    if let Some(name) = emoji(text) {
        transform.warn(
            node,
            name,
            "no emoji has this name, so readers see it as it is",
        );
    }
}

/// The text behind the sign that is escaped before it: tools that know no such escapes see a comment
/// begin with both.
fn with_escape<'t>(node: Node<'_>, text: &'t str) -> Cow<'t, str> {
    let before = node.previous_sibling();
    let before = before.filter(|before| matches!(before.data().value, NodeValue::Escaped));
    match before.and_then(|before| before.first_child()) {
        Some(sign) => Cow::Owned(markdown::text(sign) + text),
        None => Cow::Borrowed(text),
    }
}

/// Obsidian's `#draft` among words.
fn report_tag<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    let tags = text.split_whitespace().filter(|word| word.starts_with('#'));
    for tag in tags {
        if let Some(hint) = tag_hint(&tag[1..], None) {
            transform.warn(node, tag, &hint);
        }
    }
}

/// How comments begin. Where one is left in the text, it has no end that could be told from text.
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

/// A comment that was not taken out would be published, so the article is refused.
pub(super) fn refuse_comments<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    text: &str,
) {
    let found = COMMENTS.iter().filter_map(|sign| text.find(sign)).min();
    let slashed = text.find("/* ").filter(|at| text[*at..].contains(" */"));
    if let Some(at) = found.or(slashed) {
        let message = "a comment begins or ends here, and which words are in it can't be told, so it would \
                       be published; write it on one line, or put the mark between backticks if it is to \
                       be read";
        transform.refuse(node, &text[at..], message);
    }
}

/// As [`refuse_comments`], of a text that nobody has looked through, such as a picture's caption.
pub(super) fn refuse_any_comment<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    text: &str,
) {
    if let Some(comment) = comments::first(text) {
        let message = "a comment would be published here; take it out";
        transform.refuse(node, comment, message);
    }
}

/// The first `:name:` of a text.
fn emoji(text: &str) -> Option<&str> {
    let is_name = |name: &str| {
        name.len() > 1
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+".contains(c))
    };
    let mut colons = text.match_indices(':').map(|(at, _)| at).peekable();
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

/// A paragraph that stands for a table of contents, and one that ends with the name of a block.
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
    if let Some(at) = text
        .rfind(" ^")
        .or_else(|| text.starts_with('^').then_some(0))
    {
        let name = text[at..].trim_start().trim_start_matches('^').trim_end();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if name.chars().all(is_name) && name.chars().any(|c| c.is_ascii_alphabetic()) {
            transform.warn(
                last,
                &text[at..],
                "the name of a block in Obsidian; it is left out",
            );
            if at > 0 {
                return transform.set(last, NodeValue::Text(text[..at].to_owned().into()));
            }
            transform.remove(last);
            if node.first_child().is_none() {
                transform.remove(node);
            }
        }
    }
}

fn is_contents(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 20
        && matches!(
            text.to_ascii_lowercase().as_str(),
            "[toc]" | "[[toc]]" | "[[_toc_]]" | "{:toc}" | "[[toc]]\\" | "${toc}" | "@[toc]"
        )
}
