//! `==highlighted==` text: Medium has bold for it.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

pub(super) fn highlight<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    transform.warn_once(node, "", "Medium has no highlighted text; it becomes bold");
    transform.set(node, NodeValue::Strong);
}
