//! HTML as Medium can show it: a whole article, or the pieces that stand in Markdown.
//!
//! The tags are gone through in order; what isn't touched is copied as it is written.

mod elements;
mod embeds;
mod table;

use std::collections::HashMap;

use html5gum::emitters::default::{DefaultEmitter, EndTag, StartTag};
use html5gum::{Token, Tokenizer};

use super::context::Context;
use super::notes::Place;
use super::links::Target;
use super::pictures::Address;
use super::transform::scripts;

pub(super) use elements::is_element;

/// A piece of HTML and where it stands in the article's file.
#[derive(Debug)]
pub(super) struct Fragment<'a> {
    pub(super) text: &'a str,
    start: Place,
    starts: Vec<usize>,
    /// Whether it stands in Markdown, where an empty line ends it.
    in_markdown: bool,
    /// Whether it is the inside of a table's cell: tables in tables are not converted again.
    in_cell: bool,
}

impl<'a> Fragment<'a> {
    pub(super) fn new(text: &'a str, start: Place, in_markdown: bool) -> Self {
        let breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            text,
            start,
            starts: std::iter::once(0).chain(breaks).collect(),
            in_markdown,
            in_cell: false,
        }
    }

    fn cell(&self, text: &'a str, offset: usize) -> Self {
        Self {
            in_cell: true,
            ..Self::new(text, self.place(offset), false)
        }
    }

    fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset).max(1) - 1;
        let before = self.text.get(self.starts[line]..offset).unwrap_or_default();
        let first = if line == 0 { self.start.column } else { 1 };
        Place {
            line: self.start.line + line,
            column: first + before.chars().count(),
        }
    }
}

type Tokens = Vec<Token<usize>>;

/// The tokens of a text. Errors are no tokens: HTML has none that matter to a reader.
pub(super) fn tokens(html: &str) -> Tokens {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(html, emitter).filter_map(Result::ok);
    tokens.filter(|token| !matches!(token, Token::Error(_))).collect()
}

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

/// The fragment as Medium can show it; none if it can stay as it is.
pub(super) fn convert(fragment: &Fragment<'_>, context: &mut Context<'_>) -> Option<String> {
    let tokens = tokens(fragment.text);
    let mut converter = Converter {
        fragment,
        ends: ends(&tokens),
        tokens,
        at: 0,
        lists: 0,
        made: String::new(),
        copied: 0,
        context,
    };
    converter.run();
    if converter.copied == 0 {
        return None;
    }
    converter.made.push_str(fragment.text.get(converter.copied..).unwrap_or_default());
    Some(converter.made)
}

struct Converter<'f, 'a, 'c, 'x> {
    fragment: &'f Fragment<'a>,
    tokens: Tokens,
    /// For each start tag, which token ends its element.
    ends: Vec<Option<usize>>,
    at: usize,
    /// How many lists are open.
    lists: usize,
    made: String,
    copied: usize,
    context: &'c mut Context<'x>,
}

