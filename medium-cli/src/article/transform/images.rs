//! Converts images: local files get a placeholder for their URL on Medium.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue};

use super::{Transform, untranslated};
use crate::article::images::NewUrl;

pub(super) fn image<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, link: &NodeLink) {
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
    untranslated::reject_any_comment(transform, node, &text);
    let position = transform.position(node);
    let context = &mut *transform.context;
    let new_url = context.images.new_url(
        &link.url,
        position,
        &mut context.placeholders,
        &mut context.findings,
    );
    match new_url {
        NewUrl::Keep => {}
        NewUrl::New(url) => {
            let link = NodeLink {
                url,
                title: link.title.clone(),
            };
            transform.set(node, NodeValue::Image(Box::new(link)));
        }
        NewUrl::Removed => return transform.unwrap(node),
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
