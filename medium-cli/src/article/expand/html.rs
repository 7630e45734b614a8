//! Removes style sheets, inline scripts and PHP, which Markdown would split at empty lines, and reports
//! template tags in HTML files.

use super::{ExpandContext, Expansion};

/// Expands the element at `at`, which is a `<`.
pub(super) fn element(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.search.text;
    let start = text.as_bytes()[at..].get(..8)?.to_ascii_lowercase();
    if start.starts_with(b"<?") && (start.starts_with(b"<?php") || start.starts_with(b"<?=")) {
        let end = lexer.search.find("?>", at)? + 2;
        let message = "PHP is not run; insert its output, or use --lossy to leave it out";
        lexer.error_unless_lossy(at..end, message);
        return Expansion::inline(end, "");
    }
    if let Some(opening) = with_markdown(lexer, at) {
        return Some(opening);
    }
    let (name, closing) = match () {
        () if start.starts_with(b"<style") => ("<style", "</style>"),
        () if start.starts_with(b"<script") => ("<script", "</script>"),
        () => return None,
    };
    if !text[at + name.len()..].starts_with(|c: char| c == '>' || c.is_whitespace()) {
        return None;
    }
    let tag = lexer.search.line(at, 1_000).split('>').next()?;
    let end = lexer.search.find(closing, at)? + closing.len();
    if name == "<script" {
        // A script with a URL may be a gist.
        if tag.contains("src") {
            return None;
        }
        lexer.warn(at..end, "Medium doesn't run scripts; it is left out");
    }
    Expansion::inline(end, "")
}

/// `<div markdown="1">` at the end of a line: kramdown and MkDocs parse Markdown in it. An empty line has the
/// same effect in CommonMark.
fn with_markdown(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let line = lexer.search.line(at, 1_000);
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
    Expansion::inline(at + line.len(), kept)
}

/// Reports the template tag at `at` in an HTML file. Comments were already removed.
pub(super) fn template(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let closing = match lexer.search.text.get(at..at + 2)? {
        "{{" => "}}",
        "{%" => "%}",
        "<?" => return element(lexer, at),
        _ => return None,
    };
    let end = lexer.search.find(closing, at + 2)? + closing.len();
    let message =
        "template tags are not run; insert the output, or use --lossy to keep the tag as text";
    lexer.error_unless_lossy(at..end, message);
    Expansion::keep(end)
}
