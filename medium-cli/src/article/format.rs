//! The two languages that articles are written in.

use std::path::Path;

use super::front_matter::Body;
use super::{convert, html, page, title};

/// What an article is written in, and what Medium is told that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with GitHub's extensions.
    Markdown,
    /// HTML, a whole page or a piece of one.
    Html,
}

impl Format {
    /// By the file's name; where that says nothing, HTML if it begins as a page does.
    pub(super) fn of(path: &Path, text: &str) -> Self {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        match extension.to_str() {
            Some("html" | "htm") => Self::Html,
            Some("md" | "markdown" | "mdx") => Self::Markdown,
            _ if page::is_whole(text) => Self::Html,
            _ => Self::Markdown,
        }
    }

    /// What of a body is shown, and the title of a page, which is not.
    pub(super) fn shown(self, body: Body<'_>) -> (Option<String>, Body<'_>) {
        match self {
            Self::Markdown => (None, body),
            Self::Html => (page::title(body.text), body.part(page::body(body.text))),
        }
    }

    /// The text of the first heading.
    pub(super) fn heading(self, text: &str) -> Option<String> {
        match self {
            Self::Markdown => title::heading_of(text).and_then(|heading| {
                // What stands for something else, or for nothing, is no part of a title.
                match heading.contains('{') || heading.contains("<!--") {
                    true => title::heading_of(&convert::expanded(text)),
                    false => Some(heading),
                }
            }),
            Self::Html => page::headings(text).into_iter().next().map(|one| one.text),
        }
    }

    /// A title as a heading to put above a text.
    pub(super) fn as_heading(self, title: &str) -> String {
        match self {
            Self::Markdown => title::as_heading(title),
            Self::Html => format!("<h1>{}</h1>\n", html::escaped(title)),
        }
    }
}
