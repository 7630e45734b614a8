//! Converts formulas to code, since Medium can't render them.

use comrak::Node;
use comrak::nodes::{NodeCode, NodeCodeBlock, NodeMath, NodeValue};

use super::{Transform, untranslated};
use crate::article::expand::latex::without_comments;

pub(super) fn convert<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, math: &NodeMath) {
    let literal = math.literal.trim_matches('\n').trim().trim_matches('`');
    let literal = &without_comments(literal);
    untranslated::reject_any_comment(transform, node, literal);
    if literal.trim().is_empty() {
        // `$$ $$` is not a formula, and code can't be empty.
        return transform.set_text(node, "$$ $$");
    }
    let message = "Medium can't render formulas, so readers see the source as code; use an image";
    transform.warn_once(node, literal, message);
    let alone = node.parent().filter(|parent| {
        matches!(parent.data().value, NodeValue::Paragraph)
            && node.previous_sibling().is_none()
            && node.next_sibling().is_none()
    });
    if math.display_math
        && let Some(paragraph) = alone
    {
        let code = NodeCodeBlock {
            fenced: true,
            fence_char: b'`',
            fence_length: 3,
            literal: format!("{literal}\n"),
            closed: true,
            ..NodeCodeBlock::default()
        };
        node.detach();
        return transform.set(paragraph, NodeValue::CodeBlock(Box::new(code)));
    }
    let code = NodeCode {
        num_backticks: 1,
        literal: literal.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    transform.set(node, NodeValue::Code(code));
}
