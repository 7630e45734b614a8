//! Maps positions in the parsed text to positions in the article's file.
//!
//! Shortcodes and similar are expanded before Markdown is parsed, which shifts offsets.

use super::findings::Position;
use super::front_matter::Body;
use super::line_index::LineIndex;

/// The origin of each part of an expanded text.
#[derive(Debug)]
pub(super) struct SourceMap<'a> {
    original: LineIndex<'a>,
    /// The number of lines of the file above the original.
    lines_above: usize,
    /// The number of characters to the left of the original in its first line.
    columns_before: usize,
    /// The starts of copied segments, ascending: the offset in the expanded text and in the original.
    segments: Vec<(usize, usize)>,
}

impl<'a> SourceMap<'a> {
    pub(super) fn new(original: Body<'a>) -> Self {
        Self {
            original: LineIndex::new(original.text),
            lines_above: original.lines_above,
            columns_before: original.columns_before,
            segments: Vec::new(),
        }
    }

    /// Adds a segment: from `expanded` on, the text is a copy of the original from `original` on.
    pub(super) fn add_segment(&mut self, expanded: usize, original: usize) {
        self.segments.push((expanded, original));
    }

    /// Returns the position of an offset in the original.
    pub(super) fn position(&self, offset: usize) -> Position {
        let (line, column) = self.original.position(offset);
        let columns_before = if line == 1 { self.columns_before } else { 0 };
        Position {
            line: line + self.lines_above,
            column: column + columns_before,
        }
    }

    /// Returns the position of an offset in the expanded text.
    pub(super) fn position_in_expanded(&self, offset: usize) -> Position {
        let after = self
            .segments
            .partition_point(|(expanded, _)| *expanded <= offset);
        let original = match after
            .checked_sub(1)
            .and_then(|index| self.segments.get(index))
        {
            Some((expanded, original)) => original + (offset - expanded),
            None => offset,
        };
        self.position(original.min(self.original.text().len()))
    }

    /// Returns the position of a line and byte column in the expanded text, as the parser counts
    /// them.
    pub(super) fn position_at(
        &self,
        lines: &LineIndex<'_>,
        line: usize,
        column: usize,
    ) -> Position {
        let offset = lines.offset(line, column).or_else(|| lines.offset(line, 1));
        self.position_in_expanded(offset.unwrap_or_default())
    }
}
