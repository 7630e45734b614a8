//! Obsidian's embeds: `![[a.png]]`, `![[a.png|300]]`, `![[Another note]]`; and its comments over lines.

use super::pictures::picture_of;
use super::{Expansion, Lexer};
use crate::article::vault::IN_VAULT;

/// A file's name is never longer than that.
const MAX_LENGTH: usize = 1_000;
const PICTURES: [&str; 10] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "tif", "tiff",
];

/// The embed at `at`, where a `!` stands.
pub(super) fn embed(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.scan.text;
    if !text[at..].starts_with("![[") || text[..at].ends_with('\\') {
        return None;
    }
    let close = lexer.scan.find("]]", at + 3)?;
    let inner = text.get(at + 3..close)?;
    if inner.len() > MAX_LENGTH || inner.is_empty() || inner.contains('\n') || inner.contains("![[")
    {
        return None;
    }
    let end = close + 2;
    let (target, label) = inner.split_once('|').unwrap_or((inner, ""));
    // In a table, the bar is escaped.
    let target = target.strip_suffix('\\').unwrap_or(target);
    let file = target.split('#').next().unwrap_or_default().trim();
    let extension = file.rsplit_once('.').map(|(_, extension)| extension);
    if extension.is_some_and(|one| PICTURES.contains(&one.to_ascii_lowercase().as_str())) {
        if !label.is_empty() && described(label).is_none() {
            let message = "Medium sizes and places pictures itself, so that is left out";
            let position = lexer.map.position(at);
            lexer.findings.warn_once(position, &text[at..end], message);
        }
        let address = format!("{IN_VAULT}{file}");
        return Expansion::inline(end, picture_of(&address, described(label), None));
    }
    lexer.lose(
        at..end,
        "this embeds another file, which Medium can't; copy what is to be shown",
    );
    Expansion::inline(end, target.trim())
}

/// A label that is no size.
fn described(label: &str) -> Option<&str> {
    let first = label.split('|').next().unwrap_or_default().trim();
    let is_size = first
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'x');
    (!is_size).then_some(first)
}

/// A comment among words whose end stands on a later line of its paragraph. Those on one line, and those
/// that begin a line, are the parser's.
pub(super) fn comment(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.scan.text;
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[line_start..at];
    let is_behind_word = before.ends_with(char::is_alphanumeric);
    if !text[at..].starts_with("%%") || before.trim().is_empty() || is_behind_word {
        return None;
    }
    let rest = lexer.scan.line(at + 2, MAX_COMMENT);
    if rest.contains("%%") || before.matches("%%").count() % 2 == 1 {
        return None;
    }
    let max = text.len().min(at + MAX_COMMENT);
    let max = (max..=text.len()).find(|end| text.is_char_boundary(*end))?;
    let paragraph = text[at + 2..max].split("\n\n").next()?;
    let length = paragraph.find("%%")?;
    Expansion::inline(at + 2 + length + 2, "")
}

/// No comment among words is longer.
const MAX_COMMENT: usize = 5_000;
