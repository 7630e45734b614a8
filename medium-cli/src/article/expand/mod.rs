//! What other tools replace before they read Markdown: shortcodes, template tags, components,
//! embeds. They are replaced here by the Markdown that they stand for.
//!
//! Each language is one file with one function: given the text and where a construct may begin, it
//! says where the construct ends and what takes its place. Code is left alone.

mod arguments;
mod comments;
mod hugo;
mod jsx;
mod latex;
mod liquid;
mod obsidian;
mod pictures;
mod scan;

use std::ops::Range;

use comrak::Node;
use comrak::nodes::NodeValue;
use url::Url;

use super::notes::Notes;
use super::source_map::SourceMap;
use super::steps;
use super::text::Lines;
use scan::Scan;

/// What an expansion may depend on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings<'a> {
    /// Whether the text is MDX, in which braces are expressions.
    pub(super) is_mdx: bool,
    /// The article's title.
    pub(super) title: &'a str,
    /// Where the article appeared first.
    pub(super) base: Option<&'a Url>,
}

/// A construct of another tool: where it ends and what takes its place.
#[derive(Debug)]
struct Macro {
    end: usize,
    replacement: Replacement,
}

#[derive(Debug)]
enum Replacement {
    /// Part of a line.
    Inline(String),
    /// Lines of their own.
    Block(String),
    /// It stays as it is.
    Keep,
}

impl Macro {
    fn inline(end: usize, text: impl Into<String>) -> Option<Self> {
        let replacement = Replacement::Inline(text.into());
        Some(Self { end, replacement })
    }

    fn block(end: usize, text: impl Into<String>) -> Option<Self> {
        let replacement = Replacement::Block(text.into());
        Some(Self { end, replacement })
    }

    fn keep(end: usize) -> Option<Self> {
        let replacement = Replacement::Keep;
        Some(Self { end, replacement })
    }
}

/// What the functions of the languages are given.
struct Lexer<'a, 'd> {
    scan: Scan<'a>,
    settings: Settings<'a>,
    map: &'d SourceMap<'a>,
    notes: &'d mut Notes,
}

impl Lexer<'_, '_> {
    /// The construct at this range can't be translated.
    fn lose(&mut self, range: Range<usize>, message: &str) {
        let source = self.scan.text.get(range.clone()).unwrap_or_default();
        self.notes
            .lose(self.map.place(range.start), source, message);
    }

    fn warn(&mut self, range: Range<usize>, message: &str) {
        let source = self.scan.text.get(range.clone()).unwrap_or_default();
        self.notes
            .warn(self.map.place(range.start), source, message);
    }

    /// What may be private is not sent, with `--lossy` or without.
    fn refuse(&mut self, range: Range<usize>, message: &str) {
        let source = self.scan.text.get(range.clone()).unwrap_or_default();
        self.notes
            .refuse(self.map.place(range.start), source, message);
    }

    fn macro_at(&mut self, at: usize) -> Option<Macro> {
        steps::add(1);
        if let Some(comment) = comments::comment(self, at) {
            return Some(comment);
        }
        match self.scan.text.as_bytes()[at] {
            b'!' => obsidian::embed(self, at).or_else(|| pictures::picture(self, at)),
            b'\\' => latex::formula(self, at),
            b'<' => jsx::tag(self, at),
            b'{' if self.settings.is_mdx => jsx::expression(self, at),
            b'{' => hugo::shortcode(self, at).or_else(|| liquid::tag(self, at)),
            _ => jsx::import(self, at),
        }
    }
}

/// `text`, whose tree is `root`, with all constructs of other tools replaced; none if it has none.
pub(super) fn expand(
    text: &str,
    root: Node<'_>,
    settings: Settings<'_>,
    lines_above: usize,
    notes: &mut Notes,
) -> Option<(String, Vec<(usize, usize)>)> {
    let map = SourceMap::new(text, lines_above);
    let literal = literal(text, root);
    let mut lexer = Lexer {
        scan: Scan::new(text),
        settings,
        map: &map,
        notes,
    };
    let mut made = Made::new(text);
    let (mut at, mut literal) = (0, literal.iter().peekable());
    while let Some(next) = next_start(text, at) {
        while literal.next_if(|range| range.end <= next).is_some() {}
        if let Some(range) = literal.peek()
            && range.contains(&next)
        {
            at = range.end;
            continue;
        }
        at = next + 1;
        if let Some(found) = lexer.macro_at(next) {
            at = found.end.max(at);
            made.replace(next..at, found.replacement);
        }
    }
    made.finish()
}

/// Where the next construct may begin: at one of these characters, or at the start of a line that
/// may be an import.
fn next_start(text: &str, from: usize) -> Option<usize> {
    // A line of code, or `[//]: # (a comment)`.
    let is_import = |at: usize| {
        let rest = &text[at..];
        rest.starts_with("import ") || rest.starts_with("export ") || rest.starts_with('[')
    };
    if (from == 0 || text[..from].ends_with('\n')) && from < text.len() && is_import(from) {
        return Some(from);
    }
    let mut at = from;
    loop {
        let found = at + text.get(at..)?.find(['!', '<', '{', '\\', '\n'])?;
        if text.as_bytes()[found] != b'\n' {
            return Some(found);
        }
        if is_import(found + 1) {
            return Some(found + 1);
        }
        at = found + 1;
    }
}

