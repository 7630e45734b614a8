//! Converts task lists, nested lists and definition lists.

use comrak::Node;
use comrak::nodes::{ListType, NodeList, NodeTaskItem, NodeValue};

use super::Transform;

const MESSAGE: &str = "Medium has no nested lists; inner items become lines of the outer item";
const NOT_CONVERTED: &str = "Medium has no nested lists, and this one has more than plain text; all items \
                             may become one list";

/// Converts `- [x] done` to `- ☑ done`.
pub(super) fn task<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, task: NodeTaskItem) {
    transform.warn_once(
        node,
        "",
        "Medium has no task lists; the boxes become ☐ and ☑",
    );
    let list = node.parent().and_then(list_of).unwrap_or_default();
    let text = if task.symbol.is_some() {
        "☑ "
    } else {
        "☐ "
    };
    let text = transform.text(text);
    match node.first_child() {
        Some(first) if matches!(first.data().value, NodeValue::Paragraph) => first.prepend(text),
        _ => {
            let paragraph = transform.new_node(NodeValue::Paragraph);
            paragraph.append(text);
            node.prepend(paragraph);
        }
    }
    transform.set(node, NodeValue::Item(list));
}

fn list_of(node: Node<'_>) -> Option<NodeList> {
    match node.data().value {
        NodeValue::List(list) => Some(list),
        _ => None,
    }
}

/// Converts a nested list to lines below the item's text, if its items are plain text.
pub(super) fn flatten<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    remove_empty(transform, node);
    let is_item = |value: &NodeValue| matches!(value, NodeValue::Item(_) | NodeValue::TaskItem(_));
    if !node
        .parent()
        .is_some_and(|parent| is_item(&parent.data().value))
    {
        return;
    }
    let is_text = node.children().all(|item| {
        let first = item.first_child();
        first.is_some_and(|first| is_paragraph(first) && first.next_sibling().is_none())
    });
    let above = is_text.then(|| line_above(transform, node)).flatten();
    let Some(above) = above else {
        transform.warn_once(node, "", NOT_CONVERTED);
        return;
    };
    transform.warn_once(node, "", MESSAGE);
    append_items(transform, node, above);
    transform.remove(node);
}

fn is_paragraph(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}

/// Returns the item's text above the nested list, or a new paragraph if it has none.
fn line_above<'a>(transform: &Transform<'a, '_, '_>, node: Node<'a>) -> Option<Node<'a>> {
    match node.previous_sibling() {
        Some(above) => Some(above).filter(|above| is_paragraph(above)),
        None => {
            let line = transform.new_node(NodeValue::Paragraph);
            node.insert_before(line);
            Some(line)
        }
    }
}

/// Adds the items of a list to `above`, each as a line.
fn append_items<'a>(transform: &Transform<'a, '_, '_>, node: Node<'a>, above: Node<'a>) {
    let list = list_of(node).unwrap_or_default();
    let items: Vec<_> = node.children().collect();
    for (number, item) in items.into_iter().enumerate() {
        let marker = match list.list_type {
            ListType::Bullet => "– ".to_owned(),
            ListType::Ordered => format!("– {}. ", list.start + number),
        };
        if above.first_child().is_some() {
            above.append(transform.new_node(NodeValue::LineBreak));
        }
        above.append(transform.text(marker));
        let Some(paragraph) = item.first_child() else {
            continue;
        };
        let mut starts_line = false;
        let children: Vec<_> = paragraph.children().collect();
        for child in children {
            if starts_line {
                indent(child);
            }
            starts_line = matches!(child.data().value, NodeValue::LineBreak);
            above.append(child);
        }
    }
}

/// Adds a dash to a line of a more deeply nested list.
fn indent(line: Node<'_>) {
    let mut data = line.data_mut();
    if let NodeValue::Text(text) = &mut data.value
        && text.starts_with('–')
    {
        text.to_mut().insert(0, '–');
    }
}

/// Removes items that have become empty.
fn remove_empty<'a>(transform: &mut Transform<'a, '_, '_>, list: Node<'a>) {
    if !transform.changed {
        return;
    }
    let empty: Vec<_> = list
        .children()
        .filter(|item| item.first_child().is_none())
        .collect();
    for item in empty {
        item.detach();
    }
    if list.first_child().is_none() {
        list.detach();
    }
}

/// Turns a definition list into paragraphs: each term in bold, its definition below.
pub(super) fn definitions<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    let message = "Medium has no definition lists; the terms become bold";
    transform.warn_once(node, "", message);
    let parts: Vec<_> = node.children().flat_map(|item| item.children()).collect();
    for part in parts {
        let is_term = matches!(part.data().value, NodeValue::DescriptionTerm);
        let blocks: Vec<_> = part.children().collect();
        for block in blocks {
            if is_term {
                transform.embolden(block);
            }
            node.insert_before(block);
        }
    }
    transform.remove(node);
}
