//! The blocks of a post as it was written: without what Medium adds.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::emitters::default::StartTag;
use html5gum::{Token, Tokenizer};
use medium_sandbox::story::{self, Block, BlockKind};
use medium_sandbox::{ContentFormat, render};

use super::page::{attribute, escaped, start_tag};

/// Addresses of pictures, and what stands in their place.
pub(super) type ImageNames = BTreeMap<String, String>;

/// A clean text.
pub(super) struct Clean {
    pub(super) blocks: Vec<Block>,
    /// The addresses of its pictures, each once.
    pub(super) pictures: Vec<String>,
}

/// Cleans HTML that anybody may have written.
pub(super) fn clean(html: &str, title: &str) -> Clean {
    let safe = render::to_safe_html(ContentFormat::Html, html);
    let mut blocks = story::blocks(ContentFormat::Html, &of_an_article(&safe));
    blocks.retain(|block| block.kind != BlockKind::Picture || !address(block).is_empty());
    remove_title(&mut blocks, title);
    remove_footer(&mut blocks);
    let mut seen = BTreeSet::new();
    let pictures = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Picture);
    let pictures = pictures.map(address);
    let pictures = pictures.filter(|address| seen.insert(address.clone()));
    let pictures = pictures.collect();
    Clean { blocks, pictures }
}

/// Where a picture is.
fn address(picture: &Block) -> String {
    let mut tokens = Tokenizer::new(&picture.html).flatten();
    let found = tokens.find_map(|token| match token {
        Token::StartTag(tag) => attribute(&tag, "src"),
        _ => None,
    });
    found.unwrap_or_default()
}

/// The HTML with an article's two sizes of headings, and without pictures that only count readers.
fn of_an_article(html: &str) -> String {
    let mut markdown = String::with_capacity(html.len());
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) if *tag.name == *b"img" && is_counter(&tag) => {}
            Token::StartTag(mut tag) => {
                tag.name = heading(&tag.name).to_vec().into();
                markdown.push_str(&start_tag(&tag));
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(heading(&tag.name)).into_owned();
                markdown.push_str(&format!("</{name}>"));
            }
            Token::String(text) => markdown.push_str(&escaped(&String::from_utf8_lossy(&text))),
            _ => {}
        }
    }
    markdown
}

/// Medium's headings below the title are `h3` and `h4` in feeds, and were `##` and `###` once.
fn heading(name: &[u8]) -> &[u8] {
    match name {
        b"h2" | b"h3" => b"h1",
        b"h4" | b"h5" | b"h6" => b"h2",
        name => name,
    }
}

/// Whether it is a picture that no reader sees, and that counts them.
fn is_counter(tag: &StartTag<()>) -> bool {
    let is_one = |name| attribute(tag, name).is_some_and(|size| size == "1" || size == "0");
    let source = attribute(tag, "src").unwrap_or_default();
    is_one("width") || is_one("height") || source.contains("/_/stat?")
}

/// Removes a heading on top that repeats the title.
fn remove_title(blocks: &mut Vec<Block>, title: &str) {
    let is_title = blocks.first().is_some_and(|first| {
        let is_heading = matches!(first.kind, BlockKind::Heading | BlockKind::Subheading);
        is_heading && words(&first.text()) == words(title)
    });
    if is_title {
        blocks.remove(0);
    }
}

/// Removes the lines that Medium adds to the posts of publications in feeds.
fn remove_footer(blocks: &mut Vec<Block>) {
    let last = blocks
        .iter()
        .rposition(|block| block.kind == BlockKind::Separator);
    let Some(at) = last else { return };
    let added: String = blocks[at..].iter().map(Block::text).collect();
    if added.contains("was originally published in")
        && added.contains("continuing the conversation")
    {
        blocks.truncate(at);
    }
}

/// A text with one space between words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(clean: &Clean) -> Vec<&str> {
        clean
            .blocks
            .iter()
            .map(|block| block.html.as_str())
            .collect()
    }

    #[test]
    fn what_medium_adds_is_left_out() {
        let html_of = "<h3>Bells &amp; more</h3><h4>Below</h4><p>Text</p>\
            <img src=\"https://medium.com/_/stat?event=x\" width=\"1\" height=\"1\" alt=\"\">\
            <hr><p><a href=\"https://x.test\">Bells</a> was originally published in \
            <a href=\"https://x.test\">Pub</a> on Medium, where people are continuing the \
            conversation by highlighting and responding to this story.</p>";
        let clean = clean(html_of, "Bells & more");
        assert_eq!(html(&clean), ["Below", "Text"]);
        assert_eq!(clean.blocks[0].kind, BlockKind::Subheading);
        assert!(clean.pictures.is_empty());
    }

    #[test]
    fn the_large_headings_of_feeds_are_large() {
        let kinds = |html| clean(html, "T").blocks.into_iter().map(|block| block.kind);
        assert_eq!(kinds("<h3>a</h3>").next(), Some(BlockKind::Heading));
        assert_eq!(kinds("<h4>a</h4>").next(), Some(BlockKind::Subheading));
    }

    #[test]
    fn code_is_code_with_its_line_breaks_and_a_caption_is_its_picture_s() {
        let clean = clean(
            "<pre><code>let a;<br>b &lt; c</code></pre>\
             <figure><img src=\"https://x.test/a.png\" alt=\"A\"><figcaption>By <b>me</b>\
             </figcaption></figure><script>alert(1)</script>",
            "T",
        );
        assert_eq!(clean.blocks[0].text(), "let a;\nb < c");
        assert_eq!(clean.blocks[1].text(), "By me");
        assert_eq!(clean.pictures, ["https://x.test/a.png"]);
    }
}
