//! Converts an article's body to what Medium can show.
//!
//! ```text
//! tree ─ transform, block by block ─▶ render
//! ```

use std::path::Path;

use comrak::Node;
use comrak::nodes::NodeValue;
use url::Url;

use super::content::{Content, Placeholders};
use super::context::{Context, HtmlState};
use super::file_resolver::FileResolver;
use super::findings::{Finding, Findings, WikiLink};
use super::html::{self, Fragment};
use super::images::{ArticleImage, Images};
use super::line_index::LineIndex;
use super::links::Links;
use super::parsed_body::{HtmlBody, MarkdownBody, ParsedBody};
use super::render::{self, Block};
use super::source_map::SourceMap;
use super::transform::{Footnotes, Transform};
use super::{ArticleError, Format, html_page, markdown, title};

/// The settings of a conversion.
#[derive(Debug)]
pub(super) struct Conversion<'a> {
    /// The article's path, as the user wrote it.
    pub(super) path: &'a Path,
    pub(super) resolver: &'a FileResolver,
    pub(super) format: Format,
    pub(super) title: &'a str,
    pub(super) subtitle: Option<&'a str>,
    /// An image to insert above the text.
    pub(super) cover: Option<&'a str>,
    /// The title as a heading, or nothing if the body already begins with it.
    pub(super) prefix: String,
    pub(super) base: Option<Url>,
}

/// A converted body.
#[derive(Debug)]
pub(super) struct Converted {
    pub(super) content: Content,
    pub(super) images: Vec<ArticleImage>,
    pub(super) warnings: Vec<Finding>,
    pub(super) wiki_links: Vec<WikiLink>,
    /// What Medium can't show. With errors, the content is incomplete.
    pub(super) errors: Vec<ArticleError>,
}

