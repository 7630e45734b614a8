//! `x^2^` and `H~2~O`: Medium has no raised and lowered text, Unicode has some of the letters.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Transform;
use crate::article::findings::{Findings, Position};

const RAISED: (&str, &str) = ("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ");
const LOWERED: (&str, &str) = ("0123456789+-=()aeoxijn", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓᵢⱼₙ");

/// `text` in raised or lowered letters, if there are such for all of it.
pub(in crate::article) fn in_unicode(text: &str, raised: bool) -> Option<String> {
    let (plain, special) = if raised { RAISED } else { LOWERED };
    let letter = |c| {
        let at = plain.chars().position(|known| known == c)?;
        special.chars().nth(at)
    };
    let letters: String = text.chars().map(letter).collect::<Option<_>>()?;
    (!letters.is_empty()).then_some(letters)
}

/// That letters stay on the line.
pub(in crate::article) fn warn(findings: &mut Findings, position: Position, source: &str) {
    let message = "Medium has no raised and lowered text; it stays on the line";
    findings.warn_once(position, source, message);
}

pub(super) fn convert<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, raised: bool) {
    let text = node.collect_text();
    if let Some(letters) = in_unicode(&text, raised) {
        return transform.set_text(node, letters);
    }
    if !raised {
        // GitHub strikes through what stands between single tildes.
        return transform.set(node, NodeValue::Strikethrough);
    }
    // `2^10 and 3^4` has two powers, and nothing between them is raised.
    if text.contains(char::is_whitespace) {
        return;
    }
    let position = transform.position(node);
    warn(&mut transform.context.findings, position, &text);
    transform.unwrap(node);
}
