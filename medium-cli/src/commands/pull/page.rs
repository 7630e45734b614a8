//! A page that was saved from a browser: the article's own part, and what the page says of itself.

use std::path::Path;

use html5gum::emitters::default::StartTag;
use html5gum::{Token, Tokenizer};
use medium_cli::article::ArticleError;
use medium_sandbox::render;

use super::Source;
use crate::error::{Error, Result};

/// A saved page is text; its pictures lie beside it.
const MAX_BYTES: u64 = 16 << 20;

/// What stands in a page's article and is no part of the text.
const DROPPED: [&str; 8] = [
    "button", "nav", "aside", "form", "svg", "script", "style", "noscript",
];

/// Reads a saved page.
pub(super) fn read(file: &Path) -> Result<Source> {
    let unreadable = |source| {
        Error::from(ArticleError::Unreadable {
            path: file.to_owned(),
            source,
        })
    };
    if file.metadata().map_err(unreadable)?.len() > MAX_BYTES {
        return Err(ArticleError::TooLarge(file.to_owned()).into());
    }
    let html = std::fs::read_to_string(file).map_err(unreadable)?;
    let source = source(&render::drop_excess_attributes(&html));
    match source.title.is_empty() {
        true => Err(ArticleError::NoTitle(file.to_owned()).into()),
        false => Ok(source),
    }
}

fn source(html: &str) -> Source {
    let tokens: Vec<_> = Tokenizer::new(html).flatten().collect();
    let mut source = Source {
        title: String::new(),
        canonical: None,
        tags: Vec::new(),
        published_at: None,
        html: own_part(&tokens),
    };
    let mut title = None;
    for token in &tokens {
        if let Token::StartTag(tag) = token {
            note(tag, &mut source, &mut title);
        }
    }
    let heading = text_of(&tokens, b"h1")
        .or(title)
        .or_else(|| text_of(&tokens, b"title"));
    source.title = heading.unwrap_or_default();
    source
}

/// What a tag of the head says.
fn note(tag: &StartTag<()>, source: &mut Source, title: &mut Option<String>) {
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

/// The words of the first element of this name.
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

/// The HTML of the first `article`, or else of all, without buttons and the like.
fn own_part(tokens: &[Token]) -> String {
    let is_article =
        |token: &Token| matches!(token, Token::StartTag(tag) if *tag.name == *b"article");
    let start = tokens.iter().position(is_article).map_or(0, |at| at + 1);
    let (mut html, mut depth, mut dropped) = (String::new(), 0_usize, Vec::<Vec<u8>>::new());
    for token in &tokens[start..] {
        match token {
            Token::StartTag(tag) if is_dropped(&tag.name) && !tag.self_closing => {
                dropped.push(tag.name.to_vec());
            }
            Token::EndTag(tag) if dropped.last().is_some_and(|name| *name == tag.name[..]) => {
                dropped.pop();
            }
            _ if !dropped.is_empty() => {}
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
            Token::String(text) => html.push_str(&escaped(&String::from_utf8_lossy(text))),
            _ => {}
        }
    }
    html
}

fn is_dropped(name: &[u8]) -> bool {
    DROPPED.iter().any(|dropped| dropped.as_bytes() == name)
}

/// A start tag with its attributes.
pub(super) fn start_tag(tag: &StartTag<()>) -> String {
    let mut html = format!("<{}", String::from_utf8_lossy(&tag.name));
    for (name, value) in &tag.attributes {
        let name = String::from_utf8_lossy(name);
        let value = escaped(&String::from_utf8_lossy(value));
        html.push_str(&format!(" {name}=\"{value}\""));
    }
    html + ">"
}

pub(super) fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn a_page_gives_its_article_and_what_it_says_of_itself() {
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
    fn a_page_without_an_article_is_all_text() {
        let read = source("<title>T</title><p>Text");
        assert_eq!((read.title.as_str(), read.canonical), ("T", None));
        assert!(read.html.contains("<p>Text"));
    }
}