impl Converter<'_, '_, '_, '_> {
    fn run(&mut self) {
        while let Some(token) = self.tokens.get(self.at).cloned() {
            self.at += 1;
            match token {
                Token::Comment(comment) => self.replace(comment.span.start, comment.span.end, ""),
                Token::Doctype(doctype) => self.replace(doctype.span.start, doctype.span.end, ""),
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag),
                Token::String(_) | Token::Error(_) => {}
            }
        }
    }

    fn replace(&mut self, start: usize, end: usize, text: &str) {
        let between = self.fragment.text.get(self.copied..start);
        self.made.push_str(between.unwrap_or_default());
        self.made.push_str(text);
        self.copied = end.max(self.copied);
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let (start, end) = (tag.span.start, tag.span.end);
        match name.as_str() {
            "img" | "image" => self.picture(tag),
            "a" => self.link(tag),
            "iframe" | "embed" => self.embed(tag, &name),
            "script" => self.script(tag),
            "style" | "template" | "head" | "title" => self.skip(tag, &name, ""),
            "nav" | "footer" if !self.fragment.in_markdown => {
                let message = "navigation and footers are no part of an article; it is left out";
                let place = self.fragment.place(start);
                self.context.notes.warn(place, &format!("<{name}>"), message);
                self.skip(tag, &name, "");
            }
            "video" | "audio" | "object" | "svg" | "canvas" | "form" | "math" | "map" | "applet"
            | "select" | "textarea" => self.lose(tag, &name),
            "input" => self.input(tag),
            "table" if !self.fragment.in_cell => self.table(tag),
            "sub" | "sup" => self.script_letters(tag, &name),
            "ul" | "ol" => {
                self.lists += 1;
                if self.lists > 1 {
                    let place = self.fragment.place(start);
                    let message = "Medium has no lists in lists: their items may end up in one list";
                    self.context.notes.warn_once(place, "", message);
                }
            }
            _ if self.fragment.in_cell && elements::is_of_table(&name) => self.replace(start, end, " "),
            _ => match elements::replaced(&name) {
                Some((open, _)) => self.replace(start, end, open),
                None if is_element(&name) => {}
                None => {
                    let message = "this is no element of HTML; put code between backticks, or leave \
                                   the tag out with --lossy";
                    self.say_lost(start, end, message);
                    self.replace(start, end, "");
                }
            },
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let (start, end) = (tag.span.start, tag.span.end);
        match name.as_str() {
            "a" if self.context.html.unwraps_link => {
                self.context.html.unwraps_link = false;
                self.replace(start, end, "");
            }
            "ul" | "ol" => self.lists = self.lists.saturating_sub(1),
            _ if self.fragment.in_cell && elements::is_of_table(&name) => self.replace(start, end, " "),
            _ => match elements::replaced(&name) {
                Some((_, close)) => self.replace(start, end, close),
                None if is_element(&name) && !elements::is_lost(&name) => {}
                None => self.replace(start, end, ""),
            },
        }
    }

    fn say_lost(&mut self, start: usize, end: usize, message: &str) {
        let source = self.fragment.text.get(start..end).unwrap_or_default();
        let place = self.fragment.place(start);
        self.context.notes.lose(place, source, message);
    }

    /// Where the element of `tag`, which is the last token, ends; goes on behind it. In Markdown it
    /// may end in another piece.
    fn end_of(&mut self, tag: &StartTag<usize>, name: &str) -> Option<usize> {
        if tag.self_closing || elements::is_void(name) {
            return Some(tag.span.end);
        }
        let index = self.ends.get(self.at.checked_sub(1)?).copied().flatten()?;
        let Some(Token::EndTag(end)) = self.tokens.get(index) else {
            return None;
        };
        let end = end.span.end;
        self.at = index + 1;
        Some(end)
    }

    /// Puts `text` in the place of a whole element.
    fn skip(&mut self, tag: &StartTag<usize>, name: &str, text: &str) {
        let end = self.end_of(tag, name).unwrap_or(tag.span.end);
        self.replace(tag.span.start, end, text);
    }

    fn lose(&mut self, tag: &StartTag<usize>, name: &str) {
        let message = format!("Medium can't show <{name}>; link to it, or leave it out with --lossy");
        self.say_lost(tag.span.start, tag.span.end, &message);
        let source = attribute(tag, "src").filter(|source| source.starts_with("http"));
        let link = source.map(|source| self.own_line(&source));
        self.skip(tag, name, &link.unwrap_or_default());
    }

    /// A link that Medium turns into what it leads to, as it has to stand.
    fn own_line(&self, address: &str) -> String {
        if self.fragment.in_markdown && self.fragment.text.trim_start().starts_with('<') {
            format!("\n\n{address}\n\n")
        } else {
            format!("<p>{}</p>", escaped(address))
        }
    }

    fn embed(&mut self, tag: &StartTag<usize>, name: &str) {
        let source = attribute(tag, "src").or_else(|| attribute(tag, "data-src"));
        match source.as_deref().and_then(embeds::address) {
            Some(address) => {
                let link = self.own_line(&address);
                self.skip(tag, name, &link);
            }
            None => self.lose(tag, name),
        }
    }

    fn script(&mut self, tag: &StartTag<usize>) {
        let source = attribute(tag, "src").unwrap_or_default();
        if let Some(gist) = embeds::gist(&source) {
            let link = self.own_line(&gist);
            return self.skip(tag, "script", &link);
        }
        let place = self.fragment.place(tag.span.start);
        let text = self.fragment.text.get(tag.span.start..tag.span.end);
        let message = "Medium runs no scripts; it is left out";
        let notes = &mut self.context.notes;
        notes.warn(place, text.unwrap_or_default(), message);
        self.skip(tag, "script", "");
    }

    fn input(&mut self, tag: &StartTag<usize>) {
        let (start, end) = (tag.span.start, tag.span.end);
        if attribute(tag, "type").as_deref() == Some("checkbox") {
            let is_checked = attribute(tag, "checked").is_some();
            return self.replace(start, end, if is_checked { "☑ " } else { "☐ " });
        }
        self.say_lost(start, end, "Medium has no forms; leave it out with --lossy");
        self.replace(start, end, "");
    }

    fn picture(&mut self, tag: &StartTag<usize>) {
        let (start, end) = (tag.span.start, tag.span.end);
        let lazy = ["src", "data-src"].into_iter().find_map(|name| attribute(tag, name));
        let Some(source) = lazy else {
            return self.say_lost(start, end, "a picture without an address");
        };
        let place = self.fragment.place(start);
        let Context { pictures, notes, .. } = &mut *self.context;
        match pictures.address(&source, place, notes) {
            Address::Keep => {}
            Address::New(address) => {
                let rendered = rendered(tag, "src", &address, &["srcset", "sizes", "data-src"]);
                self.replace(start, end, &rendered);
            }
            Address::Gone => {
                let alt = attribute(tag, "alt").unwrap_or_default();
                self.replace(start, end, &escaped(&alt));
            }
        }
    }

    fn link(&mut self, tag: &StartTag<usize>) {
        let (start, end) = (tag.span.start, tag.span.end);
        let Some(href) = attribute(tag, "href") else {
            // A mere place to link to.
            self.context.html.unwraps_link = !tag.self_closing;
            return self.replace(start, end, "");
        };
        let place = self.fragment.place(start);
        let Context { links, notes, .. } = &mut *self.context;
        match links.target(&href, place, notes) {
            Target::Keep => {}
            Target::New(address) => {
                let rendered = rendered(tag, "href", &address, &[]);
                self.replace(start, end, &rendered);
            }
            Target::None => {
                self.context.html.unwraps_link = true;
                self.replace(start, end, "");
            }
        }
    }

    /// `<sup>2</sup>` as `²`, where there are such letters.
    fn script_letters(&mut self, tag: &StartTag<usize>, name: &str) {
        let (start, end) = (tag.span.start, tag.span.end);
        if let (Some(Token::String(text)), Some(Token::EndTag(close))) =
            (self.tokens.get(self.at), self.tokens.get(self.at + 1))
            && *close.name == *name.as_bytes()
            && let Some(letters) = scripts::letters(&String::from_utf8_lossy(text), name == "sup")
        {
            let close = close.span.end;
            self.at += 2;
            return self.replace(start, close, &letters);
        }
        let place = self.fragment.place(start);
        scripts::say(&mut self.context.notes, place);
        self.replace(start, end, "");
    }
}

/// An attribute's value, decoded.
fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

/// The tag with another value of one attribute, and without some.
fn rendered(tag: &StartTag<usize>, name: &str, value: &str, without: &[&str]) -> String {
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
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
