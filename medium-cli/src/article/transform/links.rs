//! Links, and links between the notes of Obsidian and wikis.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue};

use super::Transform;
use crate::article::links::Target;

pub(super) fn link<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, link: &NodeLink) {
    let place = transform.place(node);
    let context = &mut *transform.context;
    let target = context
        .links
        .target(&link.url, place, &mut context.holes, &mut context.notes);
    match target {
        Target::Keep => {}
        Target::New(url) => {
            let link = NodeLink {
                url,
                title: link.title.clone(),
            };
            transform.set(node, NodeValue::Link(Box::new(link)));
        }
        Target::None => transform.unwrap(node),
    }
}

/// `[[Another note]]`: its text.
pub(super) fn wiki<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, url: &str) {
    if matches!(url.to_ascii_lowercase().as_str(), "_toc_" | "toc") {
        return transform.set_text(node, "[TOC]");
    }
    transform.warn(
        node,
        &format!("[[{url}]]"),
        "that note is not on Medium; its name stays as text",
    );
    if let Some(label) = node.first_child()
        && label.data().value.text().is_some_and(|text| text == url)
    {
        // As Obsidian shows it.
        transform.set_text(label, url.replace('#', " > "));
    }
    transform.unwrap(node);
}
