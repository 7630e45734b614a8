//! Converts constructs that Medium lacks to ones that it has, one construct per file.
//!
//! The tree of each block is changed in place, innermost nodes first. Unchanged blocks are later copied
//! from the source, changed ones are written from their trees.

mod attributes;
mod callouts;
mod code;
mod emphasis;
mod footnotes;
mod html;
mod images;
mod line_comments;
mod links;
mod lists;
mod math;
mod other_tools;
pub(super) mod superscripts;
mod tables;
mod untranslated;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;
use comrak::{Arena, Node};

use super::context::Context;
use super::findings::Position;
use super::line_index::LineIndex;
use super::markdown;
use super::source_map::SourceMap;
use super::step_counter;

pub(super) use footnotes::Footnotes;

/// The state that each construct's function receives.
pub(super) struct Transform<'a, 'c, 'x> {
    pub(super) arena: &'a Arena<'a>,
    pub(super) context: &'c mut Context<'x>,
    pub(super) map: &'c SourceMap<'c>,
    pub(super) lines: &'c LineIndex<'c>,
    pub(super) footnotes: &'c mut Footnotes<'a>,
    /// Whether the current block was changed.
    pub(super) changed: bool,
}

/// How many characters of a source are compared to find its position in the text.
const COMPARED: usize = 20;

