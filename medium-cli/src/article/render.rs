//! Writes text from its blocks. Changed blocks are written from their trees; unchanged ones, and the
//! text between blocks, are copied from the source.

use comrak::nodes::{ListType, NodeList, NodeValue};
use comrak::{Arena, Node};

use super::html_page;
use super::line_index::LineIndex;
use super::markdown;
use super::step_counter;

/// A top-level block.
#[derive(Debug)]
pub(super) struct Block<'a> {
    /// A document that contains the block.
    document: Node<'a>,
    /// Its first and last line in the source, or `None` for an added block.
    lines: Option<(usize, usize)>,
    bullet: u8,
    changed: bool,
}

impl<'a> Block<'a> {
    /// Moves a block out of its document.
    pub(super) fn new(arena: &'a Arena<'a>, node: Node<'a>) -> Self {
        let document = markdown::node(arena, NodeValue::Document);
        let (position, bullet) = {
            let data = node.data();
            let bullet = match data.value {
                NodeValue::List(list) if list.list_type == ListType::Bullet => list.bullet_char,
                _ => b'-',
            };
            (data.sourcepos, bullet)
        };
        // The parser moves inline footnotes to the end, where they have no lines.
        let is_on_lines = (position.end.line, position.end.column) >= (position.start.line, 1);
        document.append(node);
        Self {
            document,
            lines: is_on_lines.then_some((position.start.line, position.end.line)),
            bullet,
            changed: false,
        }
    }

    /// Creates a heading that isn't in the source.
    pub(super) fn heading(arena: &'a Arena<'a>, markdown: String) -> Self {
        let document = markdown::node(arena, NodeValue::Document);
        let paragraph = markdown::node(arena, NodeValue::Paragraph);
        paragraph.append(markdown::node(
            arena,
            NodeValue::Raw(markdown.trim_end().to_owned()),
        ));
        document.append(paragraph);
        Self {
            document,
            lines: None,
            bullet: b'-',
            changed: true,
        }
    }

    /// Returns whether readers see anything of it.
    pub(super) fn shows_something(&self) -> bool {
        shows_something(self.document)
    }

    pub(super) fn with_changed(self, changed: bool) -> Self {
        Self { changed, ..self }
    }
}

/// Writes `blocks`, which were parsed from `source`.
pub(super) fn render<'a>(arena: &'a Arena<'a>, source: &str, mut blocks: Vec<Block<'a>>) -> String {
    let lines = LineIndex::new(source);
    write_out_references(source, &lines, &mut blocks);
    keep_apart(&mut blocks);
    let (mut output, mut copied_until, mut is_rewritten) =
        (String::with_capacity(source.len()), 0, false);
    for block in &blocks {
        step_counter::add(1);
        let range = block
            .lines
            .and_then(|(first, last)| range(&lines, first, last));
        if let Some((start, _)) = range {
            let between = source.get(copied_until..start).unwrap_or_default();
            if !(output.ends_with("\n\n") && between.trim().is_empty() && is_rewritten) {
                output.push_str(between);
            }
        }
        if block.changed || range.is_none() {
            let written = markdown::to_commonmark(arena, block.document, block.bullet);
            if !written.trim().is_empty() {
                append(&mut output, &written);
                output.push('\n');
            }
            is_rewritten = true;
        } else if let Some((start, end)) = range {
            if is_rewritten {
                append(&mut output, "");
            }
            output.push_str(source.get(start.max(copied_until)..end).unwrap_or_default());
            is_rewritten = false;
        }
        if let Some((_, end)) = range {
            copied_until = copied_until.max(end);
        }
    }
    append_rest(
        &mut output,
        source.get(copied_until..).unwrap_or_default(),
        is_rewritten,
    );
    output
}

/// Keeps lists apart after a block between them was removed, such as a comment. Indented code below is
/// written with fences, and a second list with another marker, or they would join the list above.
fn keep_apart(blocks: &mut [Block<'_>]) {
    let mut above: Option<(usize, NodeList, u8)> = None;
    for (number, block) in blocks.iter_mut().enumerate() {
        let Some(node) = block.document.first_child() else {
            continue;
        };
        let ended = above.filter(|(above, ..)| above + 1 < number);
        let value = node.data().value.clone();
        match (value, ended) {
            (NodeValue::CodeBlock(code), Some(_)) if !code.fenced => block.changed = true,
            (NodeValue::List(list), Some((_, above, bullet)))
                if is_like(list, above) && block.bullet == bullet =>
            {
                node.data_mut().value =
                    NodeValue::List(markdown::with_other_delimiter(list, above));
                block.bullet = if bullet == b'-' { b'*' } else { b'-' };
                block.changed = true;
            }
            _ => {}
        }
        above = match node.data().value {
            NodeValue::List(list) => Some((number, list, block.bullet)),
            _ => None,
        };
    }
}

/// Returns whether two adjacent lists would be one, if their bullets are the same.
fn is_like(list: NodeList, above: NodeList) -> bool {
    list.list_type == above.list_type
        && (list.list_type == ListType::Bullet || list.delimiter == above.delimiter)
}

/// Adds the text below the last block. `is_rewritten` means that the block was written from its tree.
fn append_rest(output: &mut String, rest: &str, is_rewritten: bool) {
    if is_rewritten && rest.trim().is_empty() {
        output.truncate(output.trim_end_matches('\n').len());
        output.push('\n');
    } else {
        output.push_str(rest);
    }
}

/// Adds a block after an empty line.
pub(super) fn append(output: &mut String, block: &str) {
    if !output.is_empty() && !output.ends_with("\n\n") {
        output.push_str(if output.ends_with('\n') { "\n" } else { "\n\n" });
    }
    output.push_str(block);
}

/// Returns the bytes from the start of line `first` to the end of line `last`, including the line break.
fn range(lines: &LineIndex<'_>, first: usize, last: usize) -> Option<(usize, usize)> {
    let start = lines.offset(first, 1)?;
    let end = lines.offset(last + 1, 1).or_else(|| lines.end(last))?;
    (start <= end).then_some((start, end))
}

/// Writes out all links in full if a block with link definitions is written from its tree, which loses
/// them.
fn write_out_references(source: &str, lines: &LineIndex<'_>, blocks: &mut [Block<'_>]) {
    let has_definition = |block: &Block<'_>| {
        let range = block
            .lines
            .and_then(|(first, last)| range(lines, first, last));
        let text = range.and_then(|(start, end)| source.get(start..end));
        text.is_some_and(|text| text.contains("]:"))
    };
    let is_linked =
        |node: Node<'_>| matches!(node.data().value, NodeValue::Link(_) | NodeValue::Image(_));
    if !blocks
        .iter()
        .any(|block| block.changed && has_definition(block))
    {
        return;
    }
    for block in blocks {
        block.changed |= block.document.descendants().any(is_linked);
    }
}

/// Returns whether readers see anything of a node: text, code or an image.
fn shows_something(node: Node<'_>) -> bool {
    node.descendants().any(|node| match &node.data().value {
        NodeValue::Text(text) => !text.trim().is_empty(),
        NodeValue::Code(code) => !code.literal.trim().is_empty(),
        NodeValue::CodeBlock(code) => !code.literal.trim().is_empty(),
        NodeValue::Math(_) | NodeValue::Image(_) | NodeValue::ShortCode(_) => true,
        NodeValue::HtmlBlock(html) => html_page::has_content(&html.literal, |_| false),
        NodeValue::HtmlInline(html) | NodeValue::Raw(html) => {
            html_page::has_content(html, |_| false)
        }
        _ => false,
    })
}
