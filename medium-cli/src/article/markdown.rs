//! The one way in which this crate reads Markdown: CommonMark with GitHub's and Obsidian's
//! extensions, and the usual ones of site generators.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Ast, AstNode, LineColumn, ListDelimType, ListType, NodeList, NodeValue};
use comrak::{Arena, Node, Options, format_commonmark, parse_document};

use super::html_page;

/// comrak takes time that grows with the square of inline notes (`^[…`) that are never closed. An
/// article that has more than this many is read as if it had none.
pub(super) const MAX_INLINE_FOOTNOTES: usize = 2_000;

/// The options of every parse.
pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.strikethrough = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.description_lists = true;
    // These are GitHub's alerts as well.
    extension.ofm_callouts = true;
    extension.ofm_comments = true;
    extension.wikilinks_title_after_pipe = true;
    extension.wikilinks_ignore_embeds = true;
    extension.highlight = true;
    extension.superscript = true;
    extension.subscript = true;
    extension.math_dollars = true;
    extension.shortcodes = true;
    extension.block_directive = true;
    extension.cjk_friendly_emphasis = true;
    // A note that nothing refers to is in the tree, so that it can be spoken of.
    options.parse.leave_footnote_definitions = true;
    // What is escaped is text to other tools' constructs as well: nodes of its own keep it apart.
    options.parse.escaped_char_spans = true;
    options
}

/// Parses `text` into `arena`.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, text: &str) -> Node<'a> {
    let mut options = options();
    options.extension.inline_footnotes = has_few_inline_footnotes(text);
    parse_document(arena, text, &options)
}

/// Whether inline notes are read.
pub(super) fn has_few_inline_footnotes(text: &str) -> bool {
    text.matches("^[").nth(MAX_INLINE_FOOTNOTES).is_none()
}

/// Parses `text` and hands its root to `look`.
pub(super) fn parsed<T>(text: &str, look: impl FnOnce(Node<'_>) -> T) -> T {
    let arena = Arena::new();
    look(parse(&arena, text))
}

/// A node that stands nowhere in the source.
pub(super) fn node<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    let ast = Ast::new(value, LineColumn { line: 1, column: 1 });
    arena.alloc(AstNode::from(ast))
}

/// As CommonMark. What is written has only what CommonMark and GitHub have.
pub(super) fn written<'a>(arena: &'a Arena<'a>, root: Node<'a>, bullet: u8) -> String {
    keep_lists_apart(arena, root);
    keep_escapes(root);
    let mut options = Options::default();
    options.render.prefer_fenced = true;
    options.render.list_style = match bullet {
        b'+' => comrak::options::ListStyleType::Plus,
        b'*' => comrak::options::ListStyleType::Star,
        _ => comrak::options::ListStyleType::Dash,
    };
    let mut markdown = String::new();
    // Writing into a String cannot fail.
    let _ = format_commonmark(root, &options, &mut markdown);
    without_blank_prefixes(&markdown)
}

/// The formatter escapes what CommonMark would read. What the author escaped may be more, such as the
/// beginning of an address.
fn keep_escapes(root: Node<'_>) {
    let escaped: Vec<_> = root
        .descendants()
        .filter(|node| matches!(node.data().value, NodeValue::Escaped))
        .collect();
    for node in escaped {
        let Some(child) = node.first_child() else {
            continue;
        };
        let sign = child.data().value.text().map(|text| format!("\\{text}"));
        if let Some(sign) = sign {
            child.detach();
            node.data_mut().value = NodeValue::Raw(sign);
        }
    }
}

/// The formatter puts a comment between a list and a list or code below it. No comment is ever sent, and
/// none is needed: code is fenced, bullets are joined, and numbers get another sign behind them.
fn keep_lists_apart<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let lists: Vec<_> = root
        .descendants()
        .filter(|node| list(node).is_some())
        .collect();
    for node in lists {
        let Some(above) = list(node) else { continue };
        while let Some((next, below)) = next_list(node, above.list_type) {
            if above.list_type == ListType::Ordered {
                let delimiter = match above.delimiter {
                    ListDelimType::Period => ListDelimType::Paren,
                    ListDelimType::Paren => ListDelimType::Period,
                };
                next.data_mut().value = NodeValue::List(NodeList { delimiter, ..below });
                break;
            }
            let items: Vec<_> = next.children().collect();
            for item in items {
                node.append(item);
            }
            next.detach();
        }
        let is_marked = |next: Node<'_>| {
            matches!(
                next.data().value,
                NodeValue::CodeBlock(_) | NodeValue::List(_)
            )
        };
        if node.next_sibling().is_some_and(is_marked) {
            node.insert_after(self::node(arena, NodeValue::Paragraph));
        }
    }
}

/// The list of the same kind that stands directly below another.
fn next_list<'a>(node: Node<'a>, kind: ListType) -> Option<(Node<'a>, NodeList)> {
    let next = node.next_sibling()?;
    let below = list(next).filter(|below| below.list_type == kind)?;
    Some((next, below))
}

fn list(node: Node<'_>) -> Option<NodeList> {
    match node.data().value {
        NodeValue::List(list) => Some(list),
        _ => None,
    }
}

/// The formatter puts the marks of quotes and lists before empty lines too, and empty lines before
/// code that a quote begins with.
fn without_blank_prefixes(markdown: &str) -> String {
    let is_blank = |line: &str| line.bytes().all(|byte| matches!(byte, b' ' | b'>'));
    let lines = markdown.lines().map(|line| {
        if is_blank(line) {
            line.trim_end()
        } else {
            line
        }
    });
    let mut clean = String::with_capacity(markdown.len());
    for line in lines.skip_while(|line| is_blank(line)) {
        clean.push_str(line);
        clean.push('\n');
    }
    clean
}

/// The words of a node, code and formulas included, and its emoji. The words of a picture stand for
/// it, and are none of the text's.
pub(super) fn text(node: Node<'_>) -> String {
    let mut text = String::new();
    let mut pictures = 0_usize;
    for edge in node.traverse() {
        let (NodeEdge::Start(node) | NodeEdge::End(node)) = edge;
        if matches!(node.data().value, NodeValue::Image(_)) {
            match edge {
                NodeEdge::Start(_) => pictures += 1,
                NodeEdge::End(_) => pictures -= 1,
            }
        }
        if pictures > 0 || matches!(edge, NodeEdge::End(_)) {
            continue;
        }
        match &node.data().value {
            NodeValue::Text(literal) => text.push_str(literal),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::Math(math) => text.push_str(&math.literal),
            NodeValue::ShortCode(code) => text.push_str(&code.emoji),
            NodeValue::LineBreak | NodeValue::SoftBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Whether a reader sees anything of a node: words, code, a picture.
pub(super) fn shows_something(node: Node<'_>) -> bool {
    node.descendants().any(|node| match &node.data().value {
        NodeValue::Text(text) => !text.trim().is_empty(),
        NodeValue::Code(code) => !code.literal.trim().is_empty(),
        NodeValue::CodeBlock(code) => !code.literal.trim().is_empty(),
        NodeValue::Math(_) | NodeValue::Image(_) | NodeValue::ShortCode(_) => true,
        NodeValue::HtmlBlock(html) => html_page::has_content(&html.literal, |_| false),
        NodeValue::HtmlInline(html) | NodeValue::Raw(html) => {
            html_page::has_content(html, |_| false)
        }
        _ => false,
    })
}
