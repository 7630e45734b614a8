//! The text of a post as it was written: without what Medium adds, and with captions where Markdown
//! has them.

use std::collections::BTreeMap;

use html5gum::emitters::default::StartTag;
use html5gum::{Token, Tokenizer};
use medium_sandbox::{ContentFormat, render};

use super::page::{attribute, escaped};

/// Addresses of pictures, and what stands in their place.
pub(super) type Places = BTreeMap<String, String>;

/// A clean text, in which the addresses of pictures are still to be decided.
pub(super) struct Clean {
    pieces: Vec<Piece>,
    /// The addresses of its pictures, each once.
    pub(super) pictures: Vec<String>,
}

enum Piece {
    Html(String),
    Picture {
        address: String,
        alt: String,
        caption: String,
    },
}

/// Cleans HTML that anybody may have written.
pub(super) fn clean(html: &str, title: &str) -> Clean {
    let html = render::to_safe_html(ContentFormat::Html, html);
    let html = without_footer(without_title(&html, title));
    let mut cleaner = Cleaner::default();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => cleaner.start(&tag),
            Token::EndTag(tag) => cleaner.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => cleaner.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    cleaner.finish()
}

impl Clean {
    /// The HTML, with these places for some of its pictures.
    pub(super) fn with(&self, places: &Places) -> String {
        let mut html = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Html(part) => html.push_str(part),
                Piece::Picture {
                    address,
                    alt,
                    caption,
                } => {
                    let place = places.get(address).unwrap_or(address);
                    let (place, alt) = (escaped(place), escaped(alt));
                    html.push_str(&format!("<img src=\"{place}\" alt=\"{alt}\""));
                    if !caption.is_empty() {
                        html.push_str(&format!(" title=\"{}\"", escaped(caption)));
                    }
                    html.push('>');
                }
            }
        }
        html
    }
}

/// Without a heading on top that repeats the title.
fn without_title<'a>(html: &'a str, title: &str) -> &'a str {
    let end = html
        .find("</h")
        .and_then(|at| Some(at + html[at..].find('>')? + 1));
    let Some(end) = end else { return html };
    let (head, rest) = html.split_at(end);
    let is_title = head.trim_start().starts_with("<h") && words(head) == words(&escaped(title));
    if is_title { rest } else { html }
}

/// Without the lines that Medium adds to the posts of publications in feeds.
fn without_footer(html: &str) -> &str {
    let Some(at) = html.rfind("<hr>") else {
        return html;
    };
    let added = words(&html[at..]);
    let is_added = added.contains("was originally published in")
        && added.contains("continuing the conversation");
    if is_added { &html[..at] } else { html }
}

