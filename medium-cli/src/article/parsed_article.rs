//! Reads an article from its file to the content for Medium, and collects its errors.

use std::io::Read;
use std::path::Path;

use comrak::Arena;
use url::Url;

use super::convert::{Conversion, Converted};
use super::file_resolver::{self, FileResolver};
use super::findings::Findings;
use super::front_matter::{self, FrontMatter};
use super::parsed_body::ParsedBody;
use super::{Article, ArticleError, Format, Options, decode, expand, source, title};

/// An article and the errors in it. With errors, parts of the article are missing.
#[derive(Debug)]
pub struct ParsedArticle {
    /// The article.
    pub article: Article,
    /// The errors, in any order.
    pub errors: Vec<ArticleError>,
}

impl ParsedArticle {
    /// Reads the article at `path`, and checks every local image that it uses.
    ///
    /// Opens files only in the article's folder and in [`Options::image_root`]; for Obsidian's embeds also in
    /// the vault, and for Jekyll's links in the site.
    ///
    /// # Errors
    ///
    /// If the file can't be read, or an error hides the rest of the article.
    pub fn read(path: &Path, options: &Options) -> Result<Self, ArticleError> {
        let bytes = source::read(path)?;
        let folder = file_resolver::folder_of(path)?;
        Self::parse(path, &folder, &bytes, options)
    }

    /// Like [`ParsedArticle::read`], from any reader. Messages call it `name`, and its images are in
    /// `folder`.
    pub fn read_from(
        reader: impl Read,
        name: &Path,
        folder: &Path,
        options: &Options,
    ) -> Result<Self, ArticleError> {
        let bytes = source::read_limited(name, reader)?;
        let folder = file_resolver::existing_folder(folder)?;
        Self::parse(name, &folder, &bytes, options)
    }

    /// Returns the article if it has no errors.
    ///
    /// # Errors
    ///
    /// All of its errors, in the order of the text.
    pub fn into_article(self) -> Result<Article, ArticleError> {
        if self.errors.is_empty() {
            Ok(self.article)
        } else {
            Err(ArticleError::all(self.errors))
        }
    }

    /// Runs the steps of a conversion, one after the other.
    fn parse(
        path: &Path,
        folder: &Path,
        bytes: &[u8],
        options: &Options,
    ) -> Result<Self, ArticleError> {
        let text = decode::decode(path, bytes)?;
        let resolver = FileResolver::new(folder, options.image_root.as_deref())?
            .with_conversion(options.convert_images);
        let (mut front_matter, body, mut errors) = front_matter::read(path, &text, options)?;
        // With errors, a value may only seem to be missing.
        let is_complete = errors.is_empty();
        let named = named_title(options, &front_matter);
        let base = base(options, &front_matter);
        let settings = expand::Settings {
            has_status: front_matter.status.is_some() || !is_complete,
            title: named.as_deref().unwrap_or_default(),
            base: base.as_ref(),
            ..expand::Settings::default()
        };
        let (arena, mut findings) = (Arena::new(), Findings::new(options.lossy));
        findings.add_warnings(front_matter.warnings.drain(..));
        let (body, titles) = match ParsedBody::new(path, body, &arena, settings, &mut findings) {
            Ok(parsed) => parsed,
            Err(error) => {
                errors.push(error);
                return Err(ArticleError::all(errors));
            }
        };
        let title = named.or_else(|| titles.title());
        let cover = cover(options, &front_matter);
        if is_complete {
            errors.extend(missing_values(path, title.as_deref(), cover));
        }
        let (title, format) = (title.unwrap_or_default(), body.format());
        let conversion = Conversion {
            path,
            resolver: &resolver,
            format,
            title: &title,
            subtitle: front_matter.subtitle.as_deref(),
            cover: cover.filter(|image| !image.is_empty()),
            prefix: prefix(titles.heading.as_deref(), &title, format),
            base,
        };
        let mut converted = conversion.convert(body, findings);
        errors.append(&mut converted.errors);
        let article = Article::from_parts(front_matter, title, format, converted);
        Ok(Self { article, errors })
    }
}

impl Article {
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
}

/// Returns the errors for a missing title, and for a cover that is requested but not named.
fn missing_values(path: &Path, title: Option<&str>, cover: Option<&str>) -> Vec<ArticleError> {
    let path = path.to_owned();
    match (title, cover) {
        (None, Some("")) => vec![
            ArticleError::NoTitle(path.clone()),
            ArticleError::NoCover(path),
        ],
        (None, _) => vec![ArticleError::NoTitle(path)],
        (_, Some("")) => vec![ArticleError::NoCover(path)],
        _ => Vec::new(),
    }
}

/// Returns the title of the options or the front matter.
fn named_title(options: &Options, front_matter: &FrontMatter) -> Option<String> {
    let title = options.title.as_deref().map(title::one_line);
    let title = title.filter(|title| !title.is_empty());
    title.or_else(|| front_matter.title.clone())
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

/// Returns the image to insert above the text, if the options or the article request one. Empty if it
/// is requested, but not named.
fn cover<'a>(options: &'a Options, front_matter: &'a FrontMatter) -> Option<&'a str> {
    let own = &front_matter.cover;
    match options.cover.as_deref() {
        None if !own.is_requested => None,
        None | Some("") => Some(own.image.as_deref().unwrap_or_default()),
        named => named,
    }
}
