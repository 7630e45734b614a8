//! Posts as Medium stores them: a flat list of blocks.
//!
//! Medium stores no HTML. A post is a list of typed paragraphs, with links and emphasis in their text.
//! The API, the editor and the import tool convert content to blocks, so posts from all of them can be
//! compared.

mod html;
mod reader;

use std::fmt::Write as _;

use crate::{ContentFormat, render};

/// The type of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockType {
    /// A large heading: the title, or one like it.
    Heading,
    /// A small heading. Medium has two sizes.
    Subheading,
    /// Running text.
    Paragraph,
    /// A paragraph of a quotation.
    Quote,
    /// A block of code.
    Code,
    /// An item of a list with bullets.
    BulletItem,
    /// An item of a list with numbers.
    NumberedItem,
    /// An image, with its caption.
    Image,
    /// The dots between two sections.
    Separator,
}

/// A block of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// The type.
    pub block_type: BlockType,
    /// The text as HTML with only `a`, `strong`, `em`, `code` and `br`. For an image, the `img` and, if
    /// there is a caption, a `figcaption`. Empty for a separator.
    pub html: String,
}

impl Block {
    /// Returns the text without markup. A line break is `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        reader::text_of(&self.html)
    }
}

/// Converts content to blocks.
///
/// ```
/// use medium_sandbox::ContentFormat;
/// use medium_sandbox::blocks::{self, BlockType};
///
/// let blocks = blocks::parse(ContentFormat::Markdown, "# Bells\n\n- They *ring*");
/// assert_eq!(blocks[0].block_type, BlockType::Heading);
/// assert_eq!(blocks[1].block_type, BlockType::BulletItem);
/// assert_eq!(blocks[1].html, "They <em>ring</em>");
/// ```
#[must_use]
pub fn parse(format: ContentFormat, content: &str) -> Vec<Block> {
    reader::read(&render::to_safe_html(format, content))
}

/// Converts blocks to HTML that has the same blocks.
#[must_use]
pub fn to_html(blocks: &[Block]) -> String {
    let mut html = String::new();
    let mut open = None;
    for block in blocks {
        let around = around(block.block_type);
        if open != around {
            close(&mut html, open);
            if let Some(tag) = around {
                let _ = write!(html, "<{tag}>");
            }
            open = around;
        }
        let inner = &block.html;
        let _ = match block.block_type {
            BlockType::Heading => write!(html, "<h1>{inner}</h1>"),
            BlockType::Subheading => write!(html, "<h2>{inner}</h2>"),
            BlockType::Paragraph | BlockType::Quote => write!(html, "<p>{inner}</p>"),
            // Parsers drop a line break at the start.
            BlockType::Code => write!(html, "<pre>\n{inner}</pre>"),
            BlockType::BulletItem | BlockType::NumberedItem => write!(html, "<li>{inner}</li>"),
            BlockType::Image => write!(html, "<figure>{inner}</figure>"),
            BlockType::Separator => write!(html, "<hr>"),
        };
    }
    close(&mut html, open);
    html
}

/// Returns the element around consecutive blocks of a type.
fn around(block_type: BlockType) -> Option<&'static str> {
    match block_type {
        BlockType::BulletItem => Some("ul"),
        BlockType::NumberedItem => Some("ol"),
        BlockType::Quote => Some("blockquote"),
        _ => None,
    }
}

fn close(html: &mut String, open: Option<&str>) {
    if let Some(tag) = open {
        let _ = write!(html, "</{tag}>");
    }
}

#[cfg(test)]
mod tests;
