//! The two languages that articles are written in.

use std::path::Path;

use super::front_matter::Body;
use super::images::{self, Found, Place};
use super::{adapt, html, page, title};

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
            Some("md" | "markdown") => Self::Markdown,
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
            Self::Markdown => title::heading_of(text),
            Self::Html => page::headings(text).into_iter().next().map(|one| one.text),
        }
    }

    /// A title as a heading to put above a text.
    pub(super) fn as_heading(self, title: &str) -> String {
        match self {
            Self::Markdown => title::as_heading(title),
            Self::Html => format!("<h1>{}</h1>\n", page::escaped(title)),
        }
    }

    /// Every picture of a text, in order.
    pub(super) fn pictures(self, text: &str) -> Vec<Found> {
        match self {
            Self::Markdown => images::find(text),
            Self::Html => html::image_sources(text)
                .into_iter()
                .map(|(url, range)| Found {
                    url,
                    line: text[..range.start].matches('\n').count() + 1,
                    at: Some((range, Place::Attribute)),
                })
                .collect(),
        }
    }

    /// A text as Medium is to have it.
    pub(super) fn for_medium(self, text: &str, title: &str, subtitle: Option<&str>) -> String {
        match (self, subtitle) {
            (Self::Markdown, _) => adapt::for_medium(text, title, subtitle),
            (Self::Html, Some(subtitle)) => page::with_subtitle(text, title, subtitle),
            (Self::Html, None) => text.to_owned(),
        }
    }
}
