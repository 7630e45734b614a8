//! Expands the constructs that other tools process before they parse Markdown: shortcodes, template tags,
//! components and embeds. They are replaced by equivalent Markdown.
//!
//! Each file handles one language or one position. Its function gets the text and an offset at which a construct may start, and
//! returns the end of the construct and its replacement. Code is left unchanged.

mod arguments;
pub(super) mod comments;
mod critic_markup;
mod html;
mod hugo;
mod images;
mod jsx;
pub(super) mod latex;
mod line_start;
mod liquid;
mod mdx_imports;
mod obsidian;
mod rewriter;
mod search;
mod shortcodes;
pub(super) mod unexpanded_ranges;

use std::ops::Range;

use url::Url;

use super::findings::Findings;
use super::front_matter::Body;
use super::source_map::SourceMap;
use super::step_counter;
use rewriter::Rewriter;
use search::Search;

/// The settings of an expansion.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Settings<'a> {
    /// Whether the text is MDX, in which braces are expressions.
    pub(super) is_mdx: bool,
    /// Whether the text is HTML, in which nothing is replaced by Markdown.
    pub(super) is_html: bool,
    /// Whether the front matter has a status.
    pub(super) has_status: bool,
    /// The article's title.
    pub(super) title: &'a str,
    /// The base URL of the article.
    pub(super) base: Option<&'a Url>,
}

/// The end and the replacement of a construct.
#[derive(Debug)]
struct Expansion {
    end: usize,
    replacement: Replacement,
}

#[derive(Debug)]
enum Replacement {
    /// Text within a line.
    Inline(String),
    /// Separate lines.
    Block(String),
    /// The construct stays unchanged.
    Keep,
}

impl Expansion {
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

/// The state that each language's function receives.
struct ExpandContext<'a, 'd> {
    search: Search<'a>,
    settings: Settings<'a>,
    map: &'d SourceMap<'a>,
    findings: &'d mut Findings,
    /// The start of the next code. No construct extends into it.
    next_code: usize,
}

impl ExpandContext<'_, '_> {
    /// Reports a construct that can't be converted.
    fn error_unless_lossy(&mut self, range: Range<usize>, message: &str) {
        let source = self.search.text.get(range.clone()).unwrap_or_default();
        self.findings
            .error_unless_lossy(self.map.position(range.start), source, message);
    }

    fn warn(&mut self, range: Range<usize>, message: &str) {
        let source = self.search.text.get(range.clone()).unwrap_or_default();
        self.findings
            .warn(self.map.position(range.start), source, message);
    }

    /// Reports a construct that may be private.
    fn error(&mut self, range: Range<usize>, message: &str) {
        let source = self.search.text.get(range.clone()).unwrap_or_default();
        self.findings
            .error(self.map.position(range.start), source, message);
    }

    /// Rejects a construct whose arguments contain a comment, which would be published, in a caption for
    /// example.
    fn reject_comment_in(&mut self, range: Range<usize>, arguments: &str) {
        let may_hold_one = arguments.contains(['<', '{', '%', '\\', '@']);
        if may_hold_one && comments::first(arguments).is_some() {
            self.error(
                range,
                "this contains a comment, which would be published; remove it",
            );
        }
    }

    fn expansion_at(&mut self, offset: usize) -> Option<Expansion> {
        step_counter::add(1);
        if let Some(comment) = comments::comment(self, offset) {
            return Some(comment);
        }
        if self.settings.is_html {
            return html::template(self, offset);
        }
        match self.search.text.as_bytes()[offset] {
            b'!' => obsidian::embed(self, offset)
                .or_else(|| images::image(self, offset))
                .or_else(|| line_start::admonition(self, offset)),
            b'\\' => latex::formula(self, offset),
            b'<' => html::element(self, offset).or_else(|| jsx::tag(self, offset)),
            b'{' => critic_markup::change(self, offset).or_else(|| self.braces(offset)),
            b'%' => line_start::embed(self, offset).or_else(|| obsidian::comment(self, offset)),
            _ => line_start::construct(self, offset)
                .or_else(|| mdx_imports::remove_import_or_export(self, offset)),
        }
    }

    fn braces(&mut self, offset: usize) -> Option<Expansion> {
        if self.settings.is_mdx {
            return jsx::expression(self, offset);
        }
        hugo::shortcode(self, offset).or_else(|| liquid::tag(self, offset))
    }
}

/// Expands all constructs outside of `code`. Returns the new text with its segments, or `None` if nothing
/// changed.
pub(super) fn expand(
    body: Body<'_>,
    code: Vec<Range<usize>>,
    settings: Settings<'_>,
    findings: &mut Findings,
) -> Option<(String, Vec<(usize, usize)>)> {
    let (text, map) = (body.text, SourceMap::new(body));
    let mut context = ExpandContext {
        search: Search::new(text),
        settings,
        map: &map,
        findings,
        next_code: text.len(),
    };
    let mut rewriter = Rewriter::new(text);
    let (mut offset, mut unexpanded) = (0, code.into_iter().peekable());
    while let Some(next) = next_start(text, offset) {
        while let Some(code) = unexpanded.next_if(|range| range.end <= next) {
            hugo::unescape(&mut rewriter, code);
        }
        if let Some(code) = unexpanded.next_if(|range| range.contains(&next)) {
            offset = code.end;
            hugo::unescape(&mut rewriter, code);
            continue;
        }
        offset = next + 1;
        context.next_code = unexpanded.peek().map_or(text.len(), |code| code.start);
        if let Some(found) = context.expansion_at(next) {
            offset = found.end.max(offset);
            rewriter.replace(next..offset, found.replacement);
        }
    }
    unexpanded.for_each(|code| hugo::unescape(&mut rewriter, code));
    rewriter.finish()
}

/// Returns the next offset at which a construct may start: one of these characters, or the start of
/// a line.
fn next_start(text: &str, from: usize) -> Option<usize> {
    if (from == 0 || text[..from].ends_with('\n'))
        && let Some(start) = line_start::start(text, from)
    {
        return Some(start);
    }
    let mut offset = from;
    loop {
        let found = offset
            + text
                .get(offset..)?
                .find(['!', '<', '{', '\\', '%', '@', '\n'])?;
        if text.as_bytes()[found] != b'\n' {
            return Some(found);
        }
        offset = found + 1;
        if let Some(start) = line_start::start(text, offset) {
            return Some(start);
        }
    }
}
