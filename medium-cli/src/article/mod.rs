//! Reads an article from Markdown or HTML, and converts it to content for Medium.
//!
//! ```text
//! file ── decode ─▶ front_matter ─▶ parsed_body ─▶ title ─▶ convert ─▶ Article
//!                                          upload ─▶ Article::for_medium ─▶ content for Medium
//! ```
//!
//! `parsed_article` runs these steps and collects the errors of all of them. `expand` first replaces
//! what other tools replace before they parse Markdown, such as shortcodes.
//! `transform` then changes the parsed tree: constructs that Medium lacks become ones that it has (one
//! construct per file). Blocks that were not changed are sent byte for byte; the others are written from
//! their trees.
//!
//! A *finding* is content that Medium shows differently or not at all (`findings`): a warning or an
//! error. `diagnostics` turns errors into those that the command prints.

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
mod image_error;
mod image_format;
mod images;
mod line_index;
mod links;
mod markdown;
mod parsed_article;
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
use std::path::{Path, PathBuf};

use url::Url;

use content::Content;

#[cfg(feature = "convert-images")]
pub use convert_image::convert_image;
pub use dates::{time_zone, timestamp};
pub use error::ArticleError;
pub use findings::{Finding, Position, WikiLink};
pub use format::Format;
pub use front_matter::FieldPositions;
pub use html::escape_html;
pub use image_error::{ImageProblem, InvalidImage};
pub use image_format::check_image;
pub use images::ArticleImage;
pub use parsed_article::ParsedArticle;
pub use source::Options;
pub use title::one_line;
pub use values::{Status, license, status, tag_warning, web_url};

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
    pub images: Vec<ArticleImage>,
    /// The positions of its fields in the front matter.
    pub positions: FieldPositions,
    /// Content that will look different on Medium.
    pub warnings: Vec<Finding>,
    /// Every link to a note of the same vault. If the note is not on Medium, the link becomes text.
    pub wiki_links: Vec<WikiLink>,
}

impl Article {
    /// Reads the article at `path`.
    ///
    /// # Errors
    ///
    /// All errors in it; see [`ParsedArticle::read`].
    pub fn read(path: &Path, options: &Options) -> Result<Self, ArticleError> {
        ParsedArticle::read(path, options)?.into_article()
    }

    /// Returns whether the file at `path` has front matter.
    ///
    /// # Errors
    ///
    /// [`ArticleError`] if it can't be read as text.
    pub fn has_front_matter(path: &Path) -> Result<bool, ArticleError> {
        let text = decode::decode(path, &source::read(path)?)?;
        Ok(front_matter::is_present(&text))
    }

    /// Returns the files of the articles that this one links to, absolute, with symbolic links resolved.
    #[must_use]
    pub fn linked_files(&self) -> Vec<PathBuf> {
        self.content.linked_files()
    }

    /// Returns the content for Medium, with the URLs of images and linked articles.
    ///
    /// The keys of `urls` are the `path`s of [`Article::images`], and the files of
    /// [`Article::linked_files`] and [`Article::wiki_links`] that are on Medium. Links to other articles
    /// use their canonical URL, and links to other notes become text.
    ///
    /// # Errors
    ///
    /// [`ArticleError::NotUploaded`] if an image has no URL, and
    /// [`ArticleError::LinksNotPublished`] if linked articles have none.
    pub fn for_medium(&self, urls: &BTreeMap<PathBuf, String>) -> Result<String, ArticleError> {
        self.content.with_urls(urls)
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
