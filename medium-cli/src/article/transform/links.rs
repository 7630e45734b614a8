//! Links, and links between the notes of Obsidian and wikis.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue};

use super::{Transform, leftovers};
use crate::article::content::Hole;
use crate::article::links::{Target, say_anchor};
use crate::article::notes::{self, NoteLink};

pub(super) fn link<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, link: &NodeLink) {
    leftovers::refuse_any_comment(transform, node, &link.title);
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

/// `[[Another note]]`: a link to it if it is on Medium, which the ledger knows, else its text.
pub(super) fn wiki<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, url: &str) {
    if matches!(url.to_ascii_lowercase().as_str(), "_toc_" | "toc") {
        return transform.set_text(node, "[TOC]");
    }
    if let Some(label) = node.first_child()
        && label.data().value.text().is_some_and(|text| text == url)
    {
        // As Obsidian shows it.
        let shown = url.trim_start_matches(['#', '^']).replace('#', " > ");
        transform.set_text(label, shown);
    }
    let place = transform.place(node);
    let name = url.split('#').next().unwrap_or_default().trim();
    let context = &mut *transform.context;
    if name.is_empty() {
        say_anchor(&mut context.notes, place, &format!("[[{url}]]"));
        return transform.unwrap(node);
    }
    let source = format!("[[{url}]]");
    let message = "that note is not on Medium; its name stays as text";
    let Some(file) = context.links.places.note(name) else {
        context.notes.warn(place, &source, message);
        return transform.unwrap(node);
    };
    let note = notes::note(place, &source, message.to_owned());
    let start = context.holes.mark(Hole::NoteStart(file.clone()));
    let end = context.holes.mark(Hole::NoteEnd(file.clone()));
    context.note_links.push(NoteLink { file, note });
    node.prepend(transform.new_node(NodeValue::Raw(start)));
    node.append(transform.new_node(NodeValue::Raw(end)));
    transform.unwrap(node);
}
