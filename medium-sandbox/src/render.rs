//! Renders a post's content as safe HTML.
//!
//! Medium allows HTML in Markdown, so all content is sanitized at the end, by an allow list without
//! scripts, styles and event handlers. URLs must be http(s) or mailto.

use std::borrow::Cow;
use std::collections::HashSet;

use comrak::{Options, markdown_to_html};
use url::Url;

use crate::ContentFormat;

mod attributes;
mod nesting;

pub use attributes::{blank_excess_attributes, drop_excess_attributes};

/// The style sheet for an `<article>`.
pub const STYLE: &str = include_str!("../templates/article.css");

/// The number of characters in which the first line is searched.
const FIRST_LINE_CHARACTERS: usize = 10_000;

/// Renders content as HTML without anything that a browser would execute.
///
/// ```
/// use medium_sandbox::{ContentFormat, render};
///
/// let html = render::to_safe_html(ContentFormat::Markdown, "# Hi\n\n<script>alert(1)</script>");
/// assert_eq!(html.trim(), "<h1>Hi</h1>");
/// ```
pub fn to_safe_html(format: ContentFormat, content: &str) -> String {
    clean(&mut sanitizer(), format, content)
}

/// Renders content for a page of a server with these current or earlier origins: their URLs become
/// paths. Images on other hosts lose their URL, since the page must not load them.
pub(crate) fn to_safe_html_at(
    origins: Vec<String>,
    format: ContentFormat,
    content: &str,
) -> String {
    let mut sanitizer = sanitizer();
    sanitizer
        .attribute_filter(move |_, attribute, value| filter_attribute(&origins, attribute, value));
    clean(&mut sanitizer, format, content)
}

/// Sanitizes content. Content with very deep nesting is shown as plain text, since sanitizing it would
/// take too long.
fn clean(sanitizer: &mut ammonia::Builder<'_>, format: ContentFormat, content: &str) -> String {
    let html = match format {
        ContentFormat::Html => Cow::Borrowed(content),
        ContentFormat::Markdown => Cow::Owned(markdown(content)),
    };
    if nesting::is_too_deep(&html) {
        return format!("<pre>{}</pre>", ammonia::clean_text(content));
    }
    sanitizer.clean(&drop_excess_attributes(&html)).to_string()
}

/// Filters the value of an attribute.
fn filter_attribute<'a>(
    origins: &[String],
    attribute: &str,
    value: &'a str,
) -> Option<Cow<'a, str>> {
    let path = path_below(origins, value);
    match attribute {
        "src" if path.is_none() && is_on_other_host(value) => None,
        "src" | "href" => Some(path.unwrap_or(value).into()),
        _ => Some(value.into()),
    }
}

/// Returns the path of a URL of one of `origins`. `None` if a browser would read the path as
/// another host.
fn path_below<'a>(origins: &[String], url: &'a str) -> Option<&'a str> {
    let path = origins
        .iter()
        .find_map(|origin| url.strip_prefix(origin.as_str()))?;
    let is_local = path.starts_with('/') && !path[1..].starts_with(['/', '\\', '\t', '\n', '\r']);
    is_local.then_some(path)
}

/// Returns whether a browser would load the URL from another host.
fn is_on_other_host(url: &str) -> bool {
    let here = Url::parse("http://sandbox.invalid/");
    let resolved = here.and_then(|here| here.join(url));
    !resolved.is_ok_and(|resolved| resolved.host_str() == Some("sandbox.invalid"))
}

fn sanitizer() -> ammonia::Builder<'static> {
    let mut sanitizer = ammonia::Builder::default();
    sanitizer
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .add_tags(["figure", "figcaption"]);
    sanitizer
}

fn markdown(content: &str) -> String {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    // Raw HTML is allowed here, since the sanitizer runs afterwards.
    options.render.r#unsafe = true;
    markdown_to_html(content, &options)
}