/// The ranges in which nothing is replaced: code, mathematics, and comments, in order.
fn literal(text: &str, root: Node<'_>) -> Vec<Range<usize>> {
    let lines = Lines::new(text);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for node in root.descendants() {
        let data = node.data();
        let is_block = match &data.value {
            NodeValue::CodeBlock(_) | NodeValue::MultilineComment(_) => true,
            NodeValue::HtmlBlock(html) => {
                if let Some(comment) = html_comment(text, &lines, &data, &html.literal) {
                    push(&mut ranges, comment);
                }
                continue;
            }
            NodeValue::HtmlInline(html) if html.starts_with("<!--") => false,
            NodeValue::Code(_) | NodeValue::Math(_) | NodeValue::CommentInline(_) => false,
            _ => continue,
        };
        let position = data.sourcepos;
        let start = lines.offset(position.start.line, position.start.column);
        let end = if is_block {
            lines.end(position.end.line)
        } else {
            lines.offset(position.end.line, position.end.column + 1)
        };
        if let (Some(start), Some(end)) = (start, end) {
            push(&mut ranges, start..end);
        }
    }
    ranges
}

fn push(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    if range.start < range.end && ranges.last().is_none_or(|last| last.end <= range.start) {
        ranges.push(range);
    }
}

/// The comment that a block of HTML begins with. What stands behind it in the block is looked at.
fn html_comment(
    text: &str,
    lines: &Lines<'_>,
    block: &comrak::nodes::Ast,
    literal: &str,
) -> Option<Range<usize>> {
    if !literal.trim_start().starts_with("<!--") || !literal.contains("-->") {
        return None;
    }
    let (first, last) = (block.sourcepos.start, block.sourcepos.end);
    let start = lines.offset(first.line, first.column)?;
    let length = text.get(start..lines.end(last.line)?)?.find("-->")?;
    Some(start..start + length + 3)
}

/// The text as it becomes.
struct Made<'a> {
    original: &'a str,
    text: String,
    /// Up to where the original is in it.
    copied: usize,
    steps: Vec<(usize, usize)>,
}

impl<'a> Made<'a> {
    fn new(original: &'a str) -> Self {
        Self {
            original,
            text: String::new(),
            copied: 0,
            steps: Vec::new(),
        }
    }

    fn replace(&mut self, range: Range<usize>, replacement: Replacement) {
        let block = match replacement {
            Replacement::Keep => return,
            Replacement::Inline(text) => {
                self.copy_to(range.start);
                self.text.push_str(&text);
                self.copied = range.end;
                self.steps.push((self.text.len(), range.end));
                return;
            }
            Replacement::Block(text) => text,
        };
        self.copy_to(range.start);
        let (start, prefix) = prefix(&self.text);
        let rest = &self.original[range.end..];
        let rest = &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()];
        let is_last = matches!(
            &self.original.as_bytes()[range.end + rest.len()..],
            [] | [b'\n', ..]
        );
        match prefix {
            Some(prefix) if is_last => {
                let is_first_level = self.text[start..].trim().is_empty();
                if is_first_level && !(start == 0 || self.text[..start].ends_with("\n\n")) {
                    self.text.insert(start, '\n');
                }
                self.text
                    .push_str(&block.replace('\n', &format!("\n{prefix}")));
                let next = self.original[range.end + rest.len()..].split('\n').nth(1);
                if is_first_level && next.is_some_and(|line| !line.trim().is_empty()) {
                    self.text.push('\n');
                }
            }
            _ if block.contains('\n') => self.text.push_str(&format!("\n\n{block}\n\n")),
            _ => self.text.push_str(&block),
        }
        self.copied = range.end;
        self.steps.push((self.text.len(), range.end));
    }

    fn copy_to(&mut self, end: usize) {
        self.text.push_str(&self.original[self.copied..end]);
        self.steps.push((self.text.len(), end));
        self.copied = end;
    }

    fn finish(mut self) -> Option<(String, Vec<(usize, usize)>)> {
        if self.copied == 0 && self.steps.is_empty() {
            return None;
        }
        self.text.push_str(&self.original[self.copied..]);
        Some((self.text, self.steps))
    }
}

/// The longest quote mark, list marker or indentation that is looked at.
const LONGEST_PREFIX: usize = 40;

/// Where the last line of `text` begins, and what the lines below it have to begin with to stay in
/// its quote or list; none if words stand there already.
fn prefix(text: &str) -> (usize, Option<String>) {
    let is_marker = |c: &char| c.is_ascii_digit() || " \t>-*+.)".contains(*c);
    let markers = text
        .chars()
        .rev()
        .take(LONGEST_PREFIX)
        .take_while(is_marker);
    let start = text.len() - markers.count();
    if !(start == 0 || text[..start].ends_with('\n')) {
        return (start, None);
    }
    let blank = |c| if c == '>' || c == '\t' { c } else { ' ' };
    (start, Some(text[start..].chars().map(blank).collect()))
}
