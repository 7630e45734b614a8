//! Elements of HTML that no reader sees, and that Markdown would cut at their empty lines: style sheets,
//! scripts without an address, and PHP. And what templates leave in an HTML file.

use super::{Expansion, Lexer};

/// The element at `at`, where a `<` stands.
pub(super) fn element(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.scan.text;
    let start = text.as_bytes()[at..].get(..8)?.to_ascii_lowercase();
    if start.starts_with(b"<?") && (start.starts_with(b"<?php") || start.starts_with(b"<?=")) {
        let end = lexer.scan.find("?>", at)? + 2;
        let message = "PHP is not run here; write what it gives, or leave it out with --lossy";
        lexer.lose(at..end, message);
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
    let tag = lexer.scan.line(at, 1_000).split('>').next()?;
    let end = lexer.scan.find(closing, at)? + closing.len();
    if name == "<script" {
        // One with an address may be a gist.
        if tag.contains("src") {
            return None;
        }
        lexer.warn(at..end, "Medium runs no scripts; it is left out");
    }
    Expansion::inline(end, "")
}

/// `<div markdown="1">` at the end of a line: kramdown and MkDocs read Markdown within it, and others do
/// below an empty line.
fn with_markdown(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let line = lexer.scan.line(at, 1_000);
    let tag = line.trim_end().strip_suffix('>')?;
    let (before, after) = tag.split_once(" markdown")?;
    let value = after.split(char::is_whitespace).next().unwrap_or_default();
    let is_read = matches!(
        value.trim_matches(['=', '"', '\'']),
        "" | "1" | "block" | "span" | "true"
    );
    if !is_read || tag[1..].contains(['<', '>']) {
        return None;
    }
    let kept = format!("{before}{}>\n", &after[value.len()..]);
    Expansion::inline(at + line.len(), kept)
}

/// What a template has at `at` in an HTML file. Its comments are taken out already.
pub(super) fn template(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let closing = match lexer.scan.text.get(at..at + 2)? {
        "{{" => "}}",
        "{%" => "%}",
        "<?" => return element(lexer, at),
        _ => return None,
    };
    let end = lexer.scan.find(closing, at + 2)? + closing.len();
    let message = "a template's tag is not run in HTML; write what it gives, or let it stand in the text \
                   with --lossy";
    lexer.lose(at..end, message);
    Expansion::keep(end)
}
