//! Every picture that a Markdown text uses, and the byte range that holds its address.
//!
//! The parser says where an image begins and ends, and what its address means; where in between
//! the address stands is settled here, and believed only if the parser reads the same from it.

use std::ops::Range;
use std::path::PathBuf;

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue, Sourcepos};

use super::html;
use super::markdown;
use super::text::Lines;

/// One use of a local picture in an article's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageUse {
    /// The file, absolute and with symbolic links resolved, so that a file has one name.
    pub path: PathBuf,
    /// The bytes of the content that its address will replace.
    pub range: Range<usize>,
    /// The line in the article's file.
    pub line: usize,
    /// What kind of place that is.
    pub place: Place,
}

/// How an address is written at the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// `file` or `<file>` of `![text](file "title")`.
    Destination,
    /// `[label]` of `![text][label]`, or the empty range behind `![label]`. It becomes
    /// `(address "title")`; the definition, which others may use, stays as it is.
    Reference {
        /// The title that the definition gives.
        title: String,
    },
    /// The value of an `<img src=…>`, quotes included.
    Attribute,
}

/// A picture in a text, local or not.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) url: String,
    pub(super) line: usize,
    /// None if the place of the address could not be settled.
    pub(super) at: Option<(Range<usize>, Place)>,
}

/// Every picture of a text, in order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let lines = Lines::new(text);
    markdown::parsed(text, |root| {
        root.descendants()
            .flat_map(|node| of_node(text, &lines, node))
            .collect()
    })
}

fn of_node(text: &str, lines: &Lines<'_>, node: Node<'_>) -> Vec<Found> {
    let data = node.data();
    let position = data.sourcepos;
    match &data.value {
        // A picture within a picture's description is only its words.
        NodeValue::Image(_) if node.ancestors().skip(1).any(is_image) => Vec::new(),
        NodeValue::Image(link) => vec![Found {
            url: link.url.clone(),
            line: position.start.line,
            at: range_of(lines, position).and_then(|range| in_image(text, range, link)),
        }],
        NodeValue::HtmlBlock(block) => in_html(text, lines, position, &block.literal, true),
        NodeValue::HtmlInline(literal) => in_html(text, lines, position, literal, false),
        _ => Vec::new(),
    }
}

fn is_image(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Image(_))
}

fn range_of(lines: &Lines<'_>, position: Sourcepos) -> Option<Range<usize>> {
    let start = lines.offset(position.start.line, position.start.column)?;
    // The parser's end is the last byte's, ours the one behind it.
    let end = lines.offset(position.end.line, position.end.column + 1)?;
    (start < end).then_some(start..end)
}

/// Where the address of the image that fills `range` stands.
fn in_image(text: &str, range: Range<usize>, link: &NodeLink) -> Option<(Range<usize>, Place)> {
    let source = text.get(range.clone())?;
    if !source.starts_with("![") {
        return None;
    }
    let (within, place) = if source.ends_with(')') {
        (destination(source, link)?, Place::Destination)
    } else if source.ends_with(']') {
        let title = link.title.clone();
        (label(source)?, Place::Reference { title })
    } else {
        return None;
    };
    Some((range.start + within.start..range.start + within.end, place))
}

/// The destination of `![…](destination "title")`: behind the last `](` from which the parser
/// reads the same address and title.
fn destination(source: &str, link: &NodeLink) -> Option<Range<usize>> {
    source.rmatch_indices("](").find_map(|(close, _)| {
        let tail = &source[close + 2..];
        reads_as(&format!("![]({tail}"), link).then(|| {
            let start = source.len() - tail.trim_start().len();
            start..start + destination_length(&source[start..])
        })
    })
}

/// Whether `markdown` is one image with this very address and title, and nothing else.
fn reads_as(markdown: &str, link: &NodeLink) -> bool {
    markdown::parsed(markdown, |root| {
        let mut nodes = root.descendants().skip(2);
        let image = nodes.next();
        nodes.next().is_none()
            && image.is_some_and(|node| match &node.data().value {
                NodeValue::Image(found) => **found == *link,
                _ => false,
            })
    })
}

/// The length of the link destination that `tail` begins with.
fn destination_length(tail: &str) -> usize {
    let in_angles = tail.starts_with('<');
    let (mut escaped, mut depth) = (false, 0_usize);
    for (offset, c) in tail.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '>' if in_angles => return offset + 1,
            _ if in_angles => {}
            ')' if depth == 0 => return offset,
            ')' => depth -= 1,
            '(' => depth += 1,
            c if c.is_ascii_whitespace() => return offset,
            _ => {}
        }
    }
    tail.len()
}

/// The `[label]` or `[]` behind a reference's text, or the empty range behind a mere `![label]`.
fn label(source: &str) -> Option<Range<usize>> {
    let open = source
        .match_indices('[')
        .map(|(offset, _)| offset)
        .rfind(|offset| !is_escaped(source, *offset))?;
    let behind_text = source[..open].ends_with(']') && !is_escaped(source, open - 1);
    let start = if behind_text { open } else { source.len() };
    Some(start..source.len())
}

fn is_escaped(source: &str, offset: usize) -> bool {
    let before = &source[..offset];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The pictures of a piece of HTML.
fn in_html(
    text: &str,
    lines: &Lines<'_>,
    position: Sourcepos,
    literal: &str,
    is_block: bool,
) -> Vec<Found> {
    let piece = Lines::new(literal);
    html::image_sources(literal)
        .into_iter()
        .map(|(url, range)| {
            let line = literal[..range.start].matches('\n').count();
            let at = in_line(lines, &piece, position, line, range.clone(), is_block);
            let at = at.filter(|at| text.get(at.clone()) == literal.get(range));
            Found {
                url,
                line: position.start.line + line,
                at: at.map(|range| (range, Place::Attribute)),
            }
        })
        .collect()
}

/// A range of an HTML piece as a range of the text. The parser strips what stands before a line
/// (quote marks, indentation) and never what ends it, so ranges are measured from line ends:
/// the text's, but in its last line that of an inline tag.
fn in_line(
    lines: &Lines<'_>,
    piece: &Lines<'_>,
    position: Sourcepos,
    line: usize,
    range: Range<usize>,
    is_block: bool,
) -> Option<Range<usize>> {
    let number = position.start.line + line;
    let piece_end = piece.end(line + 1)?;
    let text_end = if is_block || number < position.end.line {
        lines.end(number)?
    } else {
        lines.offset(number, position.end.column + 1)?
    };
    let start = text_end.checked_sub(piece_end.checked_sub(range.start)?)?;
    let end = text_end.checked_sub(piece_end.checked_sub(range.end)?)?;
    Some(start..end)
}

#[cfg(test)]
#[path = "images_tests.rs"]
mod tests;
