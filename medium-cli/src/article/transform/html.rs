//! Converts HTML in Markdown: whole blocks, and inline tags.

use comrak::Node;
use comrak::nodes::{NodeHtmlBlock, NodeValue};

use super::{Transform, superscripts, untranslated};
use crate::article::html::{Fragment, MAX_SOURCES, NO_IMG, convert, report_markdown};

pub(super) fn block<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    block: &NodeHtmlBlock,
) {
    let first = node.data().sourcepos.start.line;
    let lines = (first..).map(|line| transform.map.position_at(transform.lines, line, 1).line);
    let fragment = Fragment::new(&block.literal, transform.position(node), true).with_lines(lines);
    report_markdown(&fragment, &mut transform.context.findings);
    let output = convert(&fragment, transform.context);
    untranslated::reject_comments(transform, node, output.as_deref().unwrap_or(&block.literal));
    let Some(output) = output else {
        return;
    };
    if output.trim().is_empty() {
        return transform.remove(node);
    }
    let literal = format!(
        "{}\n",
        flush_after_blank_lines(output.trim_matches('\n'), block)
    );
    let block = NodeHtmlBlock {
        literal,
        ..block.clone()
    };
    transform.set(node, NodeValue::HtmlBlock(block));
}

/// Removes indentation after empty lines. A removed tag may leave an empty line, which ends the HTML block in
/// Markdown; indented HTML below it would become code. Elements that may contain empty lines, such as
/// `pre`, stay unchanged.
fn flush_after_blank_lines(output: &str, block: &NodeHtmlBlock) -> String {
    const ENDED_BY_A_BLANK_LINE: u8 = 6;
    if block.block_type < ENDED_BY_A_BLANK_LINE {
        return output.to_owned();
    }
    let (mut lines, mut is_after_blank) = (Vec::new(), false);
    for line in output.lines() {
        let line = if is_after_blank {
            line.trim_start()
        } else {
            line
        };
        is_after_blank = line.trim().is_empty();
        lines.push(line);
    }
    lines.join("\n")
}

pub(super) fn inline<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, html: &str) {
    let name = html.to_ascii_lowercase();
    if matches!(name.as_str(), "<sub>" | "<sup>") {
        return superscript(transform, node, &name);
    }
    let parent = node.parent();
    let in_cell = parent.is_some_and(|parent| matches!(parent.data().value, NodeValue::TableCell));
    if in_cell && name.starts_with("<br") {
        return transform.set(node, NodeValue::Text(" ".into()));
    }
    if name.starts_with("<picture") && is_without_img(node) {
        transform.error_unless_lossy(node, html, NO_IMG);
    }
    let fragment = Fragment::new(html, transform.position(node), true);
    let Some(output) = convert(&fragment, transform.context) else {
        return;
    };
    match output.trim() {
        "" => transform.remove(node),
        output => transform.set(node, NodeValue::Raw(output.to_owned())),
    }
}

/// Returns whether the inline `<picture>` that starts at `node` has no `<img>`. Each inline tag is
/// a node.
fn is_without_img(node: Node<'_>) -> bool {
    let below = node.following_siblings().skip(1).take(MAX_SOURCES);
    for next in below {
        match &next.data().value {
            NodeValue::HtmlInline(html) if html.starts_with("</") => return true,
            NodeValue::HtmlInline(html) if html.to_ascii_lowercase().starts_with("<img") => {
                return false;
            }
            NodeValue::Image(_) => return false,
            _ => {}
        }
    }
    false
}

/// Replaces `H<sub>2</sub>O` with `H₂O`, if Unicode has all of the characters.
fn superscript<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, name: &str) {
    let text = node.next_sibling();
    let end = text.and_then(|text| text.next_sibling());
    let words = text.and_then(|text| text.data().value.text().map(str::to_owned));
    let is_end = end.is_some_and(|end| match &end.data().value {
        NodeValue::HtmlInline(html) => html.eq_ignore_ascii_case(&name.replace('<', "</")),
        _ => false,
    });
    let letters = words.and_then(|words| superscripts::in_unicode(&words, name == "<sup>"));
    match (text, end, letters) {
        (Some(text), Some(end), Some(letters)) if is_end => {
            transform.set(text, NodeValue::Text(letters.into()));
            transform.remove(end);
        }
        _ => {
            let position = transform.position(node);
            superscripts::warn(&mut transform.context.findings, position, name);
        }
    }
    transform.remove(node);
}
