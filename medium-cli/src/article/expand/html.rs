//! Removes style sheets, inline scripts and PHP, which Markdown would split at empty lines, and reports
//! template tags in HTML files.

use super::{ExpandContext, Expansion};

/// Expands the element at `offset`, which is a `<`.
pub(super) fn element(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let start = text.as_bytes()[offset..].get(..8)?.to_ascii_lowercase();
    if start.starts_with(b"<?") && (start.starts_with(b"<?php") || start.starts_with(b"<?=")) {
        let end = context.search.find("?>", offset)? + 2;
        let message = "PHP is not run; insert its output, or use --lossy to leave it out";
        context.error_unless_lossy(offset..end, message);
        return Expansion::inline(end, "");
    }
    if let Some(opening) = with_markdown(context, offset) {
        return Some(opening);
    }
    let elements = [("<style", "</style>"), ("<script", "</script>")];
    let mut elements = elements.into_iter();
    let (name, closing) = elements.find(|(name, _)| start.starts_with(name.as_bytes()))?;
    if !text[offset + name.len()..].starts_with(|c: char| c == '>' || c.is_whitespace()) {
        return None;
    }
    let tag = context.search.line(offset, 1_000).split('>').next()?;
    let end = context.search.find(closing, offset)? + closing.len();
    if name == "<script" {
        // A script with a URL may be a gist.
        if tag.contains("src") {
            return None;
        }
        context.warn(offset..end, "Medium doesn't run scripts; it is left out");
    }
    Expansion::inline(end, "")
}

/// Expands `<div markdown="1">` at the end of a line: kramdown and MkDocs parse Markdown in it. An empty
/// line has the same effect in CommonMark.
fn with_markdown(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let line = context.search.line(offset, 1_000);
    let tag = line.trim_end().strip_suffix('>')?;
    let (before, after) = tag.split_once(" markdown")?;
    let value = after.split(char::is_whitespace).next().unwrap_or_default();
    let parses_markdown = matches!(
        value.trim_matches(['=', '"', '\'']),
        "" | "1" | "block" | "span" | "true"
    );
    if !parses_markdown || tag[1..].contains(['<', '>']) {
        return None;
    }
    let kept = format!("{before}{}>\n", &after[value.len()..]);
    Expansion::inline(offset + line.len(), kept)
}

/// Reports the template tag at `offset` in an HTML file. Comments were already removed.
pub(super) fn template(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let closing = match context.search.text.get(offset..offset + 2)? {
        "{{" => "}}",
        "{%" => "%}",
        "<?" => return element(context, offset),
        _ => return None,
    };
    let end = context.search.find(closing, offset + 2)? + closing.len();
    let message = "template tags are not run; insert the output, or use --lossy to keep it as text";
    context.error_unless_lossy(offset..end, message);
    Expansion::keep(end)
}
