//! Writes HTML fragments.

use super::RichTextImage;
use crate::html_text::escape_html;

/// Returns the placeholder for the last of the images.
pub(super) fn placeholder(images: &[RichTextImage]) -> String {
    let number = images.len();
    match images.last() {
        Some(image) if !image.alt.is_empty() => format!("[Image {number}: {}]", image.alt),
        _ => format!("[Image {number}]"),
    }
}

/// Returns an image with its optional caption.
pub(super) fn figure(url: &str, alt: &str, caption: &str) -> String {
    let image = format!(
        "<img src=\"{}\" alt=\"{}\">",
        escape_html(url),
        escape_html(alt)
    );
    match caption {
        "" => format!("<figure>{image}</figure>"),
        _ => format!(
            "<figure>{image}<figcaption>{}</figcaption></figure>",
            escape_html(caption)
        ),
    }
}

/// Returns a line of code as text. Repeated spaces become non-breaking, since HTML collapses
/// spaces.
pub(super) fn code_line(line: &str) -> String {
    let mut text = String::new();
    for character in line.chars() {
        match character {
            '\t' => text.push_str("\u{a0}\u{a0}\u{a0}\u{a0}"),
            ' ' if text.is_empty() || text.ends_with([' ', '\u{a0}']) => text.push('\u{a0}'),
            _ => text.push(character),
        }
    }
    if text.is_empty() {
        text
    } else {
        format!("<code>{}</code>", escape_html(&text))
    }
}
