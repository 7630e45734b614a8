//! The page that guides the author: what to copy, in which order, and where to paste it.

use std::io::Read;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use medium_cli::article::Status;
use medium_store::ContentHash;

use super::Handoff;
use crate::backend::Backend;
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::image_files::ImageError;
use crate::local_pages::{STYLE, image_type, license_name};
use crate::plan;
use crate::rich_text::{RichText, RichTextTarget};
use crate::upload;

pub(super) const SCRIPT: &str = include_str!("../../../templates/handoff.js");

/// The limit of tags in Medium's editor.
const MAX_TAGS: usize = 5;

/// The content of the page for one article.
pub(super) struct Page {
    title: String,
    subtitle: Option<String>,
    /// The tags up to Medium's limit.
    tags: Vec<String>,
    /// The number of further tags.
    more_tags: usize,
    canonical: Option<String>,
    license: Option<String>,
    /// The publication of the article, if it has one.
    publication: Option<String>,
    /// The date of the article, if it has one.
    published_at: Option<String>,
    /// The status that the article names.
    status: Option<Status>,
    /// Safe: derived from HTML that `medium_sandbox::render` sanitized.
    rich_text: RichText,
    images: Vec<Card>,
    /// The URL of Medium's editor.
    editor: String,
    /// The command to record the URL without this page (step 5 of the page).
    record: String,
    /// The folder to run it in.
    folder: String,
    warnings: Vec<String>,
}

/// An image on the page.
struct Card {
    number: usize,
    file_index: usize,
    name: String,
    alt: String,
    caption: String,
    /// Whether browsers can show it, and therefore copy it.
    is_shown: bool,
    src: String,
}

/// How the page is delivered: by the server, or as a file.
struct Delivery {
    /// For a file: the inlined style sheet and script, allowed by their hashes.
    style: Option<&'static str>,
    script: Option<&'static str>,
    csp: Option<String>,
    /// For the server: the index of the article, and the number of articles.
    article_index: usize,
    articles: usize,
}

#[derive(Template)]
#[template(path = "handoff.html")]
struct PageTemplate<'a> {
    page: &'a Page,
    delivery: Delivery,
}

/// The list of several articles: their titles, files, and whether each was recorded.
#[derive(Template)]
#[template(path = "handoff_list.html")]
struct List<'a> {
    articles: Vec<(&'a str, &'a str, bool)>,
}

impl Page {
    pub(super) fn new(
        handoff: &Handoff,
        backend: &Backend,
        source: CredentialSource<'_>,
    ) -> Result<Self> {
        let folder = std::env::current_dir().map_err(Error::system("find the current folder"))?;
        let article = &handoff.plan.article;
        let rich_text = handoff.rich_text(RichTextTarget::Editor);
        let files = handoff.files();
        let cards = rich_text
            .images
            .iter()
            .enumerate()
            .map(|(index, image)| Card {
                number: index + 1,
                file_index: image.file_index,
                name: handoff.file_name(image.file_index),
                alt: image.alt.clone(),
                caption: image.caption.clone(),
                is_shown: files
                    .get(image.file_index)
                    .is_some_and(|file| is_shown(file)),
                src: String::new(),
            });
        Ok(Self {
            title: article.title.clone(),
            subtitle: article.subtitle.clone(),
            tags: article.tags.iter().take(MAX_TAGS).cloned().collect(),
            more_tags: article.tags.len().saturating_sub(MAX_TAGS),
            canonical: article.canonical_url.as_ref().map(ToString::to_string),
            license: article.license.as_deref().map(license_name),
            publication: handoff.plan.to.clone(),
            status: article.status,
            images: cards.collect(),
            rich_text,
            editor: backend.site()?.join("/new-story")?.into(),
            record: handoff.record_command(source),
            folder: folder.display().to_string(),
            published_at: article.published_at.map(day),
            warnings: handoff.plan.editor_warning_lines(),
        })
    }

    /// Returns the page for the server, for the article with this index.
    pub(super) fn into_served_html(
        mut self,
        article_index: usize,
        all: &[Handoff],
    ) -> Result<String> {
        for card in &mut self.images {
            card.src = format!("images/{}", card.file_index);
        }
        self.render_with(Delivery {
            style: None,
            script: None,
            csp: None,
            article_index,
            articles: all.len(),
        })
    }

    /// Returns the page as one self-contained file.
    pub(super) fn into_single_file(mut self, handoff: &Handoff) -> Result<String> {
        for card in &mut self.images {
            card.src = data_url(handoff, card.file_index)?;
        }
        let csp = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src data: https:; \
             base-uri 'none'; form-action 'none'",
            source_hash(STYLE),
            source_hash(SCRIPT)
        );
        self.render_with(Delivery {
            style: Some(STYLE),
            script: Some(SCRIPT),
            csp: Some(csp),
            article_index: 0,
            articles: 1,
        })
    }

    fn status_name(&self) -> Option<&'static str> {
        self.status.map(plan::name)
    }

    fn is_draft(&self) -> bool {
        self.status == Some(Status::Draft)
    }

    fn render_with(&self, delivery: Delivery) -> Result<String> {
        let page = PageTemplate {
            page: self,
            delivery,
        };
        page.render()
            .map_err(|error| Error::Internal(error.to_string()))
    }
}

/// Returns the list of several articles: their titles, files, and whether each is recorded.
pub(super) fn list(articles: Vec<(&str, &str, bool)>) -> Result<String> {
    List { articles }
        .render()
        .map_err(|error| Error::Internal(error.to_string()))
}

fn day(time: jiff::Timestamp) -> String {
    time.strftime("%Y-%m-%d").to_string()
}

/// Returns whether browsers can show it. TIFF is the one format that Medium accepts and browsers
/// don't show.
fn is_shown(file: &std::path::Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(64).read_to_end(&mut head));
    let kind = read.ok().and_then(|_| infer::get(&head));
    kind.is_some_and(|kind| kind.mime_type() != "image/tiff")
}

fn data_url(handoff: &Handoff, number: usize) -> Result<String, ImageError> {
    let Some((file, hash)) = handoff.files().get(number).copied().and_then(|file| {
        let hash = handoff.images.get(file)?;
        Some((file, hash))
    }) else {
        return Ok(String::new());
    };
    let (_, bytes) = upload::read(file, hash)?;
    let media_type = image_type(&bytes);
    Ok(format!(
        "data:{media_type};base64,{}",
        STANDARD.encode(bytes)
    ))
}

/// Returns the hash by which a content security policy allows an inline script or style.
fn source_hash(source: &str) -> String {
    let hash = ContentHash::of(source);
    format!("sha256-{}", STANDARD.encode(hash.bytes()))
}
