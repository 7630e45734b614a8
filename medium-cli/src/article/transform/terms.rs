//! Lists of definitions become paragraphs: each term in bold, and what it means below.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

pub(super) fn convert<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    let message = "Medium has no lists of definitions; the terms become bold";
    transform.warn_once(node, "", message);
    let parts: Vec<_> = node.children().flat_map(|item| item.children()).collect();
    for part in parts {
        let is_term = matches!(part.data().value, NodeValue::DescriptionTerm);
        let blocks: Vec<_> = part.children().collect();
        for block in blocks {
            if is_term {
                let strong = transform.new_node(NodeValue::Strong);
                let words: Vec<_> = block.children().collect();
                for word in words {
                    strong.append(word);
                }
                block.append(strong);
            }
            node.insert_before(block);
        }
    }
    transform.remove(node);
}
