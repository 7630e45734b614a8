//! Bytes to text: UTF-8 with or without a byte order mark, any line endings.

use std::path::Path;

use super::ArticleError;

/// The text of an article, with plain `\n` line endings, so that every later position is true.
pub(super) fn decode(path: &Path, bytes: &[u8]) -> Result<String, ArticleError> {
    let refuse = |offset: usize, what| ArticleError::NotText {
        path: path.to_owned(),
        line: bytes[..offset]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1,
        what,
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(refuse(0, "UTF-16, and not UTF-8; save it as UTF-8"));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| refuse(error.valid_up_to(), "not UTF-8; save it as UTF-8"))?;
    if let Some(offset) = text.find('\0') {
        return Err(refuse(offset, "a NUL byte, so this is no text; remove it"));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Where each line of a text begins, to turn the parser's line and column into a byte offset.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after_breaks).collect(),
        }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The offset of a line (from 1) and a byte column (from 1), if the text has such a place.
    pub(super) fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let start = self.starts.get(line.checked_sub(1)?)?;
        let offset = start + column.checked_sub(1)?;
        self.text.is_char_boundary(offset).then_some(offset)
    }

    /// The offset at which a line (from 1) ends, before its line break.
    pub(super) fn end(&self, line: usize) -> Option<usize> {
        match self.starts.get(line) {
            Some(next) => Some(next - 1),
            None if line == self.starts.len() => Some(self.text.len()),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_and_foreign_line_endings_leave_no_trace() {
        let text = decode(Path::new("a.md"), b"\xef\xbb\xbf# A\r\n\r\nold mac\rend").unwrap();
        assert_eq!(text, "# A\n\nold mac\nend");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_line() {
        for (bytes, line, word) in [
            (&b"\xff\xfe#\0"[..], 1, "UTF-16"),
            (b"one\ntwo \xe9t\xe9", 2, "UTF-8"),
            (b"one\n\ntwo\0", 3, "NUL"),
        ] {
            let error = decode(Path::new("a.md"), bytes).unwrap_err().to_string();
            assert!(error.starts_with(&format!("a.md:{line}: ")), "{error}");
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn places_outside_the_text_are_none() {
        let lines = Lines::new("ab\nç");
        assert_eq!(lines.offset(2, 1), Some(3));
        assert_eq!(lines.end(1), Some(2));
        assert_eq!(lines.end(2), Some(5));
        for (line, column) in [(0, 1), (1, 0), (3, 1), (2, 2), (2, 9)] {
            assert_eq!(lines.offset(line, column), None);
        }
    }
}
