//! Reads a page like Medium's import tool, as third parties report.

use html5gum::emitters::default::StartTag;
use html5gum::{Token, Tokenizer};
use jiff::Timestamp;
use url::Url;

use crate::ContentFormat;
use crate::blocks::{self, Block, BlockType};

/// The content of a page.
pub(super) struct Imported {
    pub(super) blocks: Vec<Block>,
    /// From the page, otherwise its own URL.
    pub(super) canonical_url: String,
    /// In milliseconds since 1970.
    pub(super) published_at: Option<i64>,
}

/// Reads a page at `url`: the title, the content of `article`, the canonical link and the date. Drops
/// code blocks, as the import tool is reported to.
pub(super) fn read(html: &str, url: &Url) -> Imported {
    let head = Head::parse(html);
    let mut blocks = blocks::parse(ContentFormat::Html, article(html));
    blocks.retain(|block| block.block_type != BlockType::Code);
    let has_title = blocks
        .iter()
        .any(|block| block.block_type == BlockType::Heading);
    if let Some(title) = head.title.filter(|_| !has_title) {
        let title = format!("<h1>{}</h1>", ammonia::clean_text(&title));
        let title = blocks::parse(ContentFormat::Html, &title);
        blocks.splice(0..0, title);
    }
    let canonical = head.canonical.and_then(|link| url.join(&link).ok());
    let date = head.date.and_then(|date| date.parse::<Timestamp>().ok());
    Imported {
        blocks,
        canonical_url: canonical.unwrap_or_else(|| url.clone()).into(),
        published_at: date.map(Timestamp::as_millisecond),
    }
}

/// Returns the content of the first `article`, otherwise the whole page.
fn article(html: &str) -> &str {
    let inner = html
        .split_once("<article")
        .and_then(|(_, rest)| rest.split_once('>'));
    match inner {
        Some((_, rest)) => rest.split("</article>").next().unwrap_or_default(),
        None => html,
    }
}

/// Metadata of a page.
#[derive(Default)]
struct Head {
    /// The Open Graph title.
    title: Option<String>,
    canonical: Option<String>,
    date: Option<String>,
}

impl Head {
    fn parse(html: &str) -> Self {
        let mut head = Self::default();
        for Ok(token) in Tokenizer::new(html) {
            let Token::StartTag(tag) = token else {
                continue;
            };
            match (&tag.name[..], attribute(&tag, "property").as_deref()) {
                (b"meta", Some("og:title")) => head.title = attribute(&tag, "content"),
                (b"meta", Some("article:published_time")) => {
                    head.date = attribute(&tag, "content");
                }
                (b"link", _) if attribute(&tag, "rel").as_deref() == Some("canonical") => {
                    head.canonical = attribute(&tag, "href");
                }
                _ => {}
            }
        }
        head
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_article_the_canonical_link_and_the_date() {
        let page = "<html><head><link rel=canonical href=/first>\
            <meta property=article:published_time content=2024-05-01T10:00:00Z></head>\
            <body><nav>Home</nav><article class=x><h1>T</h1><p>text</p><pre>code</pre></article>";
        let url = Url::parse("http://127.0.0.1:8000/a/").unwrap();
        let read = read(page, &url);
        assert_eq!(blocks::to_html(&read.blocks), "<h1>T</h1><p>text</p>");
        assert_eq!(read.canonical_url, "http://127.0.0.1:8000/first");
        assert_eq!(read.published_at, Some(1_714_557_600_000));
    }

    #[test]
    fn the_title_of_a_page_without_a_heading_comes_from_open_graph() {
        let page = "<meta property=og:title content='A &amp; B'><p>text";
        let url = Url::parse("http://127.0.0.1:8000/a/").unwrap();
        let read = read(page, &url);
        assert_eq!(
            blocks::to_html(&read.blocks),
            "<h1>A &amp; B</h1><p>text</p>"
        );
        assert_eq!(
            (read.canonical_url.as_str(), read.published_at),
            (url.as_str(), None)
        );
    }
}
