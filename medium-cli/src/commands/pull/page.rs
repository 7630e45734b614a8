//! Reads a page that was saved from a browser: its article and its metadata.

use std::path::Path;

use html5gum::emitters::default::StartTag;
use html5gum::{Token, Tokenizer};
use medium_cli::article::ArticleError;
use medium_sandbox::render;

use super::Source;
use crate::feed::FeedError;
use crate::html_text::{attribute, escape_html};

/// The limit for the HTML file, without its images.
const MAX_BYTES: u64 = 16 << 20;

/// Elements inside `<article>` that aren't part of the text.
const REMOVED: [&str; 8] = [
    "button", "nav", "aside", "form", "svg", "script", "style", "noscript",
];

/// Reads a saved page.
pub(super) fn read(file: &Path) -> Result<Source, FeedError> {
    let unreadable = |source| {
        FeedError::Page(ArticleError::Unreadable {
            path: file.to_owned(),
            source,
        })
    };
    if file.metadata().map_err(unreadable)?.len() > MAX_BYTES {
        return Err(FeedError::Page(ArticleError::TooLarge(file.to_owned())));
    }
    let html = std::fs::read_to_string(file).map_err(unreadable)?;
    let source = source(&render::drop_excess_attributes(&html));
    let is_markdown = file
        .extension()
        .is_some_and(|ending| ending == "md" || ending == "markdown");
    // Every page on Medium has a title.
    if source.title.is_empty() || is_markdown {
        Err(FeedError::NotAPage(file.display().to_string()))
    } else {
        Ok(source)
    }
}

fn source(html: &str) -> Source {
    let tokens: Vec<_> = Tokenizer::new(html).flatten().collect();
    let mut source = Source {
        title: String::new(),
        canonical: None,
        tags: Vec::new(),
        published_at: None,
        html: article_html(&tokens),
    };
    let mut title = None;
    for token in &tokens {
        if let Token::StartTag(tag) = token {
            read_metadata(tag, &mut source, &mut title);
        }
    }
    let heading = text_of(&tokens, b"h1")
        .or(title)
        .or_else(|| text_of(&tokens, b"title"));
    source.title = heading.unwrap_or_default();
    source
}

/// Reads the metadata of a tag.
fn read_metadata(tag: &StartTag<()>, source: &mut Source, title: &mut Option<String>) {
    let content = || attribute(tag, "content");
    match (&tag.name[..], attribute(tag, "property").as_deref()) {
        (b"meta", Some("og:title")) => *title = content(),
        (b"meta", Some("article:published_time")) => {
            source.published_at = content().and_then(|time| time.parse().ok());
        }
        (b"meta", Some("article:tag")) => source.tags.extend(content()),
        (b"link", _) if attribute(tag, "rel").as_deref() == Some("canonical") => {
            source.canonical = attribute(tag, "href");
        }
        _ => {}
    }
}

/// Returns the text of the first element with this name.
fn text_of(tokens: &[Token], name: &[u8]) -> Option<String> {
    let is_start = |token: &Token| matches!(token, Token::StartTag(tag) if tag.name[..] == *name);
    let is_end = |token: &&Token| matches!(token, Token::EndTag(tag) if tag.name[..] == *name);
    let start = tokens.iter().position(is_start)?;
    let inside = tokens[start..].iter().take_while(|token| !is_end(token));
    let mut text = String::new();
    for token in inside {
        if let Token::String(part) = token {
            text.push_str(&String::from_utf8_lossy(part));
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Returns the HTML of the first `<article>`, or of the whole page, without [`REMOVED`] elements.
fn article_html(tokens: &[Token]) -> String {
    let is_article =
        |token: &Token| matches!(token, Token::StartTag(tag) if *tag.name == *b"article");
    let start = tokens
        .iter()
        .position(is_article)
        .map_or(0, |index| index + 1);
    let (mut html, mut depth, mut open_removed) = (String::new(), 0_usize, Vec::<Vec<u8>>::new());
    for token in &tokens[start..] {
        match token {
            Token::StartTag(tag) if is_removed(&tag.name) && !tag.self_closing => {
                open_removed.push(tag.name.to_vec());
            }
            Token::EndTag(tag)
                if open_removed
                    .last()
                    .is_some_and(|name| *name == tag.name[..]) =>
            {
                open_removed.pop();
            }
            _ if !open_removed.is_empty() => {}
            Token::StartTag(tag) => {
                depth += usize::from(*tag.name == *b"article");
                html.push_str(&start_tag(tag));
            }
            Token::EndTag(tag) => {
                if *tag.name == *b"article" {
                    match depth.checked_sub(1) {
                        Some(less) => depth = less,
                        None => break,
                    }
                }
                html.push_str(&format!("</{}>", String::from_utf8_lossy(&tag.name)));
            }
            Token::String(text) => html.push_str(&escape_html(&String::from_utf8_lossy(text))),
            _ => {}
        }
    }
    html
}

fn is_removed(name: &[u8]) -> bool {
    REMOVED.iter().any(|removed| removed.as_bytes() == name)
}

/// Returns a start tag with its attributes.
pub(super) fn start_tag(tag: &StartTag<()>) -> String {
    let mut html = format!("<{}", String::from_utf8_lossy(&tag.name));
    for (name, value) in &tag.attributes {
        let name = String::from_utf8_lossy(name);
        let value = escape_html(&String::from_utf8_lossy(value));
        html.push_str(&format!(" {name}=\"{value}\""));
    }
    html + ">"
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn reads_the_article_and_the_metadata_of_a_page() {
        let page = "<html><head><title>Bells | by Demo | Medium</title>\
            <link rel='canonical' href='https://example.com/bells'>\
            <meta property='article:published_time' content='2024-05-01T10:00:00.000Z'>\
            <meta property='article:tag' content='music'></head><body><nav>Home</nav><article>\
            <h1>Bells &amp; more</h1><button>Follow <svg><path/></svg></button><p>Text</p>\
            <article>inner</article></article><p>Read next</p></body></html>";
        let read = source(page);
        assert_eq!(read.title, "Bells & more");
        assert_eq!(read.canonical.as_deref(), Some("https://example.com/bells"));
        assert_eq!(read.tags, ["music"]);
        assert_eq!(
            read.published_at.unwrap().to_string(),
            "2024-05-01T10:00:00Z"
        );
        assert_eq!(
            read.html,
            "<h1>Bells &amp; more</h1><p>Text</p><article>inner</article>"
        );
    }

    #[test]
    fn a_page_without_an_article_is_read_as_a_whole() {
        let read = source("<title>T</title><p>Text");
        assert_eq!((read.title.as_str(), read.canonical), ("T", None));
        assert!(read.html.contains("<p>Text"));
    }
}
