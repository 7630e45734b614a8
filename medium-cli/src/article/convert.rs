//! An article's body as Medium is to have it: read into a tree, changed, and written.
//!
//! ```text
//! text ─ parse ─▶ tree ─ expand ─▶ text ─ parse ─▶ tree ─ transform, block by block ─▶ render
//! ```

use std::path::Path;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};
use url::Url;

use super::content::{Content, Holes};
use super::context::{Context, HtmlState};
use super::expand::{self, expand};
use super::front_matter::Body;
use super::html::{self, Fragment};
use super::links::Links;
use super::local::Places;
use super::notes::{Note, Notes, Place};
use super::pictures::{ImageUse, Pictures};
use super::render::{self, Block};
use super::source_map::SourceMap;
use super::text::Lines;
use super::transform::{Footnotes, Transform};
use super::{ArticleError, Format, markdown, page, title};

/// Deeper nesting is not writing; each level costs every line of the block.
const DEEPEST: usize = 100;

/// What a body is converted with.
#[derive(Debug)]
pub(super) struct Conversion<'a> {
    /// The file as it was named.
    pub(super) path: &'a Path,
    pub(super) places: &'a Places,
    pub(super) format: Format,
    pub(super) title: &'a str,
    pub(super) subtitle: Option<&'a str>,
    /// A picture to put on top.
    pub(super) cover: Option<&'a str>,
    /// What stands above the body: the title, where the body doesn't begin with it.
    pub(super) prefix: String,
    pub(super) base: Option<Url>,
    pub(super) lossy: bool,
}

/// A body as Medium is to have it.
#[derive(Debug)]
pub(super) struct Converted {
    pub(super) content: Content,
    pub(super) images: Vec<ImageUse>,
    pub(super) notes: Vec<Note>,
}

