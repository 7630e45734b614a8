//! Comments of template languages, some of which can be nested.

use super::super::{ExpandContext, Expansion};
use super::removed;

/// `{::comment} … {:/comment}`, `{::comment} … {:/}` and `{::comment … /}`.
pub(super) fn kramdown(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Expansion {
    let Some(open) = lexer.search.find("}", at) else {
        return removed(lexer, at, None);
    };
    let is_whole = lexer.search.text[at..open].ends_with('/');
    let close = if is_whole {
        Some(open)
    } else {
        let start = lexer.search.find("{:/", open);
        start.and_then(|start| lexer.search.find("}", start))
    };
    removed(lexer, at, close.map(|close| close + 1))
}

/// `{{< comment >}} … {{< /comment >}}` of Hugo's themes.
pub(super) fn hugo(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.search.text;
    if word(text[at + 3..].trim_start()) != "comment" {
        return None;
    }
    let Some(close) = lexer.search.find("}}", at) else {
        return Some(removed(lexer, at, None));
    };
    let inner = &text[at + 3..close];
    if inner.trim_end_matches(['>', '%']).trim_end().ends_with('/') {
        return Some(removed(lexer, at, Some(close + 2)));
    }
    let end = lexer.search.find("/comment", close);
    let end = end.and_then(|end| lexer.search.find("}}", end));
    Some(removed(lexer, at, end.map(|end| end + 2)))
}

/// `{% comment %} … {% endcomment %}`, which can be nested, and `{% # … %}`.
pub(super) fn liquid(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.search.text;
    let name = text[at + 2..].trim_start_matches('-').trim_start();
    if name.starts_with('#') {
        let end = lexer.search.find("%}", at);
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    if word(name) == "doc" {
        let end = lexer.search.find("enddoc", at)?;
        let end = lexer.search.find("%}", end);
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    if word(name) != "comment" {
        return None;
    }
    let mut depth = 0_usize;
    let mut from = at;
    while let Some(open) = lexer.search.find("{%", from) {
        let Some(close) = lexer.search.find("%}", open) else {
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
            return Some(removed(lexer, at, Some(from)));
        }
    }
    Some(removed(lexer, at, None))
}

/// `{#…#}` of Jinja, Twig and Tera, but not `{#name}`, the id of a heading.
pub(super) fn compact(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.search.text;
    if text[at + 2..].starts_with(|c: char| c.is_whitespace() || c == '-') {
        let end = lexer.search.find("#}", at + 2);
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    let line = lexer.search.line(at + 2, 1_000);
    let brace = line.find('}')?;
    let is_comment = line[..brace].ends_with('#');
    let end = Some(at + 2 + brace + 1);
    is_comment.then(|| removed(lexer, at, end))
}

/// The name at the start of `inner`.
fn word(inner: &str) -> &str {
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &inner[..end.unwrap_or(inner.len())]
}
