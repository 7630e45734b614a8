//! Writes the expanded text: copies of the original, with replacements in between.

use std::ops::Range;

use super::Replacement;

/// Writes text from an original.
pub(super) struct Rewriter<'a> {
    pub(super) original: &'a str,
    text: String,
    /// The end of the original that was copied or replaced so far.
    copied: usize,
    /// The start of the last line of `text`.
    line: usize,
    segments: Vec<(usize, usize)>,
}

impl<'a> Rewriter<'a> {
    pub(super) fn new(original: &'a str) -> Self {
        Self {
            original,
            text: String::new(),
            copied: 0,
            line: 0,
            segments: Vec::new(),
        }
    }

    /// Replaces a range of the original. Ranges inside an earlier replacement are ignored.
    pub(super) fn replace(&mut self, range: Range<usize>, replacement: Replacement) {
        match replacement {
            _ if range.start < self.copied => {}
            Replacement::Keep => {}
            Replacement::Inline(text) => {
                self.copy_to(range.start);
                self.push(&text);
                self.resume(range.end);
                if text.is_empty() {
                    self.skip_space();
                }
            }
            Replacement::Block(text) => {
                self.copy_to(range.start);
                self.block(range.end, &text);
            }
        }
    }

    /// Returns the text and its segments (offset in the text, offset in the original), or `None` if
    /// nothing was replaced.
    pub(super) fn finish(mut self) -> Option<(String, Vec<(usize, usize)>)> {
        if self.copied == 0 && self.segments.is_empty() {
            return None;
        }
        self.text.push_str(&self.original[self.copied..]);
        Some((self.text, self.segments))
    }

    fn copy_to(&mut self, end: usize) {
        self.push(&self.original[self.copied..end]);
        self.resume(end);
    }

    fn push(&mut self, text: &str) {
        if let Some(offset) = text.rfind('\n') {
            self.line = self.text.len() + offset + 1;
        }
        self.text.push_str(text);
    }

    /// Continues to copy the original from this offset.
    fn resume(&mut self, original: usize) {
        self.copied = original;
        self.segments.push((self.text.len(), original));
    }

    /// Skips, after a removal, the line break if the line is now empty, and one of two adjacent spaces, which
    /// would be a line break at the end of a line.
    fn skip_space(&mut self) {
        let rest = &self.original[self.copied..];
        let is_line_start = self.text.len() == self.line;
        let is_alone = is_line_start && rest.starts_with('\n');
        let is_between = self.text.ends_with(' ') && rest.starts_with(' ');
        if is_alone || is_between {
            self.resume(self.copied + 1);
        }
    }

    /// Writes `block` on separate lines, inside the current quote or list.
    fn block(&mut self, end: usize, block: &str) {
        let container = Container::parse(&self.text[self.line..]);
        let words = &self.text[self.line + container.length..];
        if words.contains('|') {
            // A table cell is one line.
            self.push(&block.replace('\n', " "));
            return self.resume(end);
        }
        let indent = container.indent;
        let has_words = !words.trim().is_empty();
        if has_words {
            self.push(&format!("\n{}\n{indent}", indent.trim_end()));
        } else if !container.has_marker && self.line > 0 && !self.is_after_empty_line() {
            self.text
                .insert_str(self.line, &format!("{}\n", indent.trim_end()));
            self.line += indent.trim_end().len() + 1;
        }
        let lines: Vec<_> = block.split('\n').collect();
        let own = |line: &str| match line.strip_prefix(indent.as_str()) {
            Some(line) => line.to_owned(),
            None if line == indent.trim_end() => String::new(),
            None => line.to_owned(),
        };
        self.push(lines[0]);
        for line in &lines[1..] {
            self.push(&format!("\n{indent}{}", own(line)));
        }
        self.below(end, &indent);
    }

    /// Separates a block from the text after it.
    fn below(&mut self, end: usize, indent: &str) {
        let rest = &self.original[end..];
        let words = rest.trim_start_matches([' ', '\t']);
        let end = self.original.len() - words.len();
        if !words.is_empty() && !words.starts_with('\n') {
            self.push(&format!("\n{}\n{indent}", indent.trim_end()));
            return self.resume(end);
        }
        let next = words.split('\n').nth(1).unwrap_or_default();
        let next = next.trim_start_matches([' ', '\t', '>']);
        let is_item = !indent.is_empty() && Container::parse(next).has_marker;
        self.resume(end);
        if !next.trim().is_empty() && !is_item {
            self.push(&format!("\n{}", indent.trim_end()));
            self.resume(end);
        }
    }

    /// Returns whether the line above the last one is empty, except for markers of quotes.
    fn is_after_empty_line(&self) -> bool {
        let above = &self.text[..self.line - 1];
        let above = &above[above.rfind('\n').map_or(0, |offset| offset + 1)..];
        above.trim_matches([' ', '\t', '>']).is_empty()
    }
}

/// The maximum length of markers and indentation.
const MAX_LENGTH: usize = 40;

/// The markers of quotes and lists at the start of a line.
struct Container {
    /// Their length.
    length: usize,
    /// The prefix for lines that continue the same quote or item.
    indent: String,
    /// Whether a list item starts here.
    has_marker: bool,
}

impl Container {
    fn parse(line: &str) -> Self {
        let (mut length, mut indent, mut has_marker) = (0, String::new(), false);
        while length < MAX_LENGTH {
            let rest = &line[length..];
            let marker = match rest.bytes().next() {
                Some(byte @ (b' ' | b'\t' | b'>')) => {
                    indent.push(char::from(byte));
                    length += 1;
                    continue;
                }
                Some(b'-' | b'*' | b'+') => 1,
                Some(b'0'..=b'9') => {
                    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                    digits + usize::from(rest[digits..].starts_with(['.', ')']))
                }
                _ => break,
            };
            let ends = rest[..marker].ends_with(|c: char| !c.is_ascii_digit());
            if !ends || !rest[marker..].starts_with([' ', '\t']) {
                break;
            }
            has_marker = true;
            length += marker;
            indent.push_str(&" ".repeat(marker));
        }
        Self {
            length,
            indent,
            has_marker,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_block(before: &str, after: &str) -> String {
        let original = format!("{before}@{after}");
        let mut rewriter = Rewriter::new(&original);
        let offset = before.len()..before.len() + 1;
        rewriter.replace(offset, Replacement::Block("block".to_owned()));
        rewriter.finish().unwrap().0
    }

    #[test]
    fn writes_a_block_on_its_own_lines_inside_its_quote_or_item() {
        for (before, after, output) in [
            ("", "", "block"),
            ("words\n", "\nmore", "words\n\nblock\n\nmore"),
            ("words ", " more", "words \n\nblock\n\nmore"),
            ("- words ", "\n- other", "- words \n\n  block\n- other"),
            ("- ", "\n- other", "- block\n- other"),
            ("- words\n\n  ", "\n", "- words\n\n  block\n"),
            ("> words ", "\n> more", "> words \n>\n> block\n>\n> more"),
            ("> 1. a\n>    ", "", "> 1. a\n>\n>    block"),
            ("| a | ", " |", "| a | block |"),
            ("1986 ", "", "1986 \n\nblock"),
        ] {
            assert_eq!(with_block(before, after), output, "{before:?}{after:?}");
        }
    }

    #[test]
    fn returns_none_without_replacements() {
        assert!(Rewriter::new("text").finish().is_none());
    }
}