impl Conversion<'_> {
    pub(super) fn convert(&self, body: &Body<'_>) -> Result<Converted, ArticleError> {
        match self.format {
            Format::Markdown => self.markdown(body),
            Format::Html => self.html(body),
        }
    }

    fn context(&self, text: &str, notes: Notes) -> Context<'_> {
        Context {
            notes,
            pictures: Pictures::new(self.path, self.places),
            links: Links {
                base: self.base.clone(),
                places: self.places,
            },
            holes: Holes::new(text),
            html: HtmlState::default(),
        }
    }

    fn markdown(&self, body: &Body<'_>) -> Result<Converted, ArticleError> {
        if !markdown::has_few_inline_notes(body.text) {
            return Err(ArticleError::TooManyNotes {
                path: self.path.to_owned(),
                most: markdown::MOST_INLINE_NOTES,
            });
        }
        let arena = Arena::new();
        let mut root = markdown::parse(&arena, body.text);
        self.check_depth(root, body.lines_above)?;
        let mut notes = Notes::new(self.lossy);
        let settings = expand::Settings {
            is_mdx: self
                .path
                .extension()
                .is_some_and(|extension| extension == "mdx"),
            title: self.title,
            base: self.base.as_ref(),
        };
        let expanded = expand(body.text, root, settings, body.lines_above, &mut notes);
        let mut map = SourceMap::new(body.text, body.lines_above);
        let mut text = body.text;
        if let Some((made, steps)) = &expanded {
            for (made, original) in steps {
                map.step(*made, *original);
            }
            text = made;
            root = markdown::parse(&arena, text);
        }
        let mut context = self.context(text, notes);
        let content = self.transformed(&arena, root, text, &map, &mut context);
        self.finish(&content, context)
    }

    /// The text with the constructs that Medium lacks turned into what it has.
    fn transformed<'a>(
        &self,
        arena: &'a Arena<'a>,
        root: Node<'a>,
        text: &str,
        map: &SourceMap<'_>,
        context: &mut Context<'_>,
    ) -> String {
        let lines = Lines::new(text);
        let mut footnotes = Footnotes::default();
        let mut transform = Transform {
            arena,
            context,
            map,
            lines: &lines,
            footnotes: &mut footnotes,
            touched: false,
        };
        let mut subtitle = self.subtitle.filter(|_| self.prefix.is_empty());
        let nodes: Vec<_> = root.children().collect();
        let mut blocks = Vec::new();
        for node in nodes {
            let below = subtitle.filter(|_| self.is_title(node));
            let block = Block::new(arena, node);
            transform.touched = false;
            transform.apply(node);
            blocks.push(block.touched(transform.touched));
            if let Some(text) = below {
                subtitle = None;
                let is_there = node
                    .next_sibling()
                    .is_some_and(|next| is_heading(next, text));
                if !is_there {
                    blocks.push(Block::heading(arena, title::as_heading_of(2, text)));
                }
            }
        }
        let mut made = self.above(context, map);
        made.push_str(&render::text(text, blocks));
        if let Some(notes) = footnotes.finish(arena) {
            render::append(&mut made, &markdown::written(notes, b'-'));
        }
        made
    }

    fn is_title(&self, node: Node<'_>) -> bool {
        is_heading(node, self.title)
    }

    /// The title, the subtitle and the cover, as far as they stand above the body.
    fn above(&self, context: &mut Context<'_>, map: &SourceMap<'_>) -> String {
        let mut above = self.prefix.clone();
        if let Some(subtitle) = self.subtitle.filter(|_| !self.prefix.is_empty()) {
            above.push_str(&match self.format {
                Format::Markdown => format!("{}\n", title::as_heading_of(2, subtitle).trim_end()),
                Format::Html => format!("<h2>{}</h2>\n", html::escaped(subtitle)),
            });
            if self.format == Format::Markdown {
                above.push('\n');
            }
        }
        let Some(cover) = self.cover else {
            return above;
        };
        let Context {
            pictures,
            holes,
            notes,
            ..
        } = context;
        let address = pictures.address(cover, map.place(0), holes, notes);
        above.push_str(&page::cover(self.format, cover, address));
        above
    }

    fn html(&self, body: &Body<'_>) -> Result<Converted, ArticleError> {
        let place = Place {
            line: body.lines_above + 1,
            column: 1,
        };
        let mut context = self.context(body.text, Notes::new(self.lossy));
        let fragment = Fragment::new(body.text, place, false);
        let map = SourceMap::new(body.text, body.lines_above);
        let made = self.above(&mut context, &map);
        let converted = html::convert(&fragment, &mut context);
        let mut converted = converted.unwrap_or_else(|| body.text.to_owned());
        if let Some(subtitle) = self.subtitle.filter(|_| self.prefix.is_empty()) {
            converted = page::with_subtitle(&converted, self.title, subtitle);
        }
        self.finish(&(made + &converted), context)
    }

    fn finish(&self, text: &str, context: Context<'_>) -> Result<Converted, ArticleError> {
        let (images, problems) = context.pictures.finish();
        let notes = context.notes.finish();
        let mut errors = Vec::new();
        if !problems.is_empty() {
            errors.push(ArticleError::Images(problems));
        }
        let notes = notes.unwrap_or_else(|losses| {
            errors.push(ArticleError::Untranslatable {
                path: self.path.to_owned(),
                losses,
            });
            Vec::new()
        });
        if !errors.is_empty() {
            return Err(ArticleError::all(errors));
        }
        let content = Content::new(text, context.holes);
        Ok(Converted {
            content,
            images,
            notes,
        })
    }

    fn check_depth(&self, root: Node<'_>, lines_above: usize) -> Result<(), ArticleError> {
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
                    path: self.path.to_owned(),
                    line: node.data().sourcepos.start.line + lines_above,
                    most: DEEPEST,
                });
            }
        }
        Ok(())
    }
}

/// A Markdown text as it is read for its title: without comments, and with what other tools replace.
/// What is wrong with it is said when the article is converted.
pub(super) fn expanded(text: &str) -> String {
    let arena = Arena::new();
    let settings = expand::Settings {
        is_mdx: false,
        title: "",
        base: None,
    };
    let root = markdown::parse(&arena, text);
    let made = expand(text, root, settings, 0, &mut Notes::new(true));
    made.map_or_else(|| text.to_owned(), |(made, _)| made)
}

fn is_heading(node: Node<'_>, text: &str) -> bool {
    matches!(node.data().value, NodeValue::Heading(_)) && title::same(&markdown::text(node), text)
}
