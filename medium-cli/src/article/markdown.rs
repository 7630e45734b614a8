//! Parses and writes Markdown: CommonMark with the extensions of GitHub, Obsidian and common site
//! generators. All parsing of articles goes through this module.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Ast, AstNode, LineColumn, ListDelimType, ListType, NodeList, NodeValue};
use comrak::{Arena, Node, Options, format_commonmark, parse_document};

/// comrak's time is quadratic in the number of unclosed inline footnotes (`^[…`). With more than this
/// many, the extension is turned off.
pub(super) const MAX_INLINE_FOOTNOTES: usize = 2_000;

/// Returns the parser's options.
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
    // Includes GitHub's alerts.
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
    // Keeps unreferenced footnotes in the tree, to report them.
    options.parse.leave_footnote_definitions = true;
    // Escaped characters get separate nodes, so they never start a construct of another tool.
    options.parse.escaped_char_spans = true;
    options
}

/// Parses `text` into `arena`.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, text: &str) -> Node<'a> {
    let mut options = options();
    options.extension.inline_footnotes = has_few_inline_footnotes(text);
    parse_document(arena, text, &options)
}

/// Returns whether inline footnotes are parsed.
pub(super) fn has_few_inline_footnotes(text: &str) -> bool {
    text.matches("^[").nth(MAX_INLINE_FOOTNOTES).is_none()
}

/// Parses `text` and calls `visit` with the root.
pub(super) fn with_parsed<T>(text: &str, visit: impl FnOnce(Node<'_>) -> T) -> T {
    let arena = Arena::new();
    visit(parse(&arena, text))
}

/// Creates a node that isn't in the source.
pub(super) fn node<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    let ast = Ast::new(value, LineColumn { line: 1, column: 1 });
    arena.alloc(AstNode::from(ast))
}

/// Moves all children of a node to the end of another.
pub(super) fn move_children<'a>(from: Node<'a>, to: Node<'a>) {
    while let Some(child) = from.first_child() {
        to.append(child);
    }
}

pub(super) fn detach_children(node: Node<'_>) {
    while let Some(child) = node.first_child() {
        child.detach();
    }
}

/// Writes a tree as CommonMark.
pub(super) fn to_commonmark<'a>(arena: &'a Arena<'a>, root: Node<'a>, bullet: u8) -> String {
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
    // Writing into a String can't fail.
    let _ = format_commonmark(root, &options, &mut markdown);
    without_blank_prefixes(&markdown)
}

/// Keeps the author's escapes. The formatter escapes only CommonMark's own syntax; authors also escape
/// the start of a URL, for example.
fn keep_escapes(root: Node<'_>) {
    let escaped: Vec<_> = root
        .descendants()
        .filter(|node| matches!(node.data().value, NodeValue::Escaped))
        .collect();
    for node in escaped {
        let Some(child) = node.first_child() else {
            continue;
        };
        let escape = child.data().value.text().map(|text| format!("\\{text}"));
        if let Some(escape) = escape {
            child.detach();
            node.data_mut().value = NodeValue::Raw(escape);
        }
    }
}

/// Prevents the formatter from separating a list and the list or code below it by a comment. Code is
/// fenced, bullet lists are joined, and numbered lists alternate between `1.` and `1)`.
fn keep_lists_apart<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let lists: Vec<_> = root
        .descendants()
        .filter(|node| list(node).is_some())
        .collect();
    for node in lists {
        let Some(above) = list(node) else { continue };
        while let Some((next, below)) = next_list(node, above.list_type) {
            if above.list_type == ListType::Ordered {
                next.data_mut().value = NodeValue::List(with_other_delimiter(below, above));
                break;
            }
            move_children(next, node);
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

/// Returns `list` with another delimiter after its numbers than `above`.
pub(super) fn with_other_delimiter(list: NodeList, above: NodeList) -> NodeList {
    let delimiter = match above.delimiter {
        ListDelimType::Period => ListDelimType::Paren,
        ListDelimType::Paren => ListDelimType::Period,
    };
    NodeList { delimiter, ..list }
}

/// Returns the list of the same type directly below another.
fn next_list<'a>(node: Node<'a>, list_type: ListType) -> Option<(Node<'a>, NodeList)> {
    let next = node.next_sibling()?;
    let below = list(next).filter(|below| below.list_type == list_type)?;
    Some((next, below))
}

fn list(node: Node<'_>) -> Option<NodeList> {
    match node.data().value {
        NodeValue::List(list) => Some(list),
        _ => None,
    }
}

/// Removes the prefixes that the formatter writes on empty lines of quotes and lists, and the empty lines
/// before code at the start of a quote.
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

/// Returns the text of a node, with its code, formulas and emoji, but without the alternative text
/// of images.
pub(super) fn text(node: Node<'_>) -> String {
    let mut text = String::new();
    let mut images = 0_usize;
    for edge in node.traverse() {
        let (NodeEdge::Start(node) | NodeEdge::End(node)) = edge;
        if matches!(node.data().value, NodeValue::Image(_)) {
            match edge {
                NodeEdge::Start(_) => images += 1,
                NodeEdge::End(_) => images -= 1,
            }
        }
        if images > 0 || matches!(edge, NodeEdge::End(_)) {
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
