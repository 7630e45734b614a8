//! Reads the blocks of a post, without what Medium adds.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::emitters::default::StartTag;
use html5gum::{Token, Tokenizer};
use medium_sandbox::blocks::{self, Block, BlockType};
use medium_sandbox::{ContentFormat, render};

use super::page::start_tag;
use crate::html_text::{attribute, escape_html};

/// The file name of each downloaded image, by its URL.
pub(super) type ImageNames = BTreeMap<String, String>;

/// The blocks of a post.
pub(super) struct PulledPost {
    pub(super) blocks: Vec<Block>,
    /// The distinct URLs of its images.
    pub(super) images: Vec<String>,
}

/// Reads the blocks of untrusted HTML.
pub(super) fn read_blocks(html: &str, title: &str) -> PulledPost {
    let safe = render::to_safe_html(ContentFormat::Html, html);
    let mut blocks = blocks::parse(ContentFormat::Html, &normalize(&safe));
    blocks.retain(|block| block.block_type != BlockType::Image || !image_url(block).is_empty());
    remove_title(&mut blocks, title);
    remove_footer(&mut blocks);
    let mut seen = BTreeSet::new();
    let images = blocks
        .iter()
        .filter(|block| block.block_type == BlockType::Image);
    let images = images.map(image_url);
    let images = images.filter(|url| seen.insert(url.clone()));
    let images = images.collect();
    PulledPost { blocks, images }
}

/// Returns the URL of an image.
fn image_url(image: &Block) -> String {
    let mut tokens = Tokenizer::new(&image.html).flatten();
    let found = tokens.find_map(|token| match token {
        Token::StartTag(tag) => attribute(&tag, "src"),
        _ => None,
    });
    found.unwrap_or_default()
}

/// Normalizes headings to two levels, and removes tracking pixels.
fn normalize(html: &str) -> String {
    let mut normalized = String::with_capacity(html.len());
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) if *tag.name == *b"img" && is_tracking_pixel(&tag) => {}
            Token::StartTag(mut tag) => {
                tag.name = heading(&tag.name).to_vec().into();
                normalized.push_str(&start_tag(&tag));
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(heading(&tag.name)).into_owned();
                normalized.push_str(&format!("</{name}>"));
            }
            Token::String(text) => {
                normalized.push_str(&escape_html(&String::from_utf8_lossy(&text)))
            }
            _ => {}
        }
    }
    normalized
}

/// Medium's feeds have `h3` and `h4` below the title.
fn heading(name: &[u8]) -> &[u8] {
    match name {
        b"h2" | b"h3" => b"h1",
        b"h4" | b"h5" | b"h6" => b"h2",
        name => name,
    }
}

/// Returns whether it is a tracking pixel.
fn is_tracking_pixel(tag: &StartTag<()>) -> bool {
    let is_one = |name| attribute(tag, name).is_some_and(|size| size == "1" || size == "0");
    let source = attribute(tag, "src").unwrap_or_default();
    is_one("width") || is_one("height") || source.contains("/_/stat?")
}

/// Removes a first heading that repeats the title.
fn remove_title(blocks: &mut Vec<Block>, title: &str) {
    let is_title = blocks.first().is_some_and(|first| {
        let is_heading = matches!(first.block_type, BlockType::Heading | BlockType::Subheading);
        is_heading && words(&first.text()) == words(title)
    });
    if is_title {
        blocks.remove(0);
    }
}

/// Removes the footer that Medium adds to posts of publications in feeds.
fn remove_footer(blocks: &mut Vec<Block>) {
    let last = blocks
        .iter()
        .rposition(|block| block.block_type == BlockType::Separator);
    let Some(index) = last else { return };
    let added: String = blocks[index..].iter().map(Block::text).collect();
    if added.contains("was originally published in")
        && added.contains("continuing the conversation")
    {
        blocks.truncate(index);
    }
}

/// Collapses white space.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(post: &PulledPost) -> Vec<&str> {
        post.blocks
            .iter()
            .map(|block| block.html.as_str())
            .collect()
    }

    #[test]
    fn removes_what_medium_adds() {
        let html_of = "<h3>Bells &amp; more</h3><h4>Below</h4><p>Text</p>\
            <img src=\"https://medium.com/_/stat?event=x\" width=\"1\" height=\"1\" alt=\"\">\
            <hr><p><a href=\"https://x.test\">Bells</a> was originally published in \
            <a href=\"https://x.test\">Pub</a> on Medium, where people are continuing the \
            conversation by highlighting and responding to this story.</p>";
        let post = read_blocks(html_of, "Bells & more");
        assert_eq!(html(&post), ["Below", "Text"]);
        assert_eq!(post.blocks[0].block_type, BlockType::Subheading);
        assert!(post.images.is_empty());
    }

    #[test]
    fn normalizes_headings_of_feeds() {
        let kinds = |html| {
            read_blocks(html, "T")
                .blocks
                .into_iter()
                .map(|block| block.block_type)
        };
        assert_eq!(kinds("<h3>a</h3>").next(), Some(BlockType::Heading));
        assert_eq!(kinds("<h4>a</h4>").next(), Some(BlockType::Subheading));
    }

    #[test]
    fn keeps_line_breaks_in_code_and_captions_of_images() {
        let post = read_blocks(
            "<pre><code>let a;<br>b &lt; c</code></pre>\
             <figure><img src=\"https://x.test/a.png\" alt=\"A\"><figcaption>By <b>me</b>\
             </figcaption></figure><script>alert(1)</script>",
            "T",
        );
        assert_eq!(post.blocks[0].text(), "let a;\nb < c");
        assert_eq!(post.blocks[1].text(), "By me");
        assert_eq!(post.images, ["https://x.test/a.png"]);
    }
}
