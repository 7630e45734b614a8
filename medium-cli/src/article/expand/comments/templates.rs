//! Comments of template languages, some of which can be nested.

use super::super::{ExpandContext, Expansion};
use super::remove_comment;

/// Removes `{::comment} … {:/comment}`, `{::comment} … {:/}` and `{::comment … /}`.
pub(super) fn kramdown(context: &mut ExpandContext<'_, '_>, offset: usize) -> Expansion {
    let Some(open) = context.search.find("}", offset) else {
        return remove_comment(context, offset, None);
    };
    let is_whole = context.search.text[offset..open].ends_with('/');
    let close = if is_whole {
        Some(open)
    } else {
        let start = context.search.find("{:/", open);
        start.and_then(|start| context.search.find("}", start))
    };
    remove_comment(context, offset, close.map(|close| close + 1))
}

/// Removes `{{< comment >}} … {{< /comment >}}` of Hugo's themes.
pub(super) fn hugo(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    if word(text[offset + 3..].trim_start()) != "comment" {
        return None;
    }
    let Some(close) = context.search.find("}}", offset) else {
        return Some(remove_comment(context, offset, None));
    };
    let inner = &text[offset + 3..close];
    if inner.trim_end_matches(['>', '%']).trim_end().ends_with('/') {
        return Some(remove_comment(context, offset, Some(close + 2)));
    }
    let end = context.search.find("/comment", close);
    let end = end.and_then(|end| context.search.find("}}", end));
    Some(remove_comment(context, offset, end.map(|end| end + 2)))
}

/// Removes `{% comment %} … {% endcomment %}`, which can be nested, and `{% # … %}`.
pub(super) fn liquid(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let name = text[offset + 2..].trim_start_matches('-').trim_start();
    if name.starts_with('#') {
        let end = context.search.find("%}", offset);
        return Some(remove_comment(context, offset, end.map(|end| end + 2)));
    }
    if word(name) == "doc" {
        let end = context.search.find("enddoc", offset)?;
        let end = context.search.find("%}", end);
        return Some(remove_comment(context, offset, end.map(|end| end + 2)));
    }
    if word(name) != "comment" {
        return None;
    }
    let mut depth = 0_usize;
    let mut from = offset;
    while let Some(open) = context.search.find("{%", from) {
        let Some(close) = context.search.find("%}", open) else {
            break;
        };
        let inner = text[open + 2..close].trim_start_matches('-').trim_start();
        match word(inner) {
            "comment" => depth += 1,
            "endcomment" => depth -= 1,
            _ => {}
        }
        from = close + 2;
        if depth == 0 {
            return Some(remove_comment(context, offset, Some(from)));
        }
    }
    Some(remove_comment(context, offset, None))
}

/// Removes `{#…#}` of Jinja, Twig and Tera, but not `{#name}`, the id of a heading.
pub(super) fn compact(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    if text[offset + 2..].starts_with(|c: char| c.is_whitespace() || c == '-') {
        let end = context.search.find("#}", offset + 2);
        return Some(remove_comment(context, offset, end.map(|end| end + 2)));
    }
    let line = context.search.line(offset + 2, 1_000);
    let brace = line.find('}')?;
    let is_comment = line[..brace].ends_with('#');
    let end = Some(offset + 2 + brace + 1);
    is_comment.then(|| remove_comment(context, offset, end))
}

/// Returns the name at the start of `inner`.
fn word(inner: &str) -> &str {
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &inner[..end.unwrap_or(inner.len())]
}
