//! An article as rich text: what Medium's editor and its import tool are reported to understand.
//!
//! The HTML that the article's content renders to is rewritten tag by tag: headings in two levels,
//! bare `pre`, pictures in blocks of their own, nothing empty, nothing that Medium has no block for.

mod elements;
mod html;
mod writer;

use html5gum::{Token, Tokenizer};

use writer::Writer;

/// Where the rich text goes, which decides what becomes of pictures and of code.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Destination<'a> {
    /// Medium's editor: a numbered line stands for each local picture, as the clipboard holds none.
    Editor,
    /// A page for the import tool: pictures have these addresses, by the number of their file. Code
    /// is text there, as the tool is reported to leave out code blocks.
    Page(&'a [String]),
}

/// The rich text, and what else its author has to do.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RichText {
    pub(crate) html: String,
    /// The same for what takes no rich text.
    pub(crate) text: String,
    /// The local pictures, in the order of the text.
    pub(crate) pictures: Vec<PictureUse>,
    /// The addresses of pictures from the web.
    pub(crate) from_web: Vec<String>,
    /// Links on lines of their own, which become embeds after Enter in the editor.
    pub(crate) embeds: Vec<String>,
    pub(crate) code_blocks: usize,
}

/// One use of a local picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PictureUse {
    /// The number of its file.
    pub(crate) file: usize,
    pub(crate) alt: String,
    pub(crate) caption: String,
}

/// The address by which the picture with this number of an article's files stands in its content.
pub(crate) fn address(file: usize) -> String {
    format!("/pictures/{file}")
}

/// The number of the file that stands behind an address.
fn file_of(address: &str) -> Option<usize> {
    address.strip_prefix("/pictures/")?.parse().ok()
}

/// Rewrites sanitized HTML, in which every tag is closed.
pub(crate) fn from_html(html: &str, destination: Destination<'_>) -> RichText {
    let mut writer = Writer::new(destination);
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
