//! CriticMarkup: `{++added++}`, `{--removed--}`, `{~~old~>new~~}`, `{==marked==}`. Its comments are in
//! `comments`.

use super::{ExpandContext, Expansion};

const MESSAGE: &str = "a suggested change that is neither accepted nor rejected; decide, or use --lossy \
                       to accept it";
/// Longer changes are ignored.
const MAX_LENGTH: usize = 5_000;

/// Expands the change at `at`, which is a `{`.
pub(super) fn change(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.search.text;
    let closing = match text.get(at..at + 3)? {
        "{++" => "++}",
        "{--" => "--}",
        "{~~" => "~~}",
        "{==" => "==}",
        _ => return None,
    };
    let close = lexer.search.find(closing, at + 3)?;
    let inner = text.get(at + 3..close)?;
    if inner.len() > MAX_LENGTH || inner.contains("\n\n") {
        return None;
    }
    let end = close + closing.len();
    let accepted = match closing {
        "==}" => return Expansion::inline(end, format!("=={inner}==")),
        "--}" => "",
        "~~}" => inner.split_once("~>")?.1,
        _ => inner,
    };
    lexer.error_unless_lossy(at..end, MESSAGE);
    lexer.reject_comment_in(at..end, accepted);
    Expansion::inline(end, accepted)
}
