//! Formulas between `\\(` and `\\)`, `\\[` and `\\]`, as MathJax has them. To CommonMark these are escaped
//! brackets, so only what can't be words is a formula.

use super::hugo::fenced;
use super::{Expansion, Lexer};

/// No formula is longer than that.
const MAX_LENGTH: usize = 500;

/// The formula at `at`, where a backslash stands. Anything else that is escaped stays as it is.
pub(super) fn formula(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.scan.text;
    let escaped = text[at + 1..].chars().next()?;
    let (opening, closing, dollars) = match escaped {
        '(' => (2, "\\)", "$"),
        '[' => (2, "\\]", "$$"),
        // As it has to be written where Markdown is read first.
        '\\' if text[at + 2..].starts_with('(') => (3, "\\\\)", "$"),
        '\\' if text[at + 2..].starts_with('[') => (3, "\\\\]", "$$"),
        'b' => return environment(lexer, at),
        _ => return Expansion::keep(at + 1 + escaped.len_utf8()),
    };
    let start = at + opening;
    let found = lexer
        .scan
        .find(closing, start)
        .filter(|end| end - at < MAX_LENGTH && *end < lexer.next_code);
    let inner = found.and_then(|end| text.get(start..end));
    match (found, inner.map(str::trim)) {
        (Some(end), Some(inner)) if is_one(inner) && (opening == 3 || is_formula(inner)) => {
            Expansion::inline(end + closing.len(), format!("{dollars}{inner}{dollars}"))
        }
        _ => Expansion::keep(at + 2),
    }
}

/// `\begin{align} … \end{align}` outside of dollars, which notebooks show as a formula.
fn environment(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.scan.text;
    let rest = text[at..].strip_prefix("\\begin{")?;
    let (_, closing) = ENVIRONMENTS.iter().find(|(name, _)| {
        rest.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('}'))
    })?;
    let end = lexer.scan.find(closing, at)? + closing.len();
    let source = text.get(at..end)?;
    if source.contains("\n\n") {
        return None;
    }
    let message = "Medium sets no formulas: readers see the source; a picture shows more";
    lexer.warn(at..end, message);
    Expansion::block(end, fenced("", &uncommented(source)))
}

/// A formula without its comments, from `%` to the end of a line: nobody sees those of one that is set.
pub(in crate::article) fn uncommented(formula: &str) -> String {
    let lines = formula.lines().map(|line| {
        let mut escaped = false;
        let comment = line.find(|c| {
            let is_comment = c == '%' && !escaped;
            escaped = c == '\\' && !escaped;
            is_comment
        });
        comment.map_or(line, |at| line[..at].trim_end())
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

/// Whether it can't be words.
fn is_formula(text: &str) -> bool {
    let is_letter = text.len() == 1 && text.starts_with(|c: char| c.is_ascii_alphabetic());
    let has_command = text
        .match_indices('\\')
        .any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    is_letter || has_command || text.contains('^') || text.contains('_')
}
