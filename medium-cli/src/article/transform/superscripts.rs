//! Superscript `x^2^` and subscript `H~2~O`: Medium has neither, but Unicode has some of the characters.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;
use crate::article::findings::{Findings, Position};

const SUPERSCRIPT: (&str, &str) = ("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ");
const SUBSCRIPT: (&str, &str) = ("0123456789+-=()aeoxijn", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓᵢⱼₙ");

/// Returns `text` in superscript or subscript characters, if Unicode has all of them.
pub(in crate::article) fn in_unicode(text: &str, is_superscript: bool) -> Option<String> {
    let (plain, special) = if is_superscript {
        SUPERSCRIPT
    } else {
        SUBSCRIPT
    };
    let letter = |c| {
        let index = plain.chars().position(|known| known == c)?;
        special.chars().nth(index)
    };
    let letters: String = text.chars().map(letter).collect::<Option<_>>()?;
    (!letters.is_empty()).then_some(letters)
}

/// Warns that the text stays on the line.
pub(in crate::article) fn warn(findings: &mut Findings, position: Position, source: &str) {
    let message = "Medium has no superscript and subscript; the text stays on the line";
    findings.warn_once(position, source, message);
}

pub(super) fn subscript<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    match in_unicode(&node.collect_text(), false) {
        Some(letters) => transform.set_text(node, letters),
        // GitHub reads single tildes as strikethrough.
        None => transform.set(node, NodeValue::Strikethrough),
    }
}

pub(super) fn superscript<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    let text = node.collect_text();
    if let Some(letters) = in_unicode(&text, true) {
        return transform.set_text(node, letters);
    }
    // `2^10 and 3^4` has two powers, no superscript.
    if text.contains(char::is_whitespace) {
        return;
    }
    let position = transform.position(node);
    warn(&mut transform.context.findings, position, &text);
    transform.unwrap(node);
}
