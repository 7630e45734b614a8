//! Tags, attributes and text of HTML.

use html5gum::HtmlString;
use html5gum::emitters::default::StartTag;

/// An open inline element.
pub(super) struct Mark {
    pub(super) tag: &'static str,
    /// The start tag.
    pub(super) start: String,
}

/// Returns a tag's name.
pub(super) fn name(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Returns the value of an attribute, escaped for an attribute.
pub(super) fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(escape(&String::from_utf8_lossy(value)).replace('"', "&quot;"))
}

/// Returns Medium's inline element for an HTML tag.
pub(super) fn mark_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "a" => "a",
        "strong" | "b" => "strong",
        "em" | "i" => "em",
        "code" => "code",
        _ => return None,
    })
}

/// Returns the inline element that a tag opens, if Medium has it.
pub(super) fn mark(name: &str, tag: &StartTag<()>) -> Option<Mark> {
    let tag_name = mark_name(name)?;
    let start = match (tag_name, attribute(tag, "href")) {
        ("a", Some(href)) => format!("<a href=\"{href}\">"),
        _ => format!("<{tag_name}>"),
    };
    Some(Mark {
        tag: tag_name,
        start,
    })
}

/// Returns whether an element is a block.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "article"
            | "section"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "table"
            | "thead"
            | "tbody"
            | "tr"
            | "td"
            | "th"
            | "dl"
            | "dt"
            | "dd"
            | "details"
            | "summary"
            | "center"
            | "hgroup"
    )
}

/// Appends text with collapsed white space, and none at the start of a line.
pub(super) fn push_collapsed(html: &mut String, text: &str) {
    for (number, word) in text.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
        let begins = html.is_empty() || html.ends_with(' ') || html.ends_with("<br>");
        if number > 0 && !begins {
            html.push(' ');
        }
        html.push_str(&escape(word));
    }
}

/// Trims spaces and line breaks.
pub(super) fn trim_breaks(html: &str) -> &str {
    let mut html = html.trim_matches(' ');
    loop {
        let less = html.strip_prefix("<br>").unwrap_or(html);
        let less = less.strip_suffix("<br>").unwrap_or(less).trim_matches(' ');
        if less.len() == html.len() {
            return html;
        }
        html = less;
    }
}

/// Escapes text for HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
