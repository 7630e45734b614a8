//! A body as it is read, before anything in it is changed: then its title is known.
//!
//! ```text
//! text ─ parse ─▶ tree ─ expand ─▶ text ─ parse ─▶ tree     (the second time only if that changed it)
//! ```

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};

use super::expand::{self, comments, expand, literal};
use super::front_matter::{self, Body};
use super::notes::Notes;
use super::source_map::SourceMap;
use super::{ArticleError, Format, html, markdown, page, title};

/// Deeper nesting is not writing; each level costs every line of the block.
const DEEPEST: usize = 100;

/// A body in its own language.
pub(super) enum Reading<'a> {
    Markdown(Tree<'a>),
    Html(Page<'a>),
}

/// What a reader sees of an HTML file, without the comments of templates.
pub(super) struct Page<'a> {
    pub(super) text: Cow<'a, str>,
    /// From places in the text to those in the file.
    pub(super) map: SourceMap<'a>,
}

/// A Markdown text in which other tools' constructs are replaced.
pub(super) struct Tree<'a> {
    pub(super) arena: &'a Arena<'a>,
    pub(super) root: Node<'a>,
    pub(super) text: Cow<'a, str>,
    /// From places in the text to those in the file.
    pub(super) map: SourceMap<'a>,
}

/// What a body says of its title.
pub(super) struct Titles {
    /// The text of the heading that is the title.
    pub(super) heading: Option<String>,
    /// What `<title>` says, if no heading does. It often names the site as well.
    pub(super) page: Option<String>,
}

impl<'a> Reading<'a> {
    /// Reads `body`. What is said of it goes to `notes`.
    pub(super) fn new(
        path: &Path,
        body: Body<'a>,
        arena: &'a Arena<'a>,
        settings: expand::Settings<'_>,
        notes: &mut Notes,
    ) -> Result<(Self, Titles), ArticleError> {
        match Format::of(path, body.text) {
            Format::Markdown => {
                let tree = Tree::new(path, body, arena, settings, notes)?;
                let heading = title::heading_of(tree.root);
                let titles = Titles {
                    heading,
                    page: None,
                };
                Ok((Self::Markdown(tree), titles))
            }
            Format::Html => {
                if !settings.has_status {
                    hear_metas(body, notes);
                }
                let shown = Page::new(body.part(page::body(body.text)), settings, notes);
                let heading = page::headings(&shown.text).into_iter().next();
                let heading = heading.map(|one| one.text);
                let page = page::title(body.text).filter(|_| heading.is_none());
                let page = page.filter(|title| comments::first(title).is_none());
                Ok((Self::Html(shown), Titles { heading, page }))
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

impl<'a> Tree<'a> {
    fn new(
        path: &Path,
        body: Body<'a>,
        arena: &'a Arena<'a>,
        settings: expand::Settings<'_>,
        notes: &mut Notes,
    ) -> Result<Self, ArticleError> {
        if !markdown::has_few_inline_notes(body.text) {
            return Err(ArticleError::TooManyNotes {
                path: path.to_owned(),
                most: markdown::MOST_INLINE_NOTES,
            });
        }
        let mut root = markdown::parse(arena, body.text);
        check_depth(path, root, body.lines_above)?;
        let heading = settings.title.is_empty().then(|| title::heading_of(root));
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
        let code = literal::ranges(body.text, root);
        let (text, map) = expanded(body, code, settings, notes);
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

impl<'a> Page<'a> {
    fn new(body: Body<'a>, settings: expand::Settings<'_>, notes: &mut Notes) -> Self {
        let settings = expand::Settings {
            is_html: true,
            ..settings
        };
        let (text, map) = expanded(body, html::code(body.text), settings, notes);
        Self { text, map }
    }
}

/// Refuses `<meta name="status" content="draft">`, as Pelican reads it, where nothing else says who may
/// see the article, and speaks of `<meta name="robots" content="noindex">`.
fn hear_metas(body: Body<'_>, notes: &mut Notes) {
    let map = SourceMap::new(body.text, body.lines_above);
    for meta in page::metas(body.text) {
        if front_matter::is_private(&meta.name, &meta.content) {
            let source = body.text.get(meta.range.clone()).unwrap_or_default();
            notes.refuse(map.place(meta.range.start), source, front_matter::SAY_IT);
        }
        let is_for_robots = ["robots", "googlebot"].contains(&&*meta.name.to_ascii_lowercase());
        if is_for_robots && front_matter::is_noindex(&meta.content) {
            let source = body.text.get(meta.range.clone()).unwrap_or_default();
            let place = map.place(meta.range.start);
            notes.warn(place, source, front_matter::HIDES_NOTHING);
        }
    }
}

/// The text of a body with other tools' constructs replaced outside of its `code`.
fn expanded<'a>(
    body: Body<'a>,
    code: Vec<Range<usize>>,
    settings: expand::Settings<'_>,
    notes: &mut Notes,
) -> (Cow<'a, str>, SourceMap<'a>) {
    let mut map = SourceMap::new(body.text, body.lines_above);
    match expand(body.text, code, settings, body.lines_above, notes) {
        None => (Cow::Borrowed(body.text), map),
        Some((made, steps)) => {
            for (made, original) in steps {
                map.step(made, original);
            }
            (Cow::Owned(made), map)
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
        if depth > DEEPEST {
            return Err(ArticleError::TooDeep {
                path: path.to_owned(),
                line: node.data().sourcepos.start.line + lines_above,
                most: DEEPEST,
            });
        }
    }
    Ok(())
}
