//! The parts of an HTML page: its body, title, headings and meta tags.

use std::ops::Range;

use html5gum::Token;

use super::images::NewUrl;
use super::{Format, html, title};

/// Returns whether the text is a whole page, not a fragment.
pub(super) fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Returns the content of `<article>`, else of `<main>`, else of `<body>`, else everything.
pub(super) fn body(html: &str) -> Range<usize> {
    let tokens = html::tokens(html);
    let own = ["article", "main", "body"]
        .into_iter()
        .find_map(|name| inside(&tokens, html, name));
    own.filter(|range| html.get(range.clone()).is_some())
        .unwrap_or(0..html.len())
}

/// Returns the content of the first element with this name, up to its end tag or the end of the text.
fn inside(tokens: &[Token<usize>], html: &str, name: &str) -> Option<Range<usize>> {
    let (mut start, mut depth) = (None, 0_usize);
    for token in tokens {
        match token {
            Token::StartTag(tag) if *tag.name == *name.as_bytes() => {
                start = start.or(Some(tag.span.end));
                depth += 1;
            }
            Token::EndTag(tag) if *tag.name == *name.as_bytes() && depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    return Some(start?..tag.span.start);
                }
            }
            _ => {}
        }
    }
    start.map(|start| start..html.len())
}

/// Returns the text of `<title>`.
pub(super) fn title(html: &str) -> Option<String> {
    let mut inside = None::<String>;
    for token in html::tokens(html) {
        match token {
            Token::StartTag(tag) if *tag.name == b"title"[..] => inside = Some(String::new()),
            Token::EndTag(tag) if *tag.name == b"title"[..] => break,
            Token::String(text) => {
                if let Some(title) = &mut inside {
                    title.push_str(&String::from_utf8_lossy(&text));
                }
            }
            _ => {}
        }
    }
    inside
        .map(|title| title::one_line(&title))
        .filter(|title| !title.is_empty())
}

/// A `<meta>` tag with a name and content.
pub(super) struct Meta {
    pub(super) name: String,
    pub(super) content: String,
    /// The position of the tag.
    pub(super) range: Range<usize>,
}

/// Returns all `<meta name="…" content="…">` tags.
pub(super) fn metas(html: &str) -> Vec<Meta> {
    let tokens = html::tokens(html).into_iter();
    let metas = tokens.filter_map(|token| match token {
        Token::StartTag(tag) if *tag.name == b"meta"[..] => {
            let value = |name: &[u8]| {
                let value = tag.attributes.get(name)?;
                Some(String::from_utf8_lossy(value).trim().to_owned())
            };
            Some(Meta {
                name: value(b"name").or_else(|| value(b"property"))?,
                content: value(b"content")?,
                range: tag.span.start..tag.span.end,
            })
        }
        _ => None,
    });
    metas.collect()
}

/// A non-empty heading.
pub(super) struct Heading {
    pub(super) text: String,
    /// From 1 to 6.
    level: u8,
    /// The end of its end tag.
    end: usize,
}

/// Returns the text of the first non-empty `<h1>`.
pub(super) fn first_h1(html: &str) -> Option<String> {
    let h1 = headings(html)
        .into_iter()
        .find(|heading| heading.level == 1);
    h1.map(|heading| heading.text)
}

/// Returns all non-empty headings, in order.
pub(super) fn headings(html: &str) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut inside = None::<String>;
    for token in html::tokens(html) {
        match token {
            Token::StartTag(tag) if is_heading(&tag.name) => inside = Some(String::new()),
            Token::EndTag(tag) if is_heading(&tag.name) => {
                let text = title::one_line(&inside.take().unwrap_or_default());
                if !text.is_empty() {
                    let end = tag.span.end;
                    let level = tag.name[1] - b'0';
                    headings.push(Heading { text, level, end });
                }
            }
            Token::String(text) => {
                if let Some(heading) = &mut inside {
                    heading.push_str(&String::from_utf8_lossy(&text));
                }
            }
            _ => {}
        }
    }
    headings
}

