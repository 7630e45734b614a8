//! Converts links and wiki links.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue};

use super::{Transform, untranslated};
use crate::article::content::Placeholder;
use crate::article::findings::{self, WikiLink};
use crate::article::links::{LinkTarget, warn_about_anchor};

pub(super) fn link<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, link: &NodeLink) {
    untranslated::reject_any_comment(transform, node, &link.title);
    let position = transform.position(node);
    let context = &mut *transform.context;
    let target = context.links.target(
        &link.url,
        position,
        &mut context.placeholders,
        &mut context.findings,
    );
    match target {
        LinkTarget::Keep => {}
        LinkTarget::New(url) => {
            let link = NodeLink {
                url,
                title: link.title.clone(),
            };
            transform.set(node, NodeValue::Link(Box::new(link)));
        }
        LinkTarget::None => transform.unwrap(node),
    }
}

/// Converts `[[Another note]]`: a link if the note is on Medium, else its text. The ledger decides that later.
pub(super) fn wiki<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, url: &str) {
    if matches!(url.to_ascii_lowercase().as_str(), "_toc_" | "toc") {
        return transform.set_text(node, "[TOC]");
    }
    if let Some(text) = node.first_child()
        && text.data().value.text().is_some_and(|text| text == url)
    {
        // Obsidian shows `[[Note#Part]]` like this.
        let label = url.trim_start_matches(['#', '^']).replace('#', " > ");
        transform.set_text(text, label);
    }
    let position = transform.position(node);
    let name = url.split('#').next().unwrap_or_default().trim();
    let context = &mut *transform.context;
    if name.is_empty() {
        warn_about_anchor(&mut context.findings, position, &format!("[[{url}]]"));
        return transform.unwrap(node);
    }
    let source = format!("[[{url}]]");
    let message = "the linked note is not on Medium; the link becomes text";
    let Some(file) = context.links.resolver.find_note(name) else {
        context.findings.warn(position, &source, message);
        return transform.unwrap(node);
    };
    let warning = findings::finding(position, &source, message.to_owned());
    let start = context
        .placeholders
        .mark(Placeholder::WikiLinkStart(file.clone()));
    let end = context
        .placeholders
        .mark(Placeholder::WikiLinkEnd(file.clone()));
    context.wiki_links.push(WikiLink { file, warning });
    node.prepend(transform.new_node(NodeValue::Raw(start)));
    node.append(transform.new_node(NodeValue::Raw(end)));
    transform.unwrap(node);
}
