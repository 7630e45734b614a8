//! Reads an article from Markdown or HTML, and converts it to content for Medium.
//!
//! ```text
//! file ── decode ─▶ front_matter ─▶ parsed_body ─▶ title ─▶ convert ─▶ Article
//!                                          upload ─▶ Article::for_medium ─▶ content for Medium
//! ```
//!
//! `expand` first replaces what other tools replace before they parse Markdown, such as shortcodes (one
//! language per file). `transform` then changes the parsed tree: constructs that Medium lacks become
//! ones that it has (one construct per file). Blocks that were not changed are sent byte for byte; the
//! others are written from their trees. `findings` collects what Medium can't show.

mod content;
mod context;
mod convert;
#[cfg(feature = "convert-images")]
mod convert_image;
mod dates;
mod decode;
mod diagnostics;
mod embeds;
mod error;
mod expand;
mod file_resolver;
mod findings;
mod format;
mod front_matter;
mod html;
mod html_page;
mod image_format;
mod images;
mod line_index;
mod links;
mod markdown;
mod parsed_body;
mod render;
mod schemes;
mod source;
mod source_map;
mod step_counter;
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

#[cfg(feature = "convert-images")]
pub use convert_image::convert_image;
pub use dates::{time_zone, timestamp};
pub use error::{ArticleError, ImageProblem, InvalidImage};
pub use findings::{Finding, Position, WikiLink};
pub use format::Format;
pub use front_matter::FieldPositions;
pub use image_format::check_image;
pub use images::ImageUse;
pub use source::Options;
pub use values::{Status, license, status, tag_hint, web_url};

/// An article, ready to be published once its local images have URLs.
#[derive(Debug, Clone)]
pub struct Article {
    /// The article's id, which stays the same when its title, text or file name changes.
    pub id: Option<String>,
    /// The title, from the front matter or the first heading.
    pub title: String,
    /// The subtitle, shown as a heading below the title.
    pub subtitle: Option<String>,
    /// The tags, as written. Medium's API uses the first three.
    pub tags: Vec<String>,
    /// The URL at which the article first appeared, if not on Medium.
    pub canonical_url: Option<Url>,
    /// The license, by its name in Medium's API.
    pub license: Option<String>,
    /// The status, if the article names one.
    pub status: Option<Status>,
    /// The date of publication.
    pub published_at: Option<jiff::Timestamp>,
    /// The publication to publish in, as written.
    pub publication: Option<String>,
    /// The format of the content.
    pub format: Format,
    /// The content for Medium. It starts with the title.
    content: Content,
    /// Every use of a local image, in the order of the text.
    pub images: Vec<ImageUse>,
    /// The positions of its fields in the front matter.
    pub positions: FieldPositions,
    /// Content that will look different on Medium.
    pub warnings: Vec<Finding>,
    /// Every link to a note of the same vault. If the note is not on Medium, the link becomes text.
    pub wiki_links: Vec<WikiLink>,
}

impl Article {
    /// Reads the article at `path`, and checks every local image that it uses.
    ///
    /// Opens files only in the article's folder and in [`Options::image_root`]; for Obsidian's embeds also in
    /// the vault, and for Jekyll's links in the site.
    pub fn read(path: &Path, options: &Options) -> Result<Self, ArticleError> {
        let bytes = source::read(path)?;
        let folder = file_resolver::folder_of(path)?;
        Self::parse(path, &folder, &bytes, options)
    }

    /// Whether the file at `path` has front matter.
    ///
    /// # Errors
    ///
    /// [`ArticleError`] if it can't be read as text.
    pub fn has_front_matter(path: &Path) -> Result<bool, ArticleError> {
        let text = decode::decode(path, &source::read(path)?)?;
        Ok(front_matter::is_present(&text))
    }

    /// Like [`Article::read`], from any reader. Messages call it `name`, and its images are in `folder`.
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
        let text = decode::decode(path, bytes)?;
        let resolver = file_resolver::FileResolver::new(folder, options.image_root.as_deref())?
            .with_conversion(options.convert_images);
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
        let (body, titles) = ParsedBody::new(path, body, &arena, settings, &mut findings)?;
        let format = body.format();
        let title = named
            .or_else(|| titles.first())
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
        let converted = conversion.convert(body, findings)?;
        Ok(Self::from_parts(front_matter, title, format, converted))
    }

    fn from_parts(
        front_matter: FrontMatter,
        title: String,
        format: Format,
        converted: Converted,
    ) -> Self {
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
            positions: front_matter.positions,
            warnings: converted.warnings,
            wiki_links: converted.wiki_links,
        }
    }

    /// The files of the articles that this one links to, absolute, with symbolic links resolved.
    #[must_use]
    pub fn linked(&self) -> Vec<PathBuf> {
        self.content.linked()
    }

    /// The content for Medium, with the URLs of images and linked articles.
    ///
    /// The keys of `links` are the `path`s of [`Article::images`], and the files of [`Article::linked`] and
    /// [`Article::wiki_links`] that are on Medium. Links to other articles use their canonical URL,
    /// and links to other notes become text.
    ///
    /// # Errors
    ///
    /// [`ArticleError::NotUploaded`] if an image has no URL, and
    /// [`ArticleError::LinksNotPublished`] if linked articles have none.
    pub fn for_medium(&self, links: &BTreeMap<PathBuf, String>) -> Result<String, ArticleError> {
        self.content.with(links)
    }
}

/// Returns the title of the options or the front matter.
fn named_title(options: &Options, front_matter: &FrontMatter) -> Option<String> {
    let given = options.title.as_deref().map(title::one_line);
    let given = given.filter(|title| !title.is_empty());
    given.or_else(|| front_matter.title.clone())
}

/// Returns the title as a heading, unless the body already begins with it.
fn prefix(heading: Option<&str>, title: &str, format: Format) -> String {
    match heading {
        Some(heading) if title::same(heading, title) => String::new(),
        _ => format.as_heading(title),
    }
}

/// Returns the URL that relative links are resolved against.
fn base(options: &Options, front_matter: &FrontMatter) -> Option<Url> {
    let base = options.base_url.as_ref();
    let base = base.or(front_matter.canonical_url.as_ref());
    base.or(options.fallback_base_url.as_ref()).cloned()
}

/// Returns the image to insert above the text, if the options or the article request one.
fn cover<'a>(
    path: &Path,
    options: &'a Options,
    front_matter: &'a FrontMatter,
) -> Result<Option<&'a str>, ArticleError> {
    let own = &front_matter.cover;
    match options.cover.as_deref() {
        None if !own.is_requested => Ok(None),
        None | Some("") => match &own.image {
            Some(image) => Ok(Some(image)),
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
