//! Removes attributes of kramdown, Pandoc and others: `{width=50%}`, `{#id .class}`, `{: .center}`.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;

const MESSAGE: &str = "Medium has no attributes; they are left out";

pub(super) fn in_text<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, text: &str) {
    if !text.contains('}') {
        return;
    }
    let mut rest = text;
    if may_start(node, text)
        && let Some(length) = attributes(rest)
    {
        if is_table_of_contents(&rest[..length]) {
            return table_of_contents(transform, node);
        }
        transform.warn_once(node, &rest[..length], MESSAGE);
        rest = &rest[length..];
    }
    let in_heading = node.parent().is_some_and(|parent| {
        matches!(parent.data().value, NodeValue::Heading(_)) && node.next_sibling().is_none()
    });
    if in_heading
        && let Some(start) = rest.rfind('{')
        && attributes(&rest[start..]).is_some_and(|length| start + length == rest.trim_end().len())
    {
        transform.warn_once(node, &rest[start..], MESSAGE);
        rest = rest[..start].trim_end();
    }
    if rest.len() == text.len() {
        return;
    }
    if !rest.is_empty() {
        return transform.set(node, NodeValue::Text(rest.to_owned().into()));
    }
    let neighbor = node.previous_sibling().or_else(|| node.next_sibling());
    if let Some(neighbor) = neighbor.filter(|neighbor| is_break(neighbor)) {
        neighbor.detach();
    }
    transform.remove(node);
}

/// Returns whether attributes at the start of the text belong to the node before it, or to its block.
fn may_start(node: Node<'_>, text: &str) -> bool {
    let is_behind = |value: &NodeValue| match value {
        NodeValue::Image(_)
        | NodeValue::Link(_)
        | NodeValue::Code(_)
        | NodeValue::Strong
        | NodeValue::Emph
        | NodeValue::HtmlInline(_) => true,
        // On the last line of a block.
        NodeValue::SoftBreak => node.next_sibling().is_none() && ends(text),
        _ => false,
    };
    // kramdown also allows them above their block.
    let is_above = text.starts_with("{:") && node.next_sibling().is_some_and(is_break);
    match node.previous_sibling() {
        Some(previous) => is_behind(&previous.data().value),
        None => (is_above || node.next_sibling().is_none()) && ends(text),
    }
}

fn is_break(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::SoftBreak)
}

fn ends(text: &str) -> bool {
    attributes(text).is_some_and(|length| length == text.trim_end().len())
}

fn is_table_of_contents(attributes: &str) -> bool {
    attributes
        .to_ascii_lowercase()
        .trim_start_matches(['{', ':', ' '])
        .starts_with("toc")
}

/// Replaces kramdown's `* TOC`, followed by `{:toc}`, with `[TOC]`.
fn table_of_contents<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    let siblings: Vec<_> = node.preceding_siblings().skip(1).collect();
    for sibling in siblings {
        sibling.detach();
    }
    transform.set(node, NodeValue::Text("[TOC]".into()));
}

/// Returns the length of the attributes at the start of `text`.
fn attributes(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let length = inner.find('}')?;
    let inner = inner[..length].trim();
    let is_kramdown = inner.starts_with(':');
    let inner = inner.trim_start_matches(':').trim();
    let mut words = inner.split_whitespace().peekable();
    words.peek()?;
    let mut is_quoted = false;
    let are_attributes = words.all(|word| {
        let was_quoted = is_quoted;
        is_quoted ^= word.matches('"').count() % 2 == 1;
        let is_name = word.starts_with(['#', '.']) && word.len() > 1;
        let is_pair = word.find('=').is_some_and(|offset| offset > 0);
        was_quoted || is_name || is_pair || is_kramdown
    });
    are_attributes.then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn distinguishes_attributes_from_other_braces() {
        for (text, length) in [
            ("{width=50%} x", Some(11)),
            ("{#setup}", Some(8)),
            ("{#a .b c=\"d e\"}", Some(15)),
            ("{: .center}", Some(11)),
            ("{:toc}", Some(6)),
            ("{a, b}", None),
            ("{}", None),
            ("{ x", None),
        ] {
            assert_eq!(attributes(text), length, "{text}");
        }
    }
}
