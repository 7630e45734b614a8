//! Pieces of HTML, as texts.

use html5gum::emitters::default::StartTag;

use super::PictureUse;

/// What stands in the text for the last of the pictures.
pub(super) fn placeholder(pictures: &[PictureUse]) -> String {
    let number = pictures.len();
    match pictures.last() {
        Some(picture) if !picture.alt.is_empty() => format!("[Picture {number}: {}]", picture.alt),
        _ => format!("[Picture {number}]"),
    }
}

/// A picture with its caption, if it has one.
pub(super) fn figure(address: &str, alt: &str, caption: &str) -> String {
    let picture = format!(
        "<img src=\"{}\" alt=\"{}\">",
        escaped(address),
        escaped(alt)
    );
    match caption {
        "" => format!("<figure>{picture}</figure>"),
        _ => format!(
            "<figure>{picture}<figcaption>{}</figcaption></figure>",
            escaped(caption)
        ),
    }
}

/// A line of code as text that keeps its spaces, of which text has one at most.
pub(super) fn code_line(line: &str) -> String {
    let mut text = String::new();
    for character in line.chars() {
        match character {
            '\t' => text.push_str("\u{a0}\u{a0}\u{a0}\u{a0}"),
            ' ' if text.is_empty() || text.ends_with([' ', '\u{a0}']) => text.push('\u{a0}'),
            _ => text.push(character),
        }
    }
    match text.is_empty() {
        true => text,
        false => format!("<code>{}</code>", escaped(&text)),
    }
}

/// An attribute's value, decoded.
pub(super) fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// A text that HTML shows as it is, also in an attribute.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
