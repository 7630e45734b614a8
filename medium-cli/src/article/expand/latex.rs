//! Formulas between `\\(` and `\\)`, `\\[` and `\\]`, as MathJax has them. To CommonMark these are escaped
//! brackets, so only what can't be words is a formula.

use super::{Lexer, Macro};

/// No formula is longer than that.
const LONGEST: usize = 500;

/// The formula at `at`, where a backslash stands. Anything else that is escaped stays as it is.
pub(super) fn formula(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let text = lexer.scan.text;
    let escaped = text[at + 1..].chars().next()?;
    let (closing, dollars) = match escaped {
        '(' => ("\\)", "$"),
        '[' => ("\\]", "$$"),
        _ => return Macro::keep(at + 1 + escaped.len_utf8()),
    };
    let found = lexer
        .scan
        .find(closing, at + 2)
        .filter(|end| end - at < LONGEST);
    let inner = found.and_then(|end| text.get(at + 2..end));
    match (found, inner.map(str::trim)) {
        (Some(end), Some(inner)) if is_formula(inner) => {
            Macro::inline(end + 2, format!("{dollars}{inner}{dollars}"))
        }
        _ => Macro::keep(at + 2),
    }
}

fn is_formula(text: &str) -> bool {
    let is_letter = text.len() == 1 && text.starts_with(|c: char| c.is_ascii_alphabetic());
    let has_command = text
        .match_indices('\\')
        .any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_one = !text.contains("\n\n") && !text.contains('$') && !text.is_empty();
    is_one && (is_letter || has_command || text.contains('^') || text.contains('_'))
}