impl Conversion<'_> {
    /// Converts a body. `findings` are those of the earlier stages.
    pub(super) fn convert(&self, body: ParsedBody<'_>, findings: Findings) -> Converted {
        match body {
            ParsedBody::Markdown(tree) => self.markdown(&tree, findings),
            ParsedBody::Html(page) => self.html(&page, findings),
        }
    }

    fn context(&self, text: &str, findings: Findings) -> Context<'_> {
        Context {
            findings,
            images: Images::new(self.path, self.resolver),
            links: Links {
                base: self.base.clone(),
                resolver: self.resolver,
            },
            placeholders: Placeholders::new(text),
            html: HtmlState::default(),
            wiki_links: Vec::new(),
        }
    }

    fn markdown(&self, tree: &MarkdownBody<'_>, findings: Findings) -> Converted {
        let mut context = self.context(&tree.text, findings);
        let (text, has_content) = self.transform(tree, &mut context);
        self.finish(&text, has_content, context)
    }

    /// Converts the constructs that Medium lacks. Also returns whether the result has more than a
    /// title.
    fn transform(&self, tree: &MarkdownBody<'_>, context: &mut Context<'_>) -> (String, bool) {
        let MarkdownBody {
            arena, text, map, ..
        } = tree;
        let lines = LineIndex::new(text);
        let mut footnotes = Footnotes::default();
        let mut transform = Transform {
            arena,
            context,
            map,
            lines: &lines,
            footnotes: &mut footnotes,
            changed: false,
        };
        let mut has_content = self.cover.is_some();
        let mut subtitle = self.subtitle.filter(|_| self.prefix.is_empty());
        let nodes: Vec<_> = tree.root.children().collect();
        let mut blocks = Vec::new();
        for (number, node) in nodes.iter().enumerate() {
            let block = Block::new(arena, node);
            transform.changed = false;
            transform.apply(node);
            has_content |= self.has_content(node, &block);
            blocks.push(block.with_changed(transform.changed));
            if let Some(text) = subtitle.filter(|_| is_heading(node, self.title)) {
                subtitle = None;
                let next = nodes.get(number + 1);
                if !next.is_some_and(|next| is_heading(next, text)) {
                    blocks.push(Block::heading(arena, title::as_heading_of(2, text)));
                }
            }
        }
        let mut output = self.above(context, map);
        output.push_str(&render::render(arena, text, blocks));
        if let Some(list) = footnotes.into_list(arena) {
            render::append(&mut output, &markdown::to_commonmark(arena, list, b'-'));
        }
        (output, has_content)
    }

    /// Returns whether readers see more of a block than the title or the subtitle.
    fn has_content(&self, node: Node<'_>, block: &Block<'_>) -> bool {
        match &node.data().value {
            NodeValue::HtmlBlock(html) => {
                html_page::has_content(&html.literal, |text| self.is_title(text))
            }
            NodeValue::Heading(_) if self.is_title(&markdown::text(node)) => false,
            _ => block.shows_something(),
        }
    }

    fn is_title(&self, text: &str) -> bool {
        let is_subtitle = |subtitle| title::same(text, subtitle);
        title::same(text, self.title) || self.subtitle.is_some_and(is_subtitle)
    }

    /// Returns the title, the subtitle and the cover, if they must be added above the body.
    fn above(&self, context: &mut Context<'_>, map: &SourceMap<'_>) -> String {
        let mut above = self.prefix.clone();
        if let Some(subtitle) = self.subtitle.filter(|_| !self.prefix.is_empty()) {
            above.push_str(&match self.format {
                Format::Markdown => format!("{}\n", title::as_heading_of(2, subtitle).trim_end()),
                Format::Html => format!("<h2>{}</h2>\n", html::escape_html(subtitle)),
            });
            if self.format == Format::Markdown {
                above.push('\n');
            }
        }
        let Some(cover) = self.cover else {
            return above;
        };
        let Context {
            images,
            placeholders,
            findings,
            ..
        } = context;
        let url = images.cover_url(cover, map.position(0), placeholders, findings);
        above.push_str(&html_page::cover(self.format, cover, url));
        above
    }

    fn html(&self, page: &HtmlBody<'_>, findings: Findings) -> Converted {
        let (text, map) = (&*page.text, &page.map);
        let mut context = self.context(text, findings);
        let index = LineIndex::new(text);
        let starts = index.starts().iter();
        let lines = starts.map(|start| map.position_in_expanded(*start).line);
        let fragment = Fragment::new(text, map.position(0), false).with_lines(lines);
        let output = self.above(&mut context, map);
        let converted = html::convert(&fragment, &mut context);
        let mut converted = converted.unwrap_or_else(|| text.to_owned());
        if let Some(subtitle) = self.subtitle.filter(|_| self.prefix.is_empty()) {
            converted = html_page::with_subtitle(&converted, self.title, subtitle);
        }
        let has_content =
            self.cover.is_some() || html_page::has_content(&converted, |text| self.is_title(text));
        self.finish(&(output + &converted), has_content, context)
    }

    fn finish(&self, text: &str, has_content: bool, context: Context<'_>) -> Converted {
        let (images, mut errors) = context.images.finish();
        let (warnings, losses) = context.findings.finish(self.path);
        errors.extend(losses);
        if !has_content && errors.is_empty() {
            errors.push(ArticleError::NoContent(self.path.to_owned()));
        }
        let content = Content::new(self.path, text, context.placeholders);
        let mut wiki_links = context.wiki_links;
        wiki_links.sort_by_key(|link| (link.warning.line, link.warning.column));
        Converted {
            content,
            images,
            warnings,
            wiki_links,
            errors,
        }
    }
}

/// Returns whether a block is the heading `text`, or an HTML block with it.
fn is_heading(node: Node<'_>, text: &str) -> bool {
    match &node.data().value {
        NodeValue::Heading(_) => title::same(&markdown::text(node), text),
        NodeValue::HtmlBlock(html) => {
            html_page::first_h1(&html.literal).is_some_and(|heading| title::same(&heading, text))
        }
        _ => false,
    }
}
