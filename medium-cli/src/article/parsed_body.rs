//! Parses an article's body, and finds its title.
//!
//! ```text
//! text ─ parse ─▶ tree ─ expand ─▶ text ─ parse ─▶ tree     (the second time only if that changed it)
//! ```

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};

use super::expand::{self, comments, expand, unexpanded_ranges};
use super::findings::Findings;
use super::front_matter::{self, Body};
use super::source_map::SourceMap;
use super::{ArticleError, Format, html, html_page, markdown, title};

/// The deepest nesting of quotes and lists: each level costs time for every line of a block.
const MAX_DEPTH: usize = 100;

/// A parsed body.
pub(super) enum ParsedBody<'a> {
    Markdown(MarkdownBody<'a>),
    Html(HtmlBody<'a>),
}

/// The visible part of an HTML file, without comments of template languages.
pub(super) struct HtmlBody<'a> {
    pub(super) text: Cow<'a, str>,
    /// Maps positions in the text to positions in the file.
    pub(super) map: SourceMap<'a>,
}

/// Markdown in which the constructs of other tools are expanded.
pub(super) struct MarkdownBody<'a> {
    pub(super) arena: &'a Arena<'a>,
    pub(super) root: Node<'a>,
    pub(super) text: Cow<'a, str>,
    /// Maps positions in the text to positions in the file.
    pub(super) map: SourceMap<'a>,
}

/// The titles in a body.
pub(super) struct Titles {
    /// The text of the title's heading.
    pub(super) heading: Option<String>,
    /// The text of `<title>`, if there is no heading. It often contains the name of the site.
    pub(super) page: Option<String>,
}

impl Titles {
    pub(super) fn title(&self) -> Option<String> {
        self.page.clone().or_else(|| self.heading.clone())
    }
}

impl<'a> ParsedBody<'a> {
    /// Parses `body`.
    pub(super) fn new(
        path: &Path,
        body: Body<'a>,
        arena: &'a Arena<'a>,
        settings: expand::Settings<'_>,
        findings: &mut Findings,
    ) -> Result<(Self, Titles), ArticleError> {
        match Format::detect(path, body.text) {
            Format::Markdown => {
                let tree = MarkdownBody::new(path, body, arena, settings, findings)?;
                let heading = title_heading(tree.root);
                let titles = Titles {
                    heading,
                    page: None,
                };
                Ok((Self::Markdown(tree), titles))
            }
            Format::Html => {
                if !settings.has_status {
                    check_meta_tags(body, findings);
                }
                let visible =
                    HtmlBody::new(body.part(html_page::body(body.text)), settings, findings);
                let heading = html_page::headings(&visible.text).into_iter().next();
                let heading = heading.map(|heading| heading.text);
                let page = html_page::title(body.text).filter(|_| heading.is_none());
                let page = page.filter(|title| comments::first(title).is_none());
                Ok((Self::Html(visible), Titles { heading, page }))
            }
        }
    }

    pub(super) fn format(&self) -> Format {
        match self {
            Self::Markdown(_) => Format::Markdown,
            Self::Html(_) => Format::Html,
        }
    }
}

impl<'a> MarkdownBody<'a> {
    fn new(
        path: &Path,
        body: Body<'a>,
        arena: &'a Arena<'a>,
        settings: expand::Settings<'_>,
        findings: &mut Findings,
    ) -> Result<Self, ArticleError> {
        if !markdown::has_few_inline_footnotes(body.text) {
            return Err(ArticleError::TooManyInlineFootnotes {
                path: path.to_owned(),
                max: markdown::MAX_INLINE_FOOTNOTES,
            });
        }
        let mut root = markdown::parse(arena, body.text);
        check_depth(path, root, body.lines_above)?;
        let heading = settings.title.is_empty().then(|| title_heading(root));
        let heading = heading.flatten().unwrap_or_default();
        let settings = expand::Settings {
            title: if heading.is_empty() {
                settings.title
            } else {
                &heading
            },
            is_mdx: path.extension().is_some_and(|extension| extension == "mdx"),
            ..settings
        };
        let code = unexpanded_ranges::all(body.text, root);
        let (text, map) = expand_body(body, code, settings, findings);
        if matches!(text, Cow::Owned(_)) {
            root = markdown::parse(arena, &text);
            check_depth(path, root, body.lines_above)?;
        }
        Ok(Self {
            arena,
            root,
            text,
            map,
        })
    }
}

impl<'a> HtmlBody<'a> {
    fn new(body: Body<'a>, settings: expand::Settings<'_>, findings: &mut Findings) -> Self {
        let settings = expand::Settings {
            is_html: true,
            ..settings
        };
        let (text, map) = expand_body(body, html::code(body.text), settings, findings);
        Self { text, map }
    }
}

/// Returns the text of the title's heading in Markdown, which may be an `<h1>` above the first `#`.
fn title_heading(root: Node<'_>) -> Option<String> {
    for node in root.children() {
        match &node.data().value {
            NodeValue::HtmlBlock(html) => {
                if let Some(text) = html_page::first_h1(&html.literal) {
                    return Some(text);
                }
            }
            NodeValue::Heading(heading) if heading.level == 1 => break,
            _ => {}
        }
    }
    title::heading_of(root)
}

/// Rejects Pelican's `<meta name="status" content="draft">` if the front matter has no status, and warns
/// about `<meta name="robots" content="noindex">`.
fn check_meta_tags(body: Body<'_>, findings: &mut Findings) {
    let map = SourceMap::new(body);
    for meta in html_page::metas(body.text) {
        if front_matter::is_private(&meta.name, &meta.content) {
            let source = body.text.get(meta.range.clone()).unwrap_or_default();
            findings.error(
                map.position(meta.range.start),
                source,
                front_matter::SET_STATUS_MESSAGE,
            );
        }
        let is_for_robots = ["robots", "googlebot"].contains(&&*meta.name.to_ascii_lowercase());
        if is_for_robots && front_matter::is_noindex(&meta.content) {
            let source = body.text.get(meta.range.clone()).unwrap_or_default();
            let position = map.position(meta.range.start);
            findings.warn(position, source, front_matter::NOINDEX_HAS_NO_EFFECT);
        }
    }
}

/// Expands the constructs of other tools outside of `code`.
fn expand_body<'a>(
    body: Body<'a>,
    code: Vec<Range<usize>>,
    settings: expand::Settings<'_>,
    findings: &mut Findings,
) -> (Cow<'a, str>, SourceMap<'a>) {
    let mut map = SourceMap::new(body);
    match expand(body, code, settings, findings) {
        None => (Cow::Borrowed(body.text), map),
        Some((expanded, segments)) => {
            for (expanded, original) in segments {
                map.add_segment(expanded, original);
            }
            (Cow::Owned(expanded), map)
        }
    }
}

fn check_depth(path: &Path, root: Node<'_>, lines_above: usize) -> Result<(), ArticleError> {
    use comrak::arena_tree::NodeEdge;
    let mut depth = 0_usize;
    for edge in root.traverse() {
        let (NodeEdge::Start(node) | NodeEdge::End(node)) = edge;
        if !matches!(
            node.data().value,
            NodeValue::BlockQuote | NodeValue::List(_)
        ) {
            continue;
        }
        match edge {
            NodeEdge::Start(_) => depth += 1,
            NodeEdge::End(_) => depth -= 1,
        }
        if depth > MAX_DEPTH {
            return Err(ArticleError::TooDeep {
                path: path.to_owned(),
                line: node.data().sourcepos.start.line + lines_above,
                max: MAX_DEPTH,
            });
        }
    }
    Ok(())
}