/// Returns the first line of visible text, as a replacement for a title that is too long.
pub(crate) fn first_line(format: ContentFormat, content: &str) -> String {
    let end = content.char_indices().nth(FIRST_LINE_CHARACTERS);
    let content = end.map_or(content, |(end, _)| &content[..end]);
    let html = to_safe_html(format, content).replace("</", "\n</");
    let text = ammonia::Builder::empty().clean(&html).to_string();
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("");
    // The sanitizer escapes only these in text.
    line.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ContentFormat::{Html, Markdown};

    #[test]
    fn removes_everything_executable() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<svg onload=alert(1)>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<style>body{background:url(javascript:alert(1))}</style>",
            "[x](javascript:alert(1))",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        ];
        for content in hostile {
            for format in [Html, Markdown] {
                let html = to_safe_html(format, content).to_lowercase();
                for needle in ["<script", "<svg", "<iframe", "<style", "href=\"javascript"] {
                    assert!(
                        !html.contains(needle),
                        "{content:?} as {format:?} left {html:?}"
                    );
                }
                assert!(
                    !html.contains(" onerror=alert(1)>"),
                    "{content:?} left {html:?}"
                );
            }
        }
    }

    #[test]
    fn shows_very_deep_nesting_as_text() {
        let deep = [
            (Html, "<div>".repeat(100_000)),
            (Html, "<b><i>".repeat(50_000)),
            (Markdown, "> ".repeat(100_000)),
            (Markdown, "<div>\n\n".repeat(50_000)),
        ];
        for (format, content) in deep {
            let html = to_safe_html(format, &content);
            let (start, _) = html.split_at(40.min(html.len()));
            assert!(
                html.starts_with("<pre>") && !html.contains("<div"),
                "{start}"
            );
            first_line(format, &content);
        }
    }

    #[test]
    fn drops_the_attributes_of_a_tag_with_very_many() {
        let many: String = (0..100_000).map(|number| format!(" a{number}")).collect();
        let html = to_safe_html(Html, &format!("<p{many} title=\"a\">Text</p>"));
        assert_eq!(html, "<p>Text</p>");
    }

    #[test]
    fn keeps_images_and_figures() {
        let figure = "<figure><img src=\"https://x.test/0*a.png\" alt=\"A\"><figcaption>B</figcaption></figure>";
        for format in [Html, Markdown] {
            assert!(
                to_safe_html(format, figure)
                    .contains("<figure><img src=\"https://x.test/0*a.png\"")
            );
        }
    }

    #[test]
    fn only_urls_of_the_sandbox_become_paths() {
        let origins = || vec!["http://127.0.0.1:4000".to_owned()];
        let render = |url: &str| {
            let content = format!("<a href=\"{url}\">x</a>");
            to_safe_html_at(origins(), Html, &content)
        };
        assert!(render("http://127.0.0.1:4000/@demo/a-1").contains("href=\"/@demo/a-1\""));
        for other in [
            "http://127.0.0.1:40001/x",
            "http://127.0.0.1:4000//evil.example",
            "http://127.0.0.1:4000/\\evil.example",
            "http://127.0.0.1:4000/\t/evil.example",
            "http://127.0.0.1:4000@evil.example",
            "https://home.example/",
        ] {
            let link = format!("href=\"{other}\"");
            assert!(render(other).contains(&link), "{}", render(other));
        }
        assert!(!render("javascript:alert(1)").contains("alert"));
    }

    #[test]
    fn images_on_other_hosts_are_not_loaded() {
        let origins = || vec!["http://127.0.0.1:4000".to_owned()];
        let render = |url: &str| {
            let content = format!("<img src=\"{url}\" alt=\"A\">");
            to_safe_html_at(origins(), Html, &content)
        };
        for own in ["http://127.0.0.1:4000/images/a", "/images/a", "a.png"] {
            assert!(render(own).contains("src="), "{own}");
        }
        for other in ["https://a.example/a", "//a.example/a", "/\t/a.example/a"] {
            assert_eq!(render(other), "<img alt=\"A\">", "{other}");
        }
    }

    #[test]
    fn the_first_line_has_no_markup() {
        assert_eq!(
            first_line(Markdown, "\n# Salt & *pepper*\n\nText"),
            "Salt & pepper"
        );
        assert_eq!(first_line(Html, "<h1></h1><p>One</p><p>Two</p>"), "One");
        assert_eq!(first_line(Html, ""), "");
    }
}