impl<'a, 'c> Transform<'a, 'c, '_> {
    /// Converts `block` and everything in it.
    pub(super) fn apply(&mut self, block: Node<'a>) {
        let nodes = outside_images(block);
        // HTML tags must be visited in the order of the text, since start tags affect end tags.
        for node in &nodes {
            let value = node.data().value.clone();
            match value {
                NodeValue::HtmlBlock(html) => html::block(self, node, &html),
                NodeValue::HtmlInline(html) => html::inline(self, node, &html),
                _ => {}
            }
        }
        for node in nodes.into_iter().rev() {
            self.convert(node);
        }
        emphasis::emphasis_to_html(self, block);
    }

    fn convert(&mut self, node: Node<'a>) {
        step_counter::add(1);
        let value = node.data().value.clone();
        match value {
            NodeValue::MultilineComment(comment) => {
                self.comment(node, &comment.literal, comment.closed)
            }
            NodeValue::CodeBlock(code) => code::convert(self, node, &code),
            NodeValue::FootnoteDefinition(note) => footnotes::definition(self, node, &note),
            NodeValue::TaskItem(task) => lists::task(self, node, task),
            NodeValue::List(_) => lists::flatten(self, node),
            NodeValue::Callout(callout) => callouts::callout(self, node, &callout),
            NodeValue::BlockDirective(directive) => {
                callouts::directive(self, node, &directive.info)
            }
            NodeValue::DescriptionList => lists::definitions(self, node),
            NodeValue::Table(table) => tables::convert(self, node, &table),
            NodeValue::Paragraph => {
                line_comments::remove(self, node);
                untranslated::paragraph(self, node);
            }
            NodeValue::Heading(_) => untranslated::paragraph(self, node),
            NodeValue::ThematicBreak => other_tools::rule(self, node),
            inline => self.convert_inline(node, inline),
        }
    }

    fn convert_inline(&mut self, node: Node<'a>, value: NodeValue) {
        match value {
            NodeValue::Text(text) => {
                attributes::in_text(self, node, &text);
                untranslated::report(self, node, &text);
            }
            NodeValue::ShortCode(code) => self.set(node, NodeValue::Text(code.emoji.into())),
            NodeValue::Highlight | NodeValue::Insert => emphasis::highlight(self, node),
            NodeValue::Superscript => superscripts::superscript(self, node),
            NodeValue::Subscript => superscripts::subscript(self, node),
            NodeValue::CommentInline(comment) => self.inline_comment(node, &comment.literal),
            NodeValue::Math(math) => math::convert(self, node, &math),
            NodeValue::Code(code) => code::inline(self, node, &code.literal),
            NodeValue::WikiLink(link) => links::wiki(self, node, &link.url),
            NodeValue::Link(link) => links::link(self, node, &link),
            NodeValue::Image(link) => images::image(self, node, &link),
            NodeValue::FootnoteReference(note) => footnotes::reference(self, node, &note),
            _ => {}
        }
    }

    /// Removes an Obsidian comment `%%` over whole lines.
    fn comment(&mut self, node: Node<'a>, comment: &str, is_closed: bool) {
        if !is_closed {
            let message = "this Obsidian comment is never closed, and may hide the rest of the text; close it";
            self.error(node, &format!("%%{comment}"), message);
        }
        self.remove(node);
    }

    /// Removes an inline Obsidian comment. After a number, `%%` may be percent signs, so that gets a warning.
    fn inline_comment(&mut self, node: Node<'a>, comment: &str) {
        let ends = |node: Node<'a>| {
            let data = node.data();
            let text = data.value.text();
            text.is_some_and(|text| text.ends_with(char::is_alphanumeric))
        };
        if node.previous_sibling().is_some_and(ends) {
            let message = "left out as an Obsidian comment; to keep it, put the percent signs between \
                           backticks";
            self.warn(node, &format!("%%{comment}%%"), message);
        }
        self.remove_inline(node);
    }

    /// Returns the position of `source` within a text node, or of the node if it isn't found.
    fn position_in(&self, node: Node<'a>, source: &str) -> Position {
        let start = node.data().sourcepos.start;
        let offset = self.lines.offset(start.line, start.column);
        let data = node.data();
        if let (NodeValue::Text(text), Some(offset)) = (&data.value, offset) {
            let all = self.lines.text();
            let end = all.len().min(offset + 2 * text.len());
            let end = (end..all.len()).find(|end| all.is_char_boundary(*end));
            let within = &all[offset..end.unwrap_or(all.len())];
            let start_of_source: String = source.chars().take(COMPARED).collect();
            step_counter::add(within.len());
            if let Some(found) = within.find(start_of_source.trim_end()) {
                return self.map.position_in_expanded(offset + found);
            }
        }
        self.position(node)
    }

    /// Returns the position of a node in the article's file.
    fn position(&self, node: Node<'a>) -> Position {
        let start = node.data().sourcepos.start;
        self.map.position_at(self.lines, start.line, start.column)
    }

    fn warn(&mut self, node: Node<'a>, source: &str, message: &str) {
        let position = self.position_in(node, source);
        self.context.findings.warn(position, source, message);
    }

    fn warn_once(&mut self, node: Node<'a>, source: &str, message: &str) {
        let position = self.position(node);
        let source = if source.is_empty() {
            self.first_line(node)
        } else {
            source
        };
        self.context.findings.warn_once(position, source, message);
    }

    /// Returns the source of the first line of a node.
    fn first_line(&self, node: Node<'a>) -> &'c str {
        let (lines, position) = (self.lines, node.data().sourcepos);
        let (start, end) = (position.start, position.end);
        let from = lines.offset(start.line, start.column);
        let to = if start.line == end.line {
            lines.offset(end.line, end.column + 1)
        } else {
            lines.end(start.line)
        };
        let range = from.zip(to).map(|(from, to)| from..to);
        let line = range.and_then(|range| lines.text().get(range));
        line.unwrap_or_default()
    }

    fn error_unless_lossy(&mut self, node: Node<'a>, source: &str, message: &str) {
        let position = self.position_in(node, source);
        self.context
            .findings
            .error_unless_lossy(position, source, message);
    }

    fn error(&mut self, node: Node<'a>, source: &str, message: &str) {
        let position = self.position_in(node, source);
        self.context.findings.error(position, source, message);
    }

    fn new_node(&self, value: NodeValue) -> Node<'a> {
        markdown::node(self.arena, value)
    }

    fn text(&self, text: impl Into<String>) -> Node<'a> {
        self.new_node(NodeValue::Text(text.into().into()))
    }

    /// Changes the type of a node. Its children stay.
    fn set(&mut self, node: Node<'a>, value: NodeValue) {
        node.data_mut().value = value;
        self.changed = true;
    }

    fn set_text(&mut self, node: Node<'a>, text: impl Into<String>) {
        markdown::detach_children(node);
        self.set(node, NodeValue::Text(text.into().into()));
    }

    fn remove(&mut self, node: Node<'a>) {
        node.detach();
        self.changed = true;
    }

    /// Removes an inline node and one of the spaces around it. Two spaces at the end of a line would be a line
    /// break.
    fn remove_inline(&mut self, node: Node<'a>) {
        let ends = |node: Node<'a>| {
            let data = node.data();
            data.value.text().is_some_and(|text| text.ends_with(' '))
        };
        if node.previous_sibling().is_none_or(ends)
            && let Some(next) = node.next_sibling()
            && let NodeValue::Text(text) = &mut next.data_mut().value
            && text.starts_with(' ')
        {
            text.to_mut().remove(0);
        }
        if node.next_sibling().is_none()
            && let Some(previous) = node.previous_sibling()
            && let NodeValue::Text(text) = &mut previous.data_mut().value
        {
            *text = text.trim_end().to_owned().into();
        }
        self.remove(node);
    }

    /// Replaces a node with its children.
    fn unwrap(&mut self, node: Node<'a>) {
        while let Some(child) = node.first_child() {
            node.insert_before(child);
        }
        self.remove(node);
    }

    /// Creates a paragraph in bold.
    fn bold(&self, text: &str) -> Node<'a> {
        let paragraph = self.new_node(NodeValue::Paragraph);
        paragraph.append(self.text(text));
        self.embolden(paragraph);
        paragraph
    }

    /// Puts the content of a paragraph in bold.
    fn embolden(&self, paragraph: Node<'a>) {
        let strong = self.new_node(NodeValue::Strong);
        markdown::move_children(paragraph, strong);
        paragraph.append(strong);
    }
}

/// Returns the nodes of `block`, without the alternative text of images.
fn outside_images<'a>(block: Node<'a>) -> Vec<Node<'a>> {
    let (mut nodes, mut images) = (Vec::new(), 0_usize);
    for edge in block.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                let is_image = matches!(node.data().value, NodeValue::Image(_));
                if images == 0 {
                    nodes.push(node);
                }
                images += usize::from(is_image);
            }
            NodeEdge::End(node) => {
                if matches!(node.data().value, NodeValue::Image(_)) {
                    images -= 1;
                }
            }
        }
    }
    nodes
}
