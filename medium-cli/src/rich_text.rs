//! Converts an article to rich text for Medium's editor and import tool.
//!
//! Rewrites rendered HTML tag by tag: two levels of headings, plain `pre`, images in their own blocks, no
//! empty elements, and nothing that Medium has no block for. What Medium understands is known from reports.

mod elements;
mod markup;
mod writer;

use html5gum::{Token, Tokenizer};

use writer::Writer;

/// The target, which decides how images and code are written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RichTextTarget<'a> {
    /// Medium's editor. Each local image becomes a numbered line, since the clipboard can't contain images.
    Editor,
    /// A page for the import tool, with the URLs of images by the index of their file. Code becomes
    /// text, since the tool is reported to drop code blocks.
    Page(&'a [String]),
}

/// The rich text, and what its author has to check or add.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RichText {
    pub(crate) html: String,
    /// The same as plain text.
    pub(crate) text: String,
    /// The local images, in the order of the text.
    pub(crate) images: Vec<RichTextImage>,
    /// The URLs of images from the web.
    pub(crate) from_web: Vec<String>,
    /// Links on their own lines. In the editor, they become embeds after Enter.
    pub(crate) embeds: Vec<String>,
    pub(crate) code_blocks: usize,
}

/// One use of a local image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RichTextImage {
    /// The index of its file, from 0.
    pub(crate) file_index: usize,
    pub(crate) alt: String,
    pub(crate) caption: String,
}

/// Returns the URL for the image with this index, to be used in the content.
pub(crate) fn image_url(file_index: usize) -> String {
    format!("/images/{file_index}")
}

/// Returns the index of the file of such a URL.
fn file_of(url: &str) -> Option<usize> {
    url.strip_prefix("/images/")?.parse().ok()
}

/// Converts sanitized HTML, in which every tag is closed.
pub(crate) fn from_html(html: &str, target: RichTextTarget<'_>) -> RichText {
    let mut writer = Writer::new(target);
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => writer.start(&tag),
            Token::EndTag(tag) => writer.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => writer.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    writer.finish()
}

#[cfg(test)]
mod tests;
