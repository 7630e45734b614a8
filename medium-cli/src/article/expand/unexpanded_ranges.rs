//! The ranges of text in which nothing is expanded: code, formulas and comments.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::NodeValue;

use crate::article::line_index::LineIndex;

/// Returns the ranges of a Markdown text, in order.
pub(in crate::article) fn all(text: &str, root: Node<'_>) -> Vec<Range<usize>> {
    let lines = LineIndex::new(text);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for node in root.descendants() {
        let data = node.data();
        let is_block = match &data.value {
            NodeValue::CodeBlock(_) | NodeValue::MultilineComment(_) => true,
            NodeValue::HtmlBlock(html) => {
                if let Some(comment) = html_comment(text, &lines, &data, &html.literal) {
                    push(&mut ranges, comment);
                }
                continue;
            }
            NodeValue::HtmlInline(html) if html.starts_with("<!--") => false,
            NodeValue::Code(_) | NodeValue::Math(_) | NodeValue::CommentInline(_) => false,
            _ => continue,
        };
        let position = data.sourcepos;
        let start = lines.offset(position.start.line, position.start.column);
        let end = if is_block {
            lines.end(position.end.line)
        } else {
            lines.offset(position.end.line, position.end.column + 1)
        };
        if let (Some(start), Some(end)) = (start, end) {
            push(&mut ranges, start..end);
        }
    }
    ranges
}

fn push(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    if range.start < range.end && ranges.last().is_none_or(|last| last.end <= range.start) {
        ranges.push(range);
    }
}

/// Returns the comment at the start of an HTML block. The rest of the block is expanded.
fn html_comment(
    text: &str,
    lines: &LineIndex<'_>,
    block: &comrak::nodes::Ast,
    literal: &str,
) -> Option<Range<usize>> {
    if !literal.trim_start().starts_with("<!--") || !literal.contains("-->") {
        return None;
    }
    let (first, last) = (block.sourcepos.start, block.sourcepos.end);
    let start = lines.offset(first.line, first.column)?;
    let length = text.get(start..lines.end(last.line)?)?.find("-->")?;
    Some(start..start + length + 3)
}

/// Returns the ranges of inline code.
pub(super) fn inline_code(text: &str, root: Node<'_>) -> Vec<Range<usize>> {
    let lines = LineIndex::new(text);
    let code = root.descendants().filter_map(|node| {
        let data = node.data();
        let (start, end) = (data.sourcepos.start, data.sourcepos.end);
        let start = lines.offset(start.line, start.column)?;
        let end = lines.offset(end.line, end.column + 1)?;
        matches!(data.value, NodeValue::Code(_)).then_some(start..end)
    });
    code.collect()
}
