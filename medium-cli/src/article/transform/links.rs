//! Links, and links between the notes of Obsidian and wikis.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue};

use super::Transform;
use crate::article::links::Target;

pub(super) fn link<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, link: &NodeLink) {
    let place = transform.place(node);
    let context = &mut *transform.context;
    let target = context.links.target(&link.url, place, &mut context.notes);
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

/// `[[Another note]]`: a link if that is on Medium, else its text.
pub(super) fn wiki<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, url: &str) {
    if matches!(url.to_ascii_lowercase().as_str(), "_toc_" | "toc") {
        return transform.set_text(node, "[TOC]");
    }
    let file = url.split('#').next().unwrap_or_default().trim();
    let links = &transform.context.links;
    let address = links.article(&format!("{file}.md")).or_else(|| links.article(file));
    if let Some(address) = address.map(ToString::to_string) {
        let link = NodeLink {
            url: address,
            title: String::new(),
        };
        return transform.set(node, NodeValue::Link(Box::new(link)));
    }
    transform.warn(node, &format!("[[{url}]]"), "that note is not on Medium; its name stays as text");
    transform.unwrap(node);
}
