//! A fragment of HTML, and functions for its tags.

use html5gum::emitters::default::StartTag;

use crate::article::findings::Position;
use crate::article::line_index::LineIndex;

/// A fragment of HTML and its position in the article's file.
#[derive(Debug)]
pub(in crate::article) struct Fragment<'a> {
    pub(in crate::article) text: &'a str,
    index: LineIndex<'a>,
    start: Position,
    /// The line in the file for each line of the fragment, if they are not contiguous.
    lines: Vec<usize>,
    /// Whether it is inside Markdown, where an empty line ends it.
    pub(super) in_markdown: bool,
    /// Whether it is the content of a table cell. Nested tables are not converted.
    pub(super) in_cell: bool,
}

impl<'a> Fragment<'a> {
    pub(in crate::article) fn new(text: &'a str, start: Position, in_markdown: bool) -> Self {
        Self {
            text,
            index: LineIndex::new(text),
            start,
            lines: Vec::new(),
            in_markdown,
            in_cell: false,
        }
    }

    /// Sets the lines in the file.
    pub(in crate::article) fn with_lines(self, lines: impl Iterator<Item = usize>) -> Self {
        Self {
            lines: lines.take(self.index.starts().len()).collect(),
            ..self
        }
    }

    pub(super) fn cell(&self, text: &'a str, offset: usize) -> Self {
        Self {
            in_cell: true,
            ..Self::new(text, self.position(offset), false)
        }
    }

    pub(super) fn position(&self, offset: usize) -> Position {
        let (line, column) = self.index.position(offset);
        let line = line - 1;
        let before_first_line = if line == 0 { self.start.column - 1 } else { 0 };
        Position {
            line: self
                .lines
                .get(line)
                .copied()
                .unwrap_or(self.start.line + line),
            column: before_first_line + column,
        }
    }
}

/// Returns the decoded value of an attribute.
pub(super) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

/// Returns the tag with a new value for the attribute `name`, and without the attributes `without`.
pub(super) fn with_attribute(
    tag: &StartTag<usize>,
    name: &str,
    value: &str,
    without: &[&str],
) -> String {
    let mut html = format!("<{}", String::from_utf8_lossy(&tag.name));
    html.push_str(&format!(" {name}=\"{}\"", escape_html(value)));
    for (other, value) in &tag.attributes {
        let other = String::from_utf8_lossy(other);
        if other != name && !without.contains(&other.as_ref()) {
            let value = String::from_utf8_lossy(value);
            html.push_str(&format!(" {other}=\"{}\"", escape_html(&value)));
        }
    }
    html.push_str(if tag.self_closing { "/>" } else { ">" });
    html
}

/// Escapes text for HTML, including attribute values.
#[must_use]
pub fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
