//! Converts HTML to what Medium can show: a whole article, or HTML inside Markdown.
//!
//! Tags are processed in order; anything unchanged is copied from the source.

mod cells;
mod elements;
mod fragment;
mod grid;
mod lists;
mod markdown;
mod media;
mod table;

use std::collections::HashMap;
use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, EndTag, StartTag};
use html5gum::{Token, Tokenizer};
use medium_sandbox::render;

use super::context::Context;
use super::expand::comments;
use super::links::LinkTarget;
use super::step_counter;

use fragment::{attribute, with_attribute};
use lists::List;

pub(super) use elements::is_element;
pub(super) use fragment::Fragment;
pub use fragment::escape_html;
pub(super) use markdown::report as report_markdown;
pub(super) use media::{MAX_SOURCES, NO_IMG};

/// Returns the tokens of the text, without the tokenizer's errors, which browsers ignore too.
pub(super) fn tokens(html: &str) -> Vec<Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    // The tokenizer recurses for each attribute of a tag, so tags with very many could overflow the stack.
    let html = render::blank_excess_attributes(html);
    let tokens = Tokenizer::new_with_emitter(&*html, emitter).filter_map(Result::ok);
    tokens
        .filter(|token| !matches!(token, Token::Error(_)))
        .collect()
}

/// Returns, for each start tag, the index of the token that ends its element.
fn ends(tokens: &[Token<usize>]) -> Vec<Option<usize>> {
    let mut ends = vec![None; tokens.len()];
    let mut open: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::StartTag(tag) => open.entry(&**tag.name).or_default().push(index),
            Token::EndTag(tag) => {
                if let Some(start) = open.get_mut(&**tag.name).and_then(Vec::pop) {
                    ends[start] = Some(index);
                }
            }
            _ => {}
        }
    }
    ends
}

/// Returns the ranges of code, scripts and styles, in order.
pub(super) fn code(html: &str) -> Vec<Range<usize>> {
    let tokens = tokens(html);
    let ends = ends(&tokens);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (token, end) in tokens.iter().zip(&ends) {
        let (Token::StartTag(tag), Some(end)) = (token, end) else {
            continue;
        };
        let is_code = matches!(
            &**tag.name,
            b"pre" | b"code" | b"script" | b"style" | b"textarea"
        );
        let Some(Token::EndTag(close)) = tokens.get(*end).filter(|_| is_code) else {
            continue;
        };
        if ranges.last().is_none_or(|last| last.end <= tag.span.start) {
            ranges.push(tag.span.end..close.span.start);
        }
    }
    ranges
}

/// Converts a fragment. Returns `None` if nothing changes.
pub(super) fn convert(fragment: &Fragment<'_>, context: &mut Context<'_>) -> Option<String> {
    let tokens = tokens(fragment.text);
    let mut converter = Converter {
        fragment,
        ends: ends(&tokens),
        tokens,
        offset: 0,
        lists: Vec::new(),
        output: String::new(),
        copied: 0,
        context,
    };
    converter.run();
    if converter.copied == 0 {
        return None;
    }
    converter
        .output
        .push_str(fragment.text.get(converter.copied..).unwrap_or_default());
    Some(converter.output)
}

struct Converter<'f, 'a, 'c, 'x> {
    fragment: &'f Fragment<'a>,
    tokens: Vec<Token<usize>>,
    /// For each start tag, the index of the token that ends its element.
    ends: Vec<Option<usize>>,
    offset: usize,
    /// The open lists.
    lists: Vec<List>,
    output: String,
    copied: usize,
    context: &'c mut Context<'x>,
}

