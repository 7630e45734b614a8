//! Converts `==highlighted==` text to bold, and emphasis that only some parsers recognize to HTML.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

pub(super) fn highlight<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    transform.warn_once(node, "", "Medium has no highlighted text; it becomes bold");
    transform.set(node, NodeValue::Strong);
}

/// Writes emphasis as HTML if CommonMark's rules wouldn't recognize it.
///
/// Chinese, Japanese and Korean have no spaces between words, so strict parsers keep the asterisks of
/// `**重点。**这里`. It isn't known whether Medium's parser makes an exception.
pub(super) fn emphasis_to_html<'a>(transform: &mut Transform<'a, '_, '_>, block: Node<'a>) {
    let nodes: Vec<_> = block.descendants().collect();
    for node in nodes {
        let name = match node.data().value {
            NodeValue::Strong => "strong",
            NodeValue::Emph => "em",
            NodeValue::Strikethrough => "del",
            _ => continue,
        };
        if is_recognized(node) {
            continue;
        }
        let tag = |html: String| transform.new_node(NodeValue::HtmlInline(html));
        node.insert_before(tag(format!("<{name}>")));
        node.insert_after(tag(format!("</{name}>")));
        transform.unwrap(node);
    }
}

/// Whether CommonMark recognizes the emphasis: a delimiter next to punctuation inside must have a space or
/// punctuation outside.
fn is_recognized(node: Node<'_>) -> bool {
    let (Some(first), Some(last)) = (node.first_child(), node.last_child()) else {
        return true;
    };
    let before = node.previous_sibling().map_or(Edge::Space, edge_at_end);
    let after = node.next_sibling().map_or(Edge::Space, edge_at_start);
    let touches_word = |inside, outside| inside == Edge::Punctuation && outside == Edge::Letter;
    !touches_word(edge_at_start(first), before) && !touches_word(edge_at_end(last), after)
}

/// The class of a node's first or last character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Space,
    Letter,
    /// Punctuation, or the delimiter of another construct.
    Punctuation,
}

fn edge_at_start(node: Node<'_>) -> Edge {
    edge(node, |text| text.chars().next())
}

fn edge_at_end(node: Node<'_>) -> Edge {
    edge(node, |text| text.chars().next_back())
}

fn edge(node: Node<'_>, character: impl Fn(&str) -> Option<char>) -> Edge {
    match &node.data().value {
        NodeValue::Text(text) => match character(text) {
            Some(c) if c.is_alphanumeric() => Edge::Letter,
            Some(c) if !c.is_whitespace() => Edge::Punctuation,
            _ => Edge::Space,
        },
        NodeValue::SoftBreak | NodeValue::LineBreak => Edge::Space,
        _ => Edge::Punctuation,
    }
}
