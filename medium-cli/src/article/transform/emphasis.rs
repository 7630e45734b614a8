//! Emphasis: `==highlighted==` text, for which Medium has bold, and what only some parsers take for
//! emphasis.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

pub(super) fn highlight<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    transform.warn_once(node, "", "Medium has no highlighted text; it becomes bold");
    transform.set(node, NodeValue::Strong);
}

/// Writes emphasis as HTML where CommonMark's own rules see none in its signs.
///
/// Between Chinese, Japanese and Korean words stand no spaces, so that `**重点。**这里` keeps its asterisks
/// in a parser that does not make an exception for them. Nothing says that Medium's does.
pub(super) fn write_out<'a>(transform: &mut Transform<'a, '_, '_>, block: Node<'a>) {
    let nodes: Vec<_> = block.descendants().collect();
    for node in nodes {
        let name = match node.data().value {
            NodeValue::Strong => "strong",
            NodeValue::Emph => "em",
            NodeValue::Strikethrough => "del",
            _ => continue,
        };
        if is_common(node) {
            continue;
        }
        let tag = |html: String| transform.new_node(NodeValue::HtmlInline(html));
        node.insert_before(tag(format!("<{name}>")));
        node.insert_after(tag(format!("</{name}>")));
        transform.unwrap(node);
    }
}

/// Whether the signs of a node open and close emphasis by CommonMark's rules: a sign beside punctuation
/// inside has a space or punctuation outside.
fn is_common(node: Node<'_>) -> bool {
    let (Some(first), Some(last)) = (node.first_child(), node.last_child()) else {
        return true;
    };
    let before = node.previous_sibling().map_or(Edge::Space, edge_at_end);
    let after = node.next_sibling().map_or(Edge::Space, edge_at_start);
    let is_beside_a_word = |inside, outside| inside == Edge::Marker && outside == Edge::Letter;
    !is_beside_a_word(edge_at_start(first), before) && !is_beside_a_word(edge_at_end(last), after)
}

/// What a piece of text begins or ends with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Space,
    Letter,
    /// Punctuation, or the signs of another construct.
    Marker,
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
            Some(c) if !c.is_whitespace() => Edge::Marker,
            _ => Edge::Space,
        },
        NodeValue::SoftBreak | NodeValue::LineBreak => Edge::Space,
        _ => Edge::Marker,
    }
}
