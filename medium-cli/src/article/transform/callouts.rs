//! Converts Obsidian's callouts, GitHub's alerts and `:::note` blocks to quotes with a bold title.

use comrak::Node;
use comrak::nodes::{NodeCallout, NodeValue};

use super::code::is_in;
use super::{Transform, untranslated};

pub(super) fn callout<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    callout: &NodeCallout,
) {
    transform.set(node, NodeValue::BlockQuote);
    let title = node.first_child();
    match title {
        Some(title) if matches!(title.data().value, NodeValue::CalloutTitle) => {
            for paragraph in title.children() {
                if matches!(paragraph.data().value, NodeValue::Paragraph) {
                    transform.embolden(paragraph);
                }
            }
            transform.unwrap(title);
        }
        _ => node.prepend(transform.bold(&callout.default_title())),
    }
}

/// Converts `:::note Title`, `:::note[Title]` and `::: {.callout-note}`. Other blocks are unwrapped.
pub(super) fn directive<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, info: &str) {
    let info = info.trim();
    untranslated::reject_any_comment(transform, node, info);
    let is_class = info.starts_with('{');
    let words = info.trim_matches(['{', '}', '.', ' ']);
    let end = words
        .find(|c: char| !c.is_alphanumeric() && c != '-')
        .unwrap_or(words.len());
    let (block_type, rest) = words.split_at(end);
    let block_type = block_type.trim_start_matches("callout-").to_lowercase();
    let title = title(rest, is_class);
    // Shown only in another format, such as PDF.
    let is_for_another_format =
        block_type == "content-visible" && info.contains("when-") && !info.contains("html");
    if is_for_another_format || is_in(HIDDEN, &block_type) {
        let message = "hidden block; it is left out";
        transform.warn(node, &format!(":::{info}"), message);
        return transform.remove(node);
    }
    let is_known = is_in(TYPES, &block_type);
    if !is_known {
        let message = "unknown block type; only its content is kept";
        transform.warn(node, &format!(":::{info}"), message);
        if title.is_empty() {
            return transform.unwrap(node);
        }
    }
    let title = if title.is_empty() {
        capitalize(&block_type)
    } else {
        title.to_owned()
    };
    transform.set(node, NodeValue::BlockQuote);
    node.prepend(transform.bold(&title));
}

/// Returns the title after the type: in brackets, as an attribute, or plain.
fn title(rest: &str, is_class: bool) -> &str {
    let attribute = || Some(rest.split_once("title=\"")?.1.split_once('"')?.0);
    match rest.trim() {
        rest if is_class || rest.starts_with('{') => attribute().unwrap_or_default(),
        rest => rest.trim_matches(['[', ']', '"']).trim(),
    }
}

/// The types of Docusaurus, VuePress, Quarto, MyST and Zenn.
const TYPES: &str = "note tip info warning danger caution important details success example question hint \
    message alert abstract quote";

/// Types that Pandoc, Quarto and VuePress hide.
const HIDDEN: &str = "comment hidden content-hidden hide notes";

fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(chars).collect()
}
