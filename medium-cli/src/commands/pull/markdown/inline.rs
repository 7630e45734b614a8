//! Writes the text of a block as Markdown, with links and emphasis.

use std::collections::VecDeque;

use html5gum::{Token, Tokenizer};

use super::code::between_backticks;
use super::escape::{Context, escape, is_autolink, target};
use crate::html_text::attribute;

/// A part of a block's HTML. Marks are referred to by their index.
enum Piece {
    Text(String),
    Break,
    Open(usize),
    Close(usize),
    /// A code mark with only text inside.
    Code(String),
}

struct Mark {
    tag: &'static str,
    href: Option<String>,
    /// Whether it is written with Markdown's delimiters. If they wouldn't be recognized, it is written as HTML.
    has_delimiters: bool,
}

/// Converts a block's HTML, with only `a`, `strong`, `em`, `code` and `br`, to Markdown. A line break is written
/// as `line_break`.
pub(super) fn inline_markdown(html: &str, line_break: &str) -> String {
    let (pieces, mut marks) = read(html);
    let pieces = merge_code(pieces, &marks);
    choose_delimiters(&pieces, &mut marks);
    Writer {
        pieces: &pieces,
        marks: &marks,
        line_break,
        markdown: String::with_capacity(html.len()),
        links: 0,
    }
    .write()
}

fn read(html: &str) -> (Vec<Piece>, Vec<Mark>) {
    let (mut pieces, mut marks, mut open) = (Vec::new(), Vec::<Mark>::new(), Vec::new());
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) if *tag.name == *b"br" => pieces.push(Piece::Break),
            Token::StartTag(tag) => {
                let Some(name) = mark_name(&tag.name) else {
                    continue;
                };
                open.push(marks.len());
                pieces.push(Piece::Open(marks.len()));
                marks.push(Mark {
                    tag: name,
                    href: attribute(&tag, "href"),
                    has_delimiters: false,
                });
            }
            Token::EndTag(_) => pieces.extend(open.pop().map(Piece::Close)),
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text);
                match pieces.last_mut() {
                    Some(Piece::Text(known)) => known.push_str(&text),
                    _ => pieces.push(Piece::Text(text.into_owned())),
                }
            }
            _ => {}
        }
    }
    (pieces, marks)
}

fn mark_name(name: &[u8]) -> Option<&'static str> {
    ["a", "strong", "em", "code"]
        .into_iter()
        .find(|known| known.as_bytes() == name)
}

/// Merges code marks with only text inside into one piece.
fn merge_code(pieces: Vec<Piece>, marks: &[Mark]) -> Vec<Piece> {
    let mut pieces = VecDeque::from(pieces);
    let mut markdown = Vec::with_capacity(pieces.len());
    while let Some(piece) = pieces.pop_front() {
        let is_code = |mark: usize| marks[mark].tag == "code";
        match (&piece, pieces.front(), pieces.get(1)) {
            (Piece::Open(mark), Some(Piece::Text(text)), Some(Piece::Close(end)))
                if is_code(*mark) && mark == end =>
            {
                markdown.push(Piece::Code(text.clone()));
                pieces.drain(..2);
            }
            _ => markdown.push(piece),
        }
    }
    markdown
}

/// The character next to a delimiter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Neighbor {
    Space,
    Letter,
    Character,
    /// Unknown.
    Other,
}

impl Neighbor {
    fn from_char(c: Option<char>) -> Self {
        match c {
            None => Self::Space,
            Some(c) if c.is_whitespace() => Self::Space,
            Some(c) if c.is_alphanumeric() => Self::Letter,
            Some(c) if c.is_ascii_punctuation() => Self::Character,
            Some(_) => Self::Other,
        }
    }

    /// Returns the last character of a piece, or its first one.
    fn at(piece: Option<&Piece>, end: bool) -> Self {
        match piece {
            None | Some(Piece::Break) => Self::Space,
            Some(Piece::Text(text)) if end => Self::from_char(text.chars().next_back()),
            Some(Piece::Text(text)) => Self::from_char(text.chars().next()),
            Some(_) => Self::Character,
        }
    }

    fn is_outside(self) -> bool {
        matches!(self, Self::Space | Self::Character)
    }
}

/// Chooses the marks that are written with delimiters: links, and emphasis that CommonMark's flanking rules
/// recognize.
fn choose_delimiters(pieces: &[Piece], marks: &mut [Mark]) {
    let mut opened = vec![0; marks.len()];
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(mark) => opened[*mark] = index,
            Piece::Close(mark) => {
                marks[*mark].has_delimiters = match marks[*mark].tag {
                    "a" => true,
                    "code" => false,
                    _ => are_recognized(pieces, marks, opened[*mark], index),
                };
            }
            _ => {}
        }
    }
}