/// The text of HTML, a space between words.
fn words(html: &str) -> String {
    let mut text = String::new();
    for (number, part) in html.split('<').enumerate() {
        let part = match number {
            0 => part,
            _ => part.split_once('>').map_or("", |(_, text)| text),
        };
        text.push_str(part);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Cleaner {
    clean: Vec<Piece>,
    html: String,
    picture: Option<(String, String, String)>,
    caption: Option<String>,
    is_in_figure: bool,
    is_in_pre: bool,
}

impl Cleaner {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        match name.as_str() {
            "figure" => self.is_in_figure = true,
            "figcaption" => self.caption = Some(String::new()),
            "img" if is_counter(tag) => {}
            "img" => {
                let of = |name| attribute(tag, name).unwrap_or_default();
                self.put_picture();
                self.picture = Some((of("src"), of("alt"), of("title")));
                if !self.is_in_figure {
                    self.put_picture();
                }
            }
            _ if self.caption.is_some() => {}
            // Feeds have `pre` alone, and Markdown's block of code has both.
            "pre" => {
                self.is_in_pre = true;
                self.html.push_str("<pre><code>");
            }
            "br" if self.is_in_pre => self.html.push('\n'),
            _ if self.is_in_pre => {}
            "a" => {
                let href = attribute(tag, "href").unwrap_or_default();
                self.html
                    .push_str(&format!("<a href=\"{}\">", escaped(&href)));
            }
            name => self.html.push_str(&format!("<{}>", written(name))),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "figure" => {
                self.is_in_figure = false;
                self.put_picture();
            }
            "figcaption" => {
                let caption = self.caption.take().unwrap_or_default();
                let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
                match &mut self.picture {
                    Some((_, _, known)) => *known = caption,
                    None => self.html.push_str(&format!("<p>{}</p>", escaped(&caption))),
                }
            }
            _ if self.caption.is_some() => {}
            "pre" => {
                self.is_in_pre = false;
                self.html.push_str("</code></pre>");
            }
            _ if self.is_in_pre => {}
            name => self.html.push_str(&format!("</{}>", written(name))),
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.caption {
            Some(caption) => caption.push_str(text),
            None => self.html.push_str(&escaped(text)),
        }
    }

    /// A figure is a paragraph of its own; another picture stands where it stands.
    fn put_picture(&mut self) {
        let Some((address, alt, caption)) = self.picture.take() else {
            return;
        };
        if address.is_empty() {
            return;
        }
        let before = std::mem::take(&mut self.html);
        self.clean.push(Piece::Html(before + "<p>"));
        self.clean.push(Piece::Picture {
            address,
            alt,
            caption,
        });
        self.html.push_str("</p>");
    }

    fn finish(mut self) -> Clean {
        self.put_picture();
        self.clean.push(Piece::Html(self.html));
        let mut pictures = Vec::new();
        for piece in &self.clean {
            if let Piece::Picture { address, .. } = piece
                && !pictures.contains(address)
            {
                pictures.push(address.clone());
            }
        }
        Clean {
            pieces: self.clean,
            pictures,
        }
    }
}

/// Medium's headings below the title are `h3` and `h4` in feeds, and were `##` and `###` once.
fn written(name: &str) -> &str {
    match name {
        "h1" | "h3" => "h2",
        "h4" | "h5" | "h6" => "h3",
        name => name,
    }
}

/// Whether it is a picture that no reader sees, and that counts them.
fn is_counter(tag: &StartTag<()>) -> bool {
    let is_one = |name| attribute(tag, name).is_some_and(|size| size == "1" || size == "0");
    let source = attribute(tag, "src").unwrap_or_default();
    is_one("width") || is_one("height") || source.contains("/_/stat?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_medium_adds_is_left_out() {
        let html = "<h3>Bells &amp; more</h3><h4>Below</h4><p>Text</p>\
            <img src=\"https://medium.com/_/stat?event=x\" width=\"1\" height=\"1\" alt=\"\">\
            <hr><p><a href=\"https://x.test\">Bells</a> was originally published in \
            <a href=\"https://x.test\">Pub</a> on Medium, where people are continuing the \
            conversation by highlighting and responding to this story.</p>";
        let clean = clean(html, "Bells & more");
        assert_eq!(clean.with(&Places::new()), "<h3>Below</h3><p>Text</p>");
        assert!(clean.pictures.is_empty());
    }

    #[test]
    fn code_is_code_with_its_line_breaks_and_without_colours() {
        let clean = clean("<pre><code><b>let</b> a;<br>b &lt; c</code></pre>", "T");
        let expected = "<pre><code>let a;\nb &lt; c</code></pre>";
        assert_eq!(clean.with(&Places::new()), expected);
    }

    #[test]
    fn a_caption_is_the_picture_s_title_and_its_place_can_be_another() {
        let html = "<figure><img src=\"https://x.test/a.png\" alt=\"A\"><figcaption>By <b>me</b>\
                    </figcaption></figure><script>alert(1)</script>";
        let clean = clean(html, "T");
        assert_eq!(clean.pictures, ["https://x.test/a.png"]);
        let places = [("https://x.test/a.png".to_owned(), "a.png".to_owned())].into();
        assert_eq!(
            clean.with(&places),
            "<p><img src=\"a.png\" alt=\"A\" title=\"By me\"></p>"
        );
    }
}
