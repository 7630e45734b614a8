//! The content of a post, and the summary shown before it is sent.

use std::collections::BTreeMap;
use std::path::PathBuf;

use medium_cli::article::{ArticleError, Format};

use super::{PublishPlan, name};
use crate::image_files::file_name;

/// The text for a missing status.
const NO_STATUS: &str = "not set: write it in the article, or add --status";

impl PublishPlan {
    /// Returns the content with file names in place of all URLs, so that it does not depend on
    /// where images and linked articles are published.
    pub(crate) fn content(&self) -> Result<String, ArticleError> {
        let linked = self.article.linked_files();
        let files = self.article.images.iter().map(|image| &image.path);
        let names = files.chain(&linked);
        let names = names.map(|file| (file.clone(), file_name(file)));
        self.article.for_medium(&names.collect())
    }

    /// Returns the content as it would be sent, with file names in place of the images' URLs.
    pub(crate) fn preview_content(&self) -> Result<String, ArticleError> {
        let images = self.article.images.iter().map(|image| &image.path);
        let names = images.map(|file| (file.clone(), file_name(file)));
        self.content_with(names.collect())
    }

    /// Like [`PublishPlan::preview_content`], with file names for linked articles whose URL is unknown.
    pub(crate) fn preview_content_with_known_links(&self) -> Result<String, ArticleError> {
        match self.preview_content() {
            Err(ArticleError::LinksNotPublished { .. }) => self.content(),
            content => content,
        }
    }

    /// Returns the content with these URLs of its images.
    pub(crate) fn content_with(
        &self,
        mut urls: BTreeMap<PathBuf, String>,
    ) -> Result<String, ArticleError> {
        urls.extend(self.links.clone());
        self.article.for_medium(&urls)
    }

    /// Returns the post's fields besides the content, as rows of a table.
    pub(crate) fn summary(&self, target: String) -> Vec<(&'static str, String)> {
        let article = &self.article;
        let tags = (!article.tags.is_empty()).then(|| article.tags.join(", "));
        let status = article.status.map_or(NO_STATUS, name);
        let canonical = article.canonical_url.as_ref().map(ToString::to_string);
        let rows = [
            ("file", Some(self.path.display().to_string())),
            ("title", Some(article.title.clone())),
            ("to", Some(target)),
            ("status", Some(status.to_owned())),
            ("tags", tags),
            ("canonical link", canonical),
            ("license", article.license.clone()),
            ("date", article.published_at.map(|time| time.to_string())),
            ("notify", self.notify.then(|| "your followers".to_owned())),
        ];
        let rows = rows.into_iter();
        rows.filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// Returns the content's format, as the sandbox's renderer names it.
    pub(crate) fn sandbox_format(&self) -> medium_sandbox::ContentFormat {
        match self.article.format {
            Format::Markdown => medium_sandbox::ContentFormat::Markdown,
            Format::Html => medium_sandbox::ContentFormat::Html,
        }
    }
}
