//! What is shown of an article before it is sent: its content, what Medium is told beside it, and what
//! its author should know.

use std::collections::BTreeMap;
use std::path::PathBuf;

use medium_cli::article::{ArticleError, Finding, Format};
use serde::Serialize;

use super::{Plan, name};
use crate::images::file_name;

/// What is shown where nobody has said a status.
const NO_STATUS: &str = "not said: write it in the article, or add --status";

/// Something that will not be on Medium as it is written.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Expected {
    /// Where in the file, if at one place.
    line: Option<usize>,
    /// In that line, in characters from 1.
    column: Option<usize>,
    /// What stands there.
    source: Option<String>,
    /// What happens to it.
    text: String,
    /// Whether Medium's API does it, and a person in its editor is free of it.
    #[serde(skip)]
    is_of_api: bool,
}

impl Expected {
    pub(super) fn of_finding(finding: &Finding) -> Self {
        Self {
            line: Some(finding.line),
            column: Some(finding.column),
            source: (!finding.source.is_empty()).then(|| finding.source.clone()),
            text: finding.message.clone(),
            is_of_api: false,
        }
    }

    /// One that is at no place in the file.
    pub(super) fn of_article(text: String) -> Self {
        Self {
            line: None,
            column: None,
            source: None,
            text,
            is_of_api: false,
        }
    }

    /// One that comes of Medium's API alone.
    pub(super) fn of_api(text: String) -> Self {
        Self {
            is_of_api: true,
            ..Self::of_article(text)
        }
    }
}

impl Plan {
    /// The content with the files' names for all addresses, so that it is the same wherever they lead.
    pub(crate) fn content(&self) -> Result<String, ArticleError> {
        let linked = self.article.linked();
        let files = self.article.images.iter().map(|image| &image.path);
        let names = files.chain(&linked);
        let names = names.map(|file| (file.clone(), file_name(file)));
        self.article.for_medium(&names.collect())
    }

    /// The content as it would be sent, with the files' names for the pictures' addresses.
    pub(crate) fn shown(&self) -> Result<String, ArticleError> {
        let images = self.article.images.iter().map(|image| &image.path);
        let names = images.map(|file| (file.clone(), file_name(file)));
        self.to_send(names.collect())
    }

    /// As [`Plan::shown`], with the names of linked articles of which nobody could say where they
    /// are.
    pub(crate) fn shown_or_named(&self) -> Result<String, ArticleError> {
        match self.shown() {
            Err(ArticleError::LinksNotPublished { .. }) => self.content(),
            shown => shown,
        }
    }

    /// The content with these addresses of its pictures.
    pub(crate) fn to_send(
        &self,
        mut addresses: BTreeMap<PathBuf, String>,
    ) -> Result<String, ArticleError> {
        addresses.extend(self.links.clone());
        self.article.for_medium(&addresses)
    }

    /// What its author should know first, each with its place.
    pub(crate) fn hints(&self) -> Vec<String> {
        self.warnings.iter().map(|one| self.hint(one)).collect()
    }

    /// The same for a person who publishes it by hand.
    pub(crate) fn hints_by_hand(&self) -> Vec<String> {
        let warnings = self.warnings.iter().filter(|one| !one.is_of_api);
        warnings.map(|one| self.hint(one)).collect()
    }

    /// One of them, with its place.
    pub(super) fn hint(&self, expected: &Expected) -> String {
        let mut hint = self.path.display().to_string();
        for number in expected.line.iter().chain(&expected.column) {
            hint.push_str(&format!(":{number}"));
        }
        match &expected.source {
            Some(source) => format!("{hint}: `{source}`: {}", expected.text),
            None => format!("{hint}: {}", expected.text),
        }
    }

    /// What Medium is told beside the text, as people read it.
    pub(crate) fn facts(&self, place: String) -> Vec<(&'static str, String)> {
        let article = &self.article;
        let tags = (!article.tags.is_empty()).then(|| article.tags.join(", "));
        let known = [
            ("file", Some(self.path.display().to_string())),
            ("title", Some(article.title.clone())),
            ("to", Some(place)),
            (
                "status",
                Some(self.article.status.map_or(NO_STATUS, name).to_owned()),
            ),
            ("tags", tags),
            (
                "canonical",
                article.canonical_url.as_ref().map(ToString::to_string),
            ),
            ("license", article.license.clone()),
            ("dated", article.published_at.map(|time| time.to_string())),
        ];
        let said = known.into_iter();
        said.filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// What its content is written in, as pages show it.
    pub(crate) fn shown_format(&self) -> medium_sandbox::ContentFormat {
        match self.article.format {
            Format::Markdown => medium_sandbox::ContentFormat::Markdown,
            Format::Html => medium_sandbox::ContentFormat::Html,
        }
    }
}
