//! Converts nested lists to lines of the outer item, since Medium has no nested lists.

use html5gum::Token;
use html5gum::emitters::default::StartTag;

use super::Converter;

const MESSAGE: &str = "Medium has no nested lists; inner items become lines of the outer item";
const NOT_CONVERTED: &str = "Medium has no nested lists, and this one has more than plain text; all items \
                             may become one list";

/// An open list.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// Whether its items become lines.
    is_lines: bool,
    /// The number of its next item, for a numbered list.
    number: Option<usize>,
}

impl Converter<'_, '_, '_, '_> {
    pub(super) fn list_start(&mut self, tag: &StartTag<usize>, name: &str) {
        let is_inner = !self.lists.is_empty();
        let is_lines = is_inner && (self.is_in_lines() || self.is_plain_text());
        self.lists.push(List {
            is_lines,
            number: (name == "ol").then_some(1),
        });
        if is_inner {
            let position = self.fragment.position(tag.span.start);
            let message = if is_lines { MESSAGE } else { NOT_CONVERTED };
            let source = format!("<{name}>");
            self.context.findings.warn_once(position, &source, message);
        }
        if is_lines {
            self.replace(tag.span.start, tag.span.end, "");
        }
    }

    pub(super) fn list_end(&mut self, start: usize, end: usize) {
        if self.lists.pop().is_some_and(|list| list.is_lines) {
            self.replace(start, end, "");
        }
    }

    pub(super) fn item(&mut self, start: usize, end: usize) {
        let dashes = "–".repeat(self.lists.len().saturating_sub(1));
        let Some(list) = self.lists.last_mut().filter(|list| list.is_lines) else {
            return;
        };
        let mut line = format!("<br>{dashes} ");
        if let Some(number) = &mut list.number {
            line.push_str(&format!("{number}. "));
            *number += 1;
        }
        self.replace(start, end, &line);
    }

    pub(super) fn is_in_lines(&self) -> bool {
        self.lists.last().is_some_and(|list| list.is_lines)
    }

    /// Returns whether the list that just started ends in this fragment, and contains only lists
    /// and inline text.
    fn is_plain_text(&self) -> bool {
        let end = self.ends.get(self.offset - 1).copied().flatten();
        let Some(end) = end else {
            return false;
        };
        self.tokens[self.offset..end]
            .iter()
            .all(|token| match token {
                Token::StartTag(tag) => {
                    PLAIN.contains(&String::from_utf8_lossy(&tag.name).as_ref())
                }
                _ => true,
            })
    }
}

/// Inline elements, and lists.
const PLAIN: [&str; 23] = [
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "li", "mark", "ol",
    "q", "s", "small", "span", "strong", "sub", "sup", "u", "ul",
];
