//! MathJax formulas between `\\(` and `\\)`, `\\[` and `\\]`. CommonMark reads these as escaped brackets, so
//! only content that can't be text is a formula.

use super::shortcodes::fence;
use super::{ExpandContext, Expansion};

/// The limit for the length of a formula.
const MAX_LENGTH: usize = 500;

/// Expands the formula at `offset`, which is a backslash. Other escapes stay unchanged.
pub(super) fn formula(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let escaped = text[offset + 1..].chars().next()?;
    let (opening, closing, dollars) = match escaped {
        '(' => (2, "\\)", "$"),
        '[' => (2, "\\]", "$$"),
        // The escaped form, for tools that parse Markdown first.
        '\\' if text[offset + 2..].starts_with('(') => (3, "\\\\)", "$"),
        '\\' if text[offset + 2..].starts_with('[') => (3, "\\\\]", "$$"),
        'b' => return environment(context, offset),
        _ => return Expansion::keep(offset + 1 + escaped.len_utf8()),
    };
    let start = offset + opening;
    let found = context
        .search
        .find(closing, start)
        .filter(|end| end - offset < MAX_LENGTH && *end < context.next_code);
    let inner = found.and_then(|end| text.get(start..end));
    match (found, inner.map(str::trim)) {
        (Some(end), Some(inner)) if is_one(inner) && (opening == 3 || is_formula(inner)) => {
            Expansion::inline(end + closing.len(), format!("{dollars}{inner}{dollars}"))
        }
        _ => Expansion::keep(offset + 2),
    }
}

/// Expands `\begin{align} … \end{align}` outside of dollars, which notebooks render as a formula.
fn environment(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let rest = text[offset..].strip_prefix("\\begin{")?;
    let (_, closing) = ENVIRONMENTS.iter().find(|(name, _)| {
        rest.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('}'))
    })?;
    let end = context.search.find(closing, offset)? + closing.len();
    let source = text.get(offset..end)?;
    if source.contains("\n\n") {
        return None;
    }
    let message = "Medium can't render formulas, so readers see the source; use an image";
    context.warn(offset..end, message);
    Expansion::block(end, fence("", &without_comments(source)))
}

/// Returns a formula without its comments, from `%` to the end of a line. A rendered formula
/// doesn't show them.
pub(in crate::article) fn without_comments(formula: &str) -> String {
    let lines = formula.lines().map(|line| {
        let mut escaped = false;
        let comment = line.find(|c| {
            let is_comment = c == '%' && !escaped;
            escaped = c == '\\' && !escaped;
            is_comment
        });
        comment.map_or(line, |offset| line[..offset].trim_end())
    });
    lines.collect::<Vec<_>>().join("\n")
}

const ENVIRONMENTS: [(&str, &str); 13] = [
    ("align", "\\end{align}"),
    ("align*", "\\end{align*}"),
    ("aligned", "\\end{aligned}"),
    ("equation", "\\end{equation}"),
    ("equation*", "\\end{equation*}"),
    ("gather", "\\end{gather}"),
    ("gather*", "\\end{gather*}"),
    ("multline", "\\end{multline}"),
    ("eqnarray", "\\end{eqnarray}"),
    ("matrix", "\\end{matrix}"),
    ("pmatrix", "\\end{pmatrix}"),
    ("bmatrix", "\\end{bmatrix}"),
    ("cases", "\\end{cases}"),
];

fn is_one(text: &str) -> bool {
    !text.contains("\n\n") && !text.contains('$') && !text.is_empty()
}

/// Returns whether it can't be ordinary text.
fn is_formula(text: &str) -> bool {
    let is_letter = text.len() == 1 && text.starts_with(|c: char| c.is_ascii_alphabetic());
    let has_command = text
        .match_indices('\\')
        .any(|(offset, _)| text[offset + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    is_letter || has_command || text.contains('^') || text.contains('_')
}
