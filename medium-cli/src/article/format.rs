//! The two languages that articles are written in.

use std::path::Path;

use super::{html, html_page, title};

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
            _ if html_page::is_whole(text) => Self::Html,
            _ => Self::Markdown,
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
