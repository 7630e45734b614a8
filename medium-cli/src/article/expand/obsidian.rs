//! Obsidian's embeds `![[a.png]]`, `![[a.png|300]]` and `![[Another note]]`, and its comments over
//! several lines.

use super::images::markdown_image;
use super::{ExpandContext, Expansion};
use crate::article::schemes::IN_VAULT;

/// The limit for a file name.
const MAX_LENGTH: usize = 1_000;
const IMAGE_EXTENSIONS: [&str; 10] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "tif", "tiff",
];

/// Expands the embed at `offset`, which is a `!`.
pub(super) fn embed(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    if !text[offset..].starts_with("![[") || text[..offset].ends_with('\\') {
        return None;
    }
    let close = context.search.find("]]", offset + 3)?;
    let inner = text.get(offset + 3..close)?;
    if inner.len() > MAX_LENGTH || inner.is_empty() || inner.contains('\n') || inner.contains("![[")
    {
        return None;
    }
    let end = close + 2;
    let (target, label) = inner.split_once('|').unwrap_or((inner, ""));
    // In a table, the `|` is escaped.
    let target = target.strip_suffix('\\').unwrap_or(target);
    let file = target.split('#').next().unwrap_or_default().trim();
    let extension = file.rsplit_once('.').map(|(_, extension)| extension);
    if extension.is_some_and(|extension| {
        IMAGE_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    }) {
        if !label.is_empty() && alternative_text(label).is_none() {
            let message = "Medium sizes and aligns images itself; this is left out";
            let position = context.map.position(offset);
            context
                .findings
                .warn_once(position, &text[offset..end], message);
        }
        let url = format!("{IN_VAULT}{file}");
        return Expansion::inline(end, markdown_image(&url, alternative_text(label), None));
    }
    context.error_unless_lossy(
        offset..end,
        "Medium can't embed another file; copy its text",
    );
    Expansion::inline(end, target.trim())
}

/// Returns a label as alternative text, unless it is a size.
fn alternative_text(label: &str) -> Option<&str> {
    let first = label.split('|').next().unwrap_or_default().trim();
    let is_size = first
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'x');
    (!is_size).then_some(first)
}

/// Removes an inline comment that ends on a later line of its paragraph. The parser reads comments on one line
/// and at the start of a line.
pub(super) fn comment(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let line_start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[line_start..offset];
    let is_after_word = before.ends_with(char::is_alphanumeric);
    if !text[offset..].starts_with("%%") || before.trim().is_empty() || is_after_word {
        return None;
    }
    let rest = context.search.line(offset + 2, MAX_COMMENT);
    if rest.contains("%%") || before.matches("%%").count() % 2 == 1 {
        return None;
    }
    let max = text.len().min(offset + MAX_COMMENT);
    let max = (max..=text.len()).find(|end| text.is_char_boundary(*end))?;
    let paragraph = text[offset + 2..max].split("\n\n").next()?;
    let length = paragraph.find("%%")?;
    Expansion::inline(offset + 2 + length + 2, "")
}

/// The limit for an inline comment.
const MAX_COMMENT: usize = 5_000;