impl Converter<'_, '_, '_, '_> {
    fn run(&mut self) {
        while let Some(token) = self.tokens.get(self.offset).cloned() {
            self.offset += 1;
            step_counter::add(1);
            match token {
                Token::Comment(comment) => {
                    let (start, end) = (comment.span.start, comment.span.end);
                    self.comment(start, end, &String::from_utf8_lossy(&comment));
                }
                Token::Doctype(doctype) => self.replace(doctype.span.start, doctype.span.end, ""),
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag),
                Token::String(_) | Token::Error(_) => {}
            }
        }
    }

    fn comment(&mut self, start: usize, end: usize, comment: &str) {
        if comments::is_paywall(comment) {
            let position = self.fragment.position(start);
            let source = self.fragment.text.get(start..end).unwrap_or_default();
            self.context
                .findings
                .error(position, source, comments::PAYWALL);
        }
        self.replace(start, end, "");
    }

    fn replace(&mut self, start: usize, end: usize, text: &str) {
        let between = self.fragment.text.get(self.copied..start);
        self.output.push_str(between.unwrap_or_default());
        self.output.push_str(text);
        self.copied = end.max(self.copied);
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let (start, end) = (tag.span.start, tag.span.end);
        if elements::is_hidden(tag) {
            return self.remove_hidden(tag, &name);
        }
        match name.as_str() {
            "img" | "image" => self.image(tag),
            "picture" => self.picture_element(tag),
            "a" => self.link(tag),
            "iframe" | "embed" => self.embed(tag, &name),
            "script" => self.script(tag),
            "style" | "template" | "head" | "title" => self.replace_element(tag, &name, ""),
            "nav" | "footer" if !self.fragment.in_markdown => self.navigation(tag, &name),
            "video" | "audio" | "object" | "svg" | "canvas" | "form" | "math" | "map"
            | "applet" | "select" | "textarea" => self.remove_media(tag, &name),
            "input" => self.input(tag),
            "table" if !self.fragment.in_cell => self.table(tag),
            "sub" | "sup" => self.superscript(tag, &name),
            "ul" | "ol" => self.list_start(tag, &name),
            "li" => self.item(start, end),
            _ if self.fragment.in_cell && elements::is_table_part(&name) => {
                self.replace(start, end, " ")
            }
            _ => match elements::replacement_tags(&name) {
                Some((open, _)) => self.replace(start, end, open),
                None if is_element(&name) => {}
                None => {
                    let message = "not an HTML element; put code between backticks, or use --lossy to \
                                   leave the tag out";
                    self.report_lost(start, end, message);
                    self.replace(start, end, "");
                }
            },
        }
    }

    fn navigation(&mut self, tag: &StartTag<usize>, name: &str) {
        let message = "navigation and footers are left out";
        let position = self.fragment.position(tag.span.start);
        let findings = &mut self.context.findings;
        findings.warn(position, &format!("<{name}>"), message);
        self.replace_element(tag, name, "");
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let (start, end) = (tag.span.start, tag.span.end);
        match name.as_str() {
            "a" if self.context.html.unwraps_link => {
                self.context.html.unwraps_link = false;
                self.replace(start, end, "");
            }
            "ul" | "ol" => self.list_end(start, end),
            "li" if self.is_in_lines() => self.replace(start, end, ""),
            "sub" | "sup" => self.replace(start, end, ""),
            _ if self.fragment.in_cell && elements::is_table_part(&name) => {
                self.replace(start, end, " ")
            }
            _ => match elements::replacement_tags(&name) {
                Some((_, close)) => self.replace(start, end, close),
                None if is_element(&name) && !elements::is_lost(&name) => {}
                None => self.replace(start, end, ""),
            },
        }
    }

    fn report_lost(&mut self, start: usize, end: usize, message: &str) {
        let source = self.fragment.text.get(start..end).unwrap_or_default();
        let position = self.fragment.position(start);
        self.context
            .findings
            .error_unless_lossy(position, source, message);
    }

    /// Skips to the end of the element of `tag`, the current token, and returns its offset. In Markdown, the
    /// element may end in another fragment; then the result is `None`.
    fn end_of(&mut self, tag: &StartTag<usize>, name: &str) -> Option<usize> {
        if tag.self_closing || elements::is_void(name) {
            return Some(tag.span.end);
        }
        let index = self
            .ends
            .get(self.offset.checked_sub(1)?)
            .copied()
            .flatten()?;
        let Some(Token::EndTag(end)) = self.tokens.get(index) else {
            return None;
        };
        let end = end.span.end;
        self.offset = index + 1;
        Some(end)
    }

    /// Replaces a whole element with `text`.
    fn replace_element(&mut self, tag: &StartTag<usize>, name: &str, text: &str) {
        let end = self.end_of(tag, name).unwrap_or(tag.span.end);
        self.replace(tag.span.start, end, text);
    }

    /// Removes an element that readers of the page don't see.
    fn remove_hidden(&mut self, tag: &StartTag<usize>, name: &str) {
        let (start, position) = (tag.span.start, self.fragment.position(tag.span.start));
        let source = format!("<{name}>");
        if let Some(end) = self.end_of(tag, name) {
            let message = "hidden element; it is left out";
            self.context.findings.warn(position, &source, message);
            return self.replace(start, end, "");
        }
        let message = "hidden text would be published, since its end tag is not in the same HTML block; delete it";
        self.context.findings.error(position, &source, message);
    }

    fn link(&mut self, tag: &StartTag<usize>) {
        let (start, end) = (tag.span.start, tag.span.end);
        let Some(href) = attribute(tag, "href") else {
            // An anchor to link to.
            self.context.html.unwraps_link = !tag.self_closing;
            return self.replace(start, end, "");
        };
        let position = self.fragment.position(start);
        let Context {
            links,
            placeholders,
            findings,
            ..
        } = &mut *self.context;
        match links.target(&href, position, placeholders, findings) {
            LinkTarget::Keep => {}
            LinkTarget::New(url) => {
                let tag = with_attribute(tag, "href", &url, &[]);
                self.replace(start, end, &tag);
            }
            LinkTarget::None => {
                self.context.html.unwraps_link = true;
                self.replace(start, end, "");
            }
        }
    }
}