/// Returns whether readers see more than headings for which `is_title` returns true.
pub(super) fn has_content(html: &str, is_title: impl Fn(&str) -> bool) -> bool {
    let mut heading = None::<String>;
    html::tokens(html).into_iter().any(|token| match token {
        Token::StartTag(tag) if is_heading(&tag.name) => {
            heading = Some(String::new());
            false
        }
        Token::EndTag(tag) if is_heading(&tag.name) => {
            let text = title::one_line(&heading.take().unwrap_or_default());
            !text.is_empty() && !is_title(&text)
        }
        Token::StartTag(tag) => *tag.name == b"img"[..],
        Token::String(text) => {
            let text = String::from_utf8_lossy(&text);
            match &mut heading {
                Some(heading) => {
                    heading.push_str(&text);
                    false
                }
                None => !text.trim().is_empty(),
            }
        }
        _ => false,
    })
}

/// Inserts `subtitle` below the title's heading, unless it is already there.
pub(super) fn with_subtitle(html: &str, title: &str, subtitle: &str) -> String {
    let headings = headings(html);
    let offset = headings
        .iter()
        .position(|heading| title::same(&heading.text, title));
    let Some(offset) = offset else {
        return html.to_owned();
    };
    let next = headings.get(offset + 1);
    let end = headings[offset].end;
    if next.is_some_and(|next| title::same(&next.text, subtitle)) || !html.is_char_boundary(end) {
        return html.to_owned();
    }
    let (above, below) = html.split_at(end);
    format!("{above}\n<h2>{}</h2>{below}", html::escape_html(subtitle))
}

/// Returns the cover image, to be written above the text.
pub(super) fn cover(format: Format, source: &str, url: NewUrl) -> String {
    let url = match url {
        NewUrl::Keep => source.to_owned(),
        NewUrl::New(url) => url,
        NewUrl::Removed => return String::new(),
    };
    match format {
        Format::Markdown => format!("![]({url})\n\n"),
        Format::Html => format!("<p><img src=\"{}\"></p>\n", html::escape_html(&url)),
    }
}

fn is_heading(name: &[u8]) -> bool {
    matches!(name, [b'h', b'1'..=b'6'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distinguishes_a_page_from_a_fragment() {
        for (text, expected) in [
            ("<!DOCTYPE html><p>", true),
            ("\n<html lang=en>", true),
            ("<p>text", false),
            ("# Markdown", false),
            ("é", false),
        ] {
            assert_eq!(is_page(text), expected, "{text}");
        }
    }

    #[test]
    fn finds_the_body_of_a_page() {
        let page =
            "<html><head><title>A &amp; B</title></head><body class=x><p>text</p></body></html>";
        assert_eq!(&page[body(page)], "<p>text</p>");
        assert_eq!(title(page).as_deref(), Some("A & B"));
        let piece = "<p>text</p>";
        assert_eq!((&piece[body(piece)], title(piece)), (piece, None));
        assert_eq!(body("</body>x<body>"), 14..14);
        let page =
            "<body><nav>n</nav><main>m<article>a</article></main><article>b</article></body>";
        assert_eq!(&page[body(page)], "a");
    }

    #[test]
    fn reads_headings_without_their_markup() {
        let html =
            "<!-- <h1>no</h1> --><h1>\n A <em>big</em>\n bell &amp; co</h1><h2></h2><h3>C</h3>";
        let texts: Vec<_> = headings(html)
            .into_iter()
            .map(|heading| heading.text)
            .collect();
        assert_eq!(texts, ["A big bell & co", "C"]);
    }

    #[test]
    fn inserts_the_subtitle_below_the_title_once() {
        let with = |html: &str| with_subtitle(html, "T", "S & s");
        assert_eq!(with("<h1>T</h1><p>x"), "<h1>T</h1>\n<h2>S &amp; s</h2><p>x");
        let there = "<h1>T</h1>\n<h2>S &amp; s</h2><p>x";
        assert_eq!(with(there), there);
        assert_eq!(with("<p>x"), "<p>x");
    }
}
