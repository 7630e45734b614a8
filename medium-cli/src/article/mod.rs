//! Articles in: one as its author keeps it, Markdown or HTML, read into plain data.
//!
//! ```text
//! file ── text ─▶ front_matter ─▶ title ─▶ images (found, then local) ─▶ Article
//!                                                    upload ─▶ links ─▶ rewrite ─▶ content for Medium
//! ```
//!
//! The text is only ever changed at byte ranges that the Markdown parser pointed at; nothing is
//! searched and replaced, and nothing is printed anew from a syntax tree. What the author wrote
//! is what Medium gets, but for the pictures' addresses and, where it is absent, the title.

mod adapt;
mod dates;
mod diagnose;
mod error;
mod format;
mod front_matter;
mod html;
mod images;
mod local;
mod markdown;
mod notes;
mod page;
mod rewrite;
mod source;
mod text;
mod title;
mod values;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use url::Url;

pub use dates::{time_zone, timestamp};
pub use error::{ArticleError, ImageProblem, ImageRefusal};
pub use format::Format;
pub use images::{ImageUse, Place};
pub use local::check_picture;
pub use notes::Note;
pub use source::Options;
pub use values::{Status, license, status, web_address};

/// An article, ready to be published once its local pictures have addresses.
#[derive(Debug, Clone)]
pub struct Article {
    /// What the article is known by, whatever becomes of its title, its text and its file.
    pub id: Option<String>,
    /// The title, from the front matter or else from the first heading.
    pub title: String,
    /// The line below the title, as a heading of its own.
    pub subtitle: Option<String>,
    /// The tags, as written. Medium uses the first three.
    pub tags: Vec<String>,
    /// Where the article first appeared, if elsewhere.
    pub canonical_url: Option<Url>,
    /// The licence, by the name that Medium's API has for it.
    pub license: Option<String>,
    /// Whether it is to be a draft, public or unlisted, if it says so.
    pub status: Option<Status>,
    /// The date to publish under, in the past.
    pub published_at: Option<jiff::Timestamp>,
    /// The publication that it is meant for, as its author calls it.
    pub publication: Option<String>,
    /// What it is written in.
    pub format: Format,
    /// The text, without front matter and headed by the title.
    pub content: String,
    /// Every use of a local picture in `content`, in the order of the text.
    pub images: Vec<ImageUse>,
    /// What Medium cannot show as it is written.
    pub notes: Vec<Note>,
}

impl Article {
    /// Reads the article at `path` and checks every local picture that it uses.
    ///
    /// Nothing outside the article's own folder, or the one of the options, is opened.
    pub fn read(path: &Path, options: &Options) -> Result<Self, ArticleError> {
        let bytes = source::read(path)?;
        let folder = local::folder_of(path)?;
        Self::parse(path, &folder, &bytes, options)
    }

    /// Whether the file at `path` says by front matter that it is an article.
    ///
    /// # Errors
    ///
    /// [`ArticleError`] where it cannot be read as text.
    pub fn has_front_matter(path: &Path) -> Result<bool, ArticleError> {
        let text = text::decode(path, &source::read(path)?)?;
        Ok(front_matter::is_present(&text))
    }

    /// As [`Article::read`], from anything that can be read: `name` is for complaints, and
    /// pictures lie under `folder`.
    pub fn read_from(
        reader: impl Read,
        name: &Path,
        folder: &Path,
        options: &Options,
    ) -> Result<Self, ArticleError> {
        let bytes = source::limited(name, reader)?;
        Self::parse(name, &local::existing_folder(folder)?, &bytes, options)
    }

    fn parse(
        path: &Path,
        folder: &Path,
        bytes: &[u8],
        options: &Options,
    ) -> Result<Self, ArticleError> {
        let text = text::decode(path, bytes)?;
        let places = local::Places::new(folder, options.image_root.as_deref())?;
        let (front_matter, body) = front_matter::read(path, &text, options)?;
        let format = Format::of(path, body.text);
        let (page_title, body) = format.shown(body);
        let heading = format.heading(body.text);
        let title = options.title.as_deref().map(title::one_line);
        let title = title
            .filter(|title| !title.is_empty())
            .or(front_matter.title)
            .or(page_title)
            .or_else(|| heading.clone())
            .ok_or_else(|| ArticleError::NoTitle(path.to_owned()))?;
        let prefix = match heading {
            Some(heading) if title::same(&heading, &title) => String::new(),
            _ => format.as_heading(&title),
        };
        let pictures = format.pictures(body.text);
        let images = local::check(path, &places, pictures, &body, prefix.len())?;
        Ok(Self {
            id: front_matter.id,
            title,
            subtitle: front_matter.subtitle,
            tags: front_matter.tags,
            canonical_url: front_matter.canonical_url,
            license: front_matter.license,
            status: front_matter.status,
            published_at: front_matter.published_at,
            publication: front_matter.publication,
            format,
            content: prefix + body.text,
            images,
            notes: notes::of(format, &body),
        })
    }

    /// The content with each local picture replaced by its address in `links`.
    ///
    /// The keys are the `path`s of [`Article::images`]. The result is parsed again, and refused
    /// unless it differs from the content in those addresses alone.
    pub fn with_links(&self, links: &BTreeMap<PathBuf, String>) -> Result<String, ArticleError> {
        rewrite::with_links(self.format, &self.content, &self.images, links)
    }

    /// What Medium is to get: [`Article::with_links`], with the subtitle below the title, and
    /// what Medium cannot show turned into what it can.
    pub fn for_medium(&self, links: &BTreeMap<PathBuf, String>) -> Result<String, ArticleError> {
        let linked = self.with_links(links)?;
        let subtitle = self.subtitle.as_deref();
        Ok(self.format.for_medium(&linked, &self.title, subtitle))
    }
}

#[cfg(test)]
mod tests;