fn are_recognized(pieces: &[Piece], marks: &[Mark], open: usize, close: usize) -> bool {
    let tag = |piece: Option<&Piece>| match piece {
        Some(Piece::Open(mark) | Piece::Close(mark)) => Some(marks[*mark].tag),
        _ => None,
    };
    let own = tag(pieces.get(open));
    let before = open.checked_sub(1).and_then(|index| pieces.get(index));
    let (first, last) = (pieces.get(open + 1), pieces.get(close - 1));
    let after = pieces.get(close + 1);
    // Adjacent delimiters of the same type would merge.
    if [before, first, last, after]
        .into_iter()
        .any(|piece| tag(piece) == own)
    {
        return false;
    }
    let outside = [Neighbor::at(before, true), Neighbor::at(after, false)];
    let inside = [Neighbor::at(first, false), Neighbor::at(last, true)];
    let is_word = own == Some("em");
    outside.into_iter().zip(inside).all(|(outside, inside)| {
        let is_beside = inside == Neighbor::Letter && !is_word || outside.is_outside();
        inside != Neighbor::Space && is_beside
    })
}

struct Writer<'a> {
    pieces: &'a [Piece],
    marks: &'a [Mark],
    line_break: &'a str,
    markdown: String,
    /// The number of open links.
    links: usize,
}

impl Writer<'_> {
    fn write(mut self) -> String {
        let mut index = 0;
        while let Some(piece) = self.pieces.get(index) {
            index += 1;
            match piece {
                Piece::Break => self.markdown.push_str(self.line_break),
                Piece::Text(text) => self.text(text, self.pieces.get(index)),
                Piece::Code(code) => self.code(code),
                Piece::Open(mark) if self.is_autolink(index, *mark) => {
                    let url = self.marks[*mark].href.as_deref().unwrap_or_default();
                    self.markdown.push_str(&format!("<{url}>"));
                    index += 2;
                }
                Piece::Open(mark) => self.open(&self.marks[*mark]),
                Piece::Close(mark) => self.close(&self.marks[*mark]),
            }
        }
        self.markdown
    }

    fn text(&mut self, text: &str, next: Option<&Piece>) {
        let context = Context {
            starts_line: self.markdown.is_empty() || self.markdown.ends_with(self.line_break),
            ends_line: matches!(next, None | Some(Piece::Break)),
            in_brackets: self.links > 0,
        };
        self.markdown.push_str(&escape(text, context));
    }

    /// Writes code. Directly after other code, it is HTML, since adjacent backticks would merge.
    fn code(&mut self, code: &str) {
        if self.markdown.ends_with('`') {
            let context = Context {
                in_brackets: true,
                ..Context::default()
            };
            let code = escape(code, context);
            self.markdown.push_str(&format!("<code>{code}</code>"));
        } else {
            self.markdown.push_str(&between_backticks(code));
        }
    }

    /// Returns whether the mark before `index` is a link whose text is its URL.
    fn is_autolink(&self, index: usize, mark: usize) -> bool {
        let href = self.marks[mark].href.as_deref().unwrap_or_default();
        let ends = matches!(self.pieces.get(index + 1), Some(Piece::Close(end)) if *end == mark);
        let is_same = matches!(self.pieces.get(index), Some(Piece::Text(text)) if text == href);
        ends && is_same && is_autolink(href)
    }

    fn open(&mut self, mark: &Mark) {
        match (mark.tag, mark.has_delimiters) {
            ("a", _) if mark.href.is_none() => {}
            ("a", _) => {
                self.links += 1;
                self.markdown.push('[');
            }
            (tag, true) => self.markdown.push_str(delimiter(tag)),
            (tag, false) => self.markdown.push_str(&format!("<{tag}>")),
        }
    }

    fn close(&mut self, mark: &Mark) {
        match (mark.tag, mark.has_delimiters, &mark.href) {
            ("a", _, None) => {}
            ("a", _, Some(href)) => {
                self.links -= 1;
                self.markdown.push_str(&format!("]({})", target(href)));
            }
            (tag, true, _) => self.markdown.push_str(delimiter(tag)),
            (tag, false, _) => self.markdown.push_str(&format!("</{tag}>")),
        }
    }
}

fn delimiter(tag: &str) -> &'static str {
    if tag == "strong" { "**" } else { "_" }
}
