//! Comments on separate lines: link definitions used as comments, and blocks of AsciiDoc, Org and Logseq.

use super::super::{ExpandContext, Expansion};
use super::{MAX_LINE_BYTES, remove_comment};

const IN_DEFINITION: &str = "a comment in the title of a link would be published; remove it";

/// Removes `[//]: # (a comment)`: the definition of an unused link.
pub(super) fn definition(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let line = context.search.line(offset, MAX_LINE_BYTES);
    let (label, target) = line.strip_prefix('[')?.split_once("]:")?;
    // In `[a](b) and [//]: # (c)`, the definition is not at the start of the line, so it is text.
    if has_brackets(label) {
        return None;
    }
    let is_named = matches!(
        label.trim().to_ascii_lowercase().as_str(),
        "//" | "comment" | "comments" | "_comment" | "hidden" | "private" | "todo"
    );
    let target = target.trim();
    let title = target
        .strip_prefix('#')
        .or_else(|| target.strip_prefix("<>"));
    let leads_nowhere = title.is_some_and(|title| title.starts_with([' ', '\t']));
    let title = title.unwrap_or(target).trim();
    let close = match title.chars().next() {
        Some('(') if leads_nowhere => ")",
        Some('"') if leads_nowhere => "\"",
        Some('\'') if leads_nowhere => "'",
        // Invalid as a definition, so not hidden elsewhere, but meant as a comment.
        _ if is_named && leads_nowhere => {
            return Some(remove_comment(context, offset, Some(offset + line.len())));
        }
        _ => {
            // The text of a footnote is searched like any other text.
            if target.contains("%%") && !label.starts_with('^') {
                context.error(offset..offset + line.len(), IN_DEFINITION);
            }
            return None;
        }
    };
    let ends_here = title.len() > 1 && title.ends_with(close);
    let end = if ends_here {
        offset + line.len()
    } else {
        let title_start = offset + line.trim_end().len() - title.len() + 1;
        context.search.find(close, title_start)? + 1
    };
    Some(remove_comment(context, offset, Some(end)))
}

/// Returns whether a label has brackets without a backslash, which labels can't have.
fn has_brackets(label: &str) -> bool {
    let mut brackets = label.match_indices(['[', ']']);
    brackets.any(|(offset, _)| !label[..offset].ends_with('\\'))
}

/// Removes AsciiDoc's comment between `////` lines, and blocks of Org and Logseq.
pub(in crate::article::expand) fn block(
    context: &mut ExpandContext<'_, '_>,
    offset: usize,
) -> Option<Expansion> {
    let line = context.search.line(offset, MAX_LINE_BYTES);
    let closing = match line.trim_end() {
        "////" => "\n////",
        "#+BEGIN_COMMENT" => "#+END_COMMENT",
        "#+begin_comment" => "#+end_comment",
        _ => return None,
    };
    let end = context.search.find(closing, offset + line.len());
    Some(remove_comment(
        context,
        offset,
        end.map(|end| end + closing.len()),
    ))
}
