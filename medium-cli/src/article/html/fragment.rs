//! A piece of HTML, and its tags as text.

use html5gum::emitters::default::StartTag;

use crate::article::findings::Position;

/// A piece of HTML and where it stands in the article's file.
#[derive(Debug)]
pub(in crate::article) struct Fragment<'a> {
    pub(in crate::article) text: &'a str,
    start: Position,
    starts: Vec<usize>,
    /// The line in the file of each of its lines, where these are not side by side.
    lines: Vec<usize>,
    /// Whether it stands in Markdown, where an empty line ends it.
    pub(super) in_markdown: bool,
    /// Whether it is the inside of a table's cell: tables in tables are not converted again.
    pub(super) in_cell: bool,
}

impl<'a> Fragment<'a> {
    pub(in crate::article) fn new(text: &'a str, start: Position, in_markdown: bool) -> Self {
        let breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            text,
            start,
            starts: std::iter::once(0).chain(breaks).collect(),
            lines: Vec::new(),
            in_markdown,
            in_cell: false,
        }
    }

    /// The same, where its lines are these of the file.
    pub(in crate::article) fn with_lines(self, lines: impl Iterator<Item = usize>) -> Self {
        Self {
            lines: lines.take(self.starts.len()).collect(),
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
        let line = self.starts.partition_point(|start| *start <= offset).max(1) - 1;
        let before = self.text.get(self.starts[line]..offset).unwrap_or_default();
        let first = if line == 0 { self.start.column } else { 1 };
        Position {
            line: self
                .lines
                .get(line)
                .copied()
                .unwrap_or(self.start.line + line),
            column: first + before.chars().count(),
        }
    }
}

/// An attribute's value, decoded.
pub(super) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

/// The tag with another value of one attribute, and without some.
pub(super) fn rendered(tag: &StartTag<usize>, name: &str, value: &str, without: &[&str]) -> String {
    let mut html = format!("<{}", String::from_utf8_lossy(&tag.name));
    html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    for (other, value) in &tag.attributes {
        let other = String::from_utf8_lossy(other);
        if other != name && !without.contains(&other.as_ref()) {
            let value = String::from_utf8_lossy(value);
            html.push_str(&format!(" {other}=\"{}\"", escaped(&value)));
        }
    }
    html.push_str(if tag.self_closing { "/>" } else { ">" });
    html
}

/// A text that HTML shows as it is, also in an attribute.
pub(in crate::article) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
