//! CriticMarkup: `{++added++}`, `{--removed--}`, `{~~old~>new~~}`, `{==marked==}`. Its comments are in
//! `comments`.

use super::{ExpandContext, Expansion};

const MESSAGE: &str = "a suggested change that is neither accepted nor rejected; decide, or use --lossy \
                       to accept it";
/// Longer changes are ignored.
const MAX_LENGTH: usize = 5_000;

/// Expands the change at `offset`, which is a `{`.
pub(super) fn change(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let closing = match text.get(offset..offset + 3)? {
        "{++" => "++}",
        "{--" => "--}",
        "{~~" => "~~}",
        "{==" => "==}",
        _ => return None,
    };
    let close = context.search.find(closing, offset + 3)?;
    let inner = text.get(offset + 3..close)?;
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
    context.error_unless_lossy(offset..end, MESSAGE);
    context.reject_comment_in(offset..end, accepted);
    Expansion::inline(end, accepted)
}
