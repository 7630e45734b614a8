//! Elements of HTML that no reader sees, and that Markdown would cut at their empty lines: style sheets,
//! scripts without an address, and PHP.

use super::{Lexer, Macro};

/// The element at `at`, where a `<` stands.
pub(super) fn element(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let text = lexer.scan.text;
    let start = text.as_bytes()[at..].get(..8)?.to_ascii_lowercase();
    if start.starts_with(b"<?") && (start.starts_with(b"<?php") || start.starts_with(b"<?=")) {
        let end = lexer.scan.find("?>", at)? + 2;
        let message = "PHP is not run here; write what it gives, or leave it out with --lossy";
        lexer.lose(at..end, message);
        return Macro::inline(end, "");
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
    Macro::inline(end, "")
}
