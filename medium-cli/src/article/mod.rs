//! Articles in: one as its author keeps it, Markdown or HTML, read into plain data.
//!
//! ```text
//! file ── text ─▶ front_matter ─▶ reading ─▶ title ─▶ convert ─▶ Article
//!                                          upload ─▶ Article::for_medium ─▶ content for Medium
//! ```
//!
//! The body is read into a tree, in which each construct that Medium lacks is turned into one that it
//! has (`transform`, one construct a file). What other tools replace before they read Markdown is
//! replaced before (`expand`, one language a file). A block that nothing has touched goes out byte for
//! byte; the others are written from their trees, and never cut from the source. What can't be shown
//! is reported with its place (`notes`).

mod content;
mod context;
mod convert;
mod dates;
mod diagnostics;
mod error;
mod expand;
mod file_resolver;
mod findings;
mod format;
mod front_matter;
mod html;
mod html_page;
mod image_format;
mod links;
mod markdown;
mod parsed_body;
mod pictures;
#[cfg(feature = "convert-images")]
mod reencode;
mod render;
mod source;
mod source_map;
mod step_counter;
mod text;
mod text_table;
mod title;
mod transform;
mod values;
mod vault;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use comrak::Arena;
use url::Url;

use content::Content;
use convert::{Conversion, Converted};
use findings::Findings;
use front_matter::FrontMatter;
use parsed_body::ParsedBody;

pub use dates::{time_zone, timestamp};
pub use error::{ArticleError, ImageProblem, InvalidImage};
pub use findings::{Finding, WikiLink};
pub use format::Format;
pub use image_format::check_picture;
pub use pictures::ImageUse;
#[cfg(feature = "convert-images")]
pub use reencode::reencoded;
pub use source::Options;
pub use values::{Status, license, status, tag_hint, web_address};

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
    /// The text as Medium is to have it, headed by the title.
    content: Content,
    /// Every use of a local picture, in the order of the text.
    pub images: Vec<ImageUse>,
    /// What will not be on Medium as it is written.
    pub warnings: Vec<Finding>,
    /// Every link to a note of the same vault. Where that is not on Medium, its text stays.
    pub wiki_links: Vec<WikiLink>,
}

impl Article {
    /// Reads the article at `path` and checks every local picture that it uses.
    ///
    /// Nothing outside the article's own folder, or the one of the options, is opened, but for pictures
    /// that Obsidian finds in the vault and Jekyll in the site.
    pub fn read(path: &Path, options: &Options) -> Result<Self, ArticleError> {
        let bytes = source::read(path)?;
        let folder = file_resolver::folder_of(path)?;
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
        Self::parse(
            name,
            &file_resolver::existing_folder(folder)?,
            &bytes,
            options,
        )
    }

    fn parse(
        path: &Path,
        folder: &Path,
        bytes: &[u8],
        options: &Options,
    ) -> Result<Self, ArticleError> {
        let text = text::decode(path, bytes)?;
        let resolver = file_resolver::FileResolver::new(folder, options.image_root.as_deref())?
            .converting(options.convert_images);
        let (mut front_matter, body) = front_matter::read(path, &text, options)?;
        let named = named_title(options, &front_matter);
        let base = base(options, &front_matter);
        let settings = expand::Settings {
            has_status: front_matter.status.is_some(),
            title: named.as_deref().unwrap_or_default(),
            base: base.as_ref(),
            ..expand::Settings::default()
        };
        let (arena, mut findings) = (Arena::new(), Findings::new(options.lossy));
        findings.add(front_matter.warnings.drain(..));
        let (reading, titles) = ParsedBody::new(path, body, &arena, settings, &mut findings)?;
        let format = reading.format();
        let title = named
            .or(titles.page)
            .or_else(|| titles.heading.clone())
            .ok_or_else(|| ArticleError::NoTitle(path.to_owned()))?;
        let prefix = prefix(titles.heading.as_deref(), &title, format);
        let conversion = Conversion {
            path,
            resolver: &resolver,
            format,
            title: &title,
            subtitle: front_matter.subtitle.as_deref(),
            cover: cover(path, options, &front_matter)?,
            prefix,
            base,
        };
        let converted = conversion.convert(reading, findings)?;
        Ok(Self::of(front_matter, title, format, converted))
    }

    fn of(front_matter: FrontMatter, title: String, format: Format, converted: Converted) -> Self {
        Self {
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
            content: converted.content,
            images: converted.images,
            warnings: converted.warnings,
            wiki_links: converted.wiki_links,
        }
    }

    /// The files of articles that this one links to, absolute and with symbolic links resolved.
    #[must_use]
    pub fn linked(&self) -> Vec<PathBuf> {
        self.content.linked()
    }

    /// What Medium is to get, with the addresses in `links` of pictures and of linked articles.
    ///
    /// The keys are the `path`s of [`Article::images`], and the files of [`Article::linked`] and
    /// [`Article::wiki_links`] that are on Medium. Other articles are linked where they appeared first, by
    /// the canonical address; of other notes, the text stays.
    ///
    /// # Errors
    ///
    /// [`ArticleError::NotUploaded`] where a picture has no address, and
    /// [`ArticleError::LinksNotPublished`] where linked articles have none.
    pub fn for_medium(&self, links: &BTreeMap<PathBuf, String>) -> Result<String, ArticleError> {
        self.content.with(links)
    }
}

/// The title that the options or the front matter name.
fn named_title(options: &Options, front_matter: &FrontMatter) -> Option<String> {
    let given = options.title.as_deref().map(title::one_line);
    let given = given.filter(|title| !title.is_empty());
    given.or_else(|| front_matter.title.clone())
}

/// What stands above a body whose first heading is another than the title.
fn prefix(heading: Option<&str>, title: &str, format: Format) -> String {
    match heading {
        Some(heading) if title::same(heading, title) => String::new(),
        _ => format.as_heading(title),
    }
}

/// What relative links are relative to.
fn base(options: &Options, front_matter: &FrontMatter) -> Option<Url> {
    let base = options.base_url.as_ref();
    let base = base.or(front_matter.canonical_url.as_ref());
    base.or(options.fallback_base_url.as_ref()).cloned()
}

/// The picture to put on top of the text, if the options or the article ask for one.
fn cover<'a>(
    path: &Path,
    options: &'a Options,
    front_matter: &'a FrontMatter,
) -> Result<Option<&'a str>, ArticleError> {
    let own = &front_matter.cover;
    match options.cover.as_deref() {
        None if !own.is_asked => Ok(None),
        None | Some("") => match &own.picture {
            Some(picture) => Ok(Some(picture)),
            None => Err(ArticleError::NoCover(path.to_owned())),
        },
        named => Ok(named),
    }
}

#[cfg(test)]
mod convert_tests;
#[cfg(test)]
mod property_inputs;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
