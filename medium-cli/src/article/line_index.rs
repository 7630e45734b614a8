//! Converts between byte offsets, lines and columns of text.

/// The offset of each line of the text.
#[derive(Debug)]
pub(super) struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after_breaks).collect(),
        }
    }

    /// Returns the whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the offset at which each line starts.
    pub(super) fn starts(&self) -> &[usize] {
        &self.starts
    }

    /// Returns the offset of a line (from 1) and a byte column (from 1), if the text has such a
    /// position.
    pub(super) fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let start = self.starts.get(line.checked_sub(1)?)?;
        let offset = start + column.checked_sub(1)?;
        self.text.is_char_boundary(offset).then_some(offset)
    }

    /// Returns the offset at which a line (from 1) ends, before its line break.
    pub(super) fn end(&self, line: usize) -> Option<usize> {
        match self.starts.get(line) {
            Some(next) => Some(next - 1),
            None if line == self.starts.len() => Some(self.text.len()),
            None => None,
        }
    }

    /// Returns the line of an offset, and its column in characters, both from 1.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let before = self.text.get(start..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_outside_of_the_text_have_no_offset() {
        let lines = LineIndex::new("ab\nç");
        assert_eq!(lines.offset(2, 1), Some(3));
        assert_eq!(lines.end(1), Some(2));
        assert_eq!(lines.end(2), Some(5));
        for (line, column) in [(0, 1), (1, 0), (3, 1), (2, 2), (2, 9)] {
            assert_eq!(lines.offset(line, column), None);
        }
    }

    #[test]
    fn columns_are_counted_in_characters() {
        let lines = LineIndex::new("ab\nçd");
        assert_eq!(lines.position(0), (1, 1));
        assert_eq!(lines.position(5), (2, 2));
    }
}
