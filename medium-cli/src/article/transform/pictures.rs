//! Converts images: local files get a placeholder for their URL on Medium.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue};

use super::{Transform, untranslated};
use crate::article::pictures::Address;

pub(super) fn picture<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, link: &NodeLink) {
    // The nodes of the alternative text are not converted one by one.
    let is_comment = |node: &Node<'a>| match &node.data().value {
        NodeValue::CommentInline(_) => true,
        NodeValue::HtmlInline(html) => html.starts_with("<!") || html.starts_with("<?"),
        _ => false,
    };
    let comments: Vec<_> = node.descendants().filter(is_comment).collect();
    for comment in comments {
        transform.remove(comment);
    }
    let text = format!("{} {}", node.collect_text(), link.title);
    untranslated::refuse_any_comment(transform, node, &text);
    let position = transform.position(node);
    let context = &mut *transform.context;
    let address = context.pictures.address(
        &link.url,
        position,
        &mut context.placeholders,
        &mut context.findings,
    );
    match address {
        Address::Keep => {}
        Address::New(url) => {
            let link = NodeLink {
                url,
                title: link.title.clone(),
            };
            transform.set(node, NodeValue::Image(Box::new(link)));
        }
        Address::Removed => return transform.unwrap(node),
    }
    remove_size(transform, node);
}

/// Removes Obsidian's width in `![text|300](a.png)`.
fn remove_size<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    let Some(last) = node.last_child() else {
        return;
    };
    let Some(text) = last.data().value.text().map(str::to_owned) else {
        return;
    };
    let Some((before, size)) = text.rsplit_once('|') else {
        return;
    };
    let is_size = size.contains(|c: char| c.is_ascii_digit())
        && size.chars().all(|c| c.is_ascii_digit() || c == 'x');
    if is_size {
        let message = "Medium sizes and aligns images itself; this is left out";
        transform.warn_once(node, size, message);
        transform.set_text(last, before.trim_end());
    }
}
