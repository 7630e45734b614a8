//! The text as it becomes: copied from the original, with replacements in between.

use std::ops::Range;

use super::Replacement;

/// A text that is written from an original.
pub(super) struct Rewriter<'a> {
    pub(super) original: &'a str,
    text: String,
    /// Up to where the original is in it.
    copied: usize,
    /// Where its last line begins.
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

    /// Puts `replacement` in the place of a range of the original. What an earlier replacement has
    /// swallowed stays as that has it.
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

    /// The text, and from which offsets on it goes side by side with which of the original; none if
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
        if let Some(at) = text.rfind('\n') {
            self.line = self.text.len() + at + 1;
        }
        self.text.push_str(text);
    }

    /// From here on the original is copied again.
    fn resume(&mut self, original: usize) {
        self.copied = original;
        self.segments.push((self.text.len(), original));
    }

    /// What is left out takes its line with it if it was alone there. Between two spaces it leaves
    /// one: two would break the line at its end.
    fn skip_space(&mut self) {
        let rest = &self.original[self.copied..];
        let is_line_start = self.text.len() == self.line;
        let is_alone = is_line_start && rest.starts_with('\n');
        let is_between = self.text.ends_with(' ') && rest.starts_with(' ');
        if is_alone || is_between {
            self.resume(self.copied + 1);
        }
    }

    /// Puts `block` on lines of its own, within the quote or list that it stands in.
    fn block(&mut self, end: usize, block: &str) {
        let container = Container::of(&self.text[self.line..]);
        let words = &self.text[self.line + container.length..];
        if words.contains('|') {
            // A table's cell is one line.
            self.push(&block.replace('\n', " "));
            return self.resume(end);
        }
        let indent = container.indent;
        let has_words = !words.trim().is_empty();
        if has_words {
            self.push(&format!("\n{}\n{indent}", indent.trim_end()));
        } else if !container.has_marker && self.line > 0 && !self.is_behind_empty_line() {
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

    /// Goes on behind a block: what follows on its line, or below it, is another.
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
        let is_item = !indent.is_empty() && Container::of(next).has_marker;
        self.resume(end);
        if !next.trim().is_empty() && !is_item {
            self.push(&format!("\n{}", indent.trim_end()));
            self.resume(end);
        }
    }

    /// Whether the line above the last one is empty but for marks of quotes.
    fn is_behind_empty_line(&self) -> bool {
        let above = &self.text[..self.line - 1];
        let above = &above[above.rfind('\n').map_or(0, |at| at + 1)..];
        above.trim_matches([' ', '\t', '>']).is_empty()
    }
}

/// The longest quote mark, list marker or indentation that is looked at.
const MAX_LENGTH: usize = 40;

/// The marks of quotes and lists that a line begins with.
struct Container {
    /// How much of the line they are.
    length: usize,
    /// What the lines below have to begin with to stay inside.
    indent: String,
    /// Whether an item of a list begins here.
    has_marker: bool,
}

impl Container {
    fn of(line: &str) -> Self {
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
        let mut made = Rewriter::new(&original);
        let at = before.len()..before.len() + 1;
        made.replace(at, Replacement::Block("block".to_owned()));
        made.finish().unwrap().0
    }

    #[test]
    fn a_block_gets_lines_of_its_own_within_its_quote_or_item() {
        for (before, after, made) in [
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
            assert_eq!(with_block(before, after), made, "{before:?}{after:?}");
        }
    }

    #[test]
    fn nothing_is_made_of_a_text_in_which_nothing_is_replaced() {
        assert!(Rewriter::new("text").finish().is_none());
    }
}
