//! The formats of articles.

use std::path::Path;

use super::{html, html_page, title};

/// The format of an article, and of the content that Medium receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with GitHub's extensions.
    Markdown,
    /// HTML: a whole page or a fragment.
    Html,
}

impl Format {
    /// Returns the format by the file's extension. Without a known one, HTML if the text starts like a page.
    pub(super) fn detect(path: &Path, text: &str) -> Self {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        match extension.to_str() {
            Some("html" | "htm") => Self::Html,
            Some("md" | "markdown" | "mdx") => Self::Markdown,
            _ if html_page::is_page(text) => Self::Html,
            _ => Self::Markdown,
        }
    }

    /// Returns a title as a heading.
    pub(super) fn as_heading(self, title: &str) -> String {
        match self {
            Self::Markdown => title::as_heading(title),
            Self::Html => format!("<h1>{}</h1>\n", html::escape_html(title)),
        }
    }
}
