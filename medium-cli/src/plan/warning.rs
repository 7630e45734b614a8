//! Warnings about an article: what will differ on Medium.

use medium_api::Warning;
use medium_cli::article::{ArticleError, Finding, Position, Status, tag_warning};
use serde::Serialize;

use super::PublishPlan;
use crate::args::PublishOptions;

/// The number of tags that Medium's API uses.
const MAX_TAGS: usize = 3;

/// Something that Medium will drop or change.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PlanWarning {
    /// The line in the file, if it is about one.
    line: Option<usize>,
    /// The column in that line, in characters from 1.
    column: Option<usize>,
    /// The text in the file that it is about.
    source: Option<String>,
    /// What happens to it.
    text: String,
    /// Whether it applies to Medium's API but not to its editor.
    #[serde(skip)]
    is_for_api: bool,
}

impl PlanWarning {
    pub(super) fn from_finding(finding: &Finding) -> Self {
        Self {
            line: Some(finding.line),
            column: Some(finding.column),
            source: (!finding.source.is_empty()).then(|| finding.source.clone()),
            text: finding.message.clone(),
            is_for_api: false,
        }
    }

    /// Creates a warning about the article as a whole.
    pub(super) fn for_article(text: String) -> Self {
        Self {
            line: None,
            column: None,
            source: None,
            text,
            is_for_api: false,
        }
    }

    /// Sets the position, if it is known.
    pub(super) fn at(self, position: Option<Position>) -> Self {
        Self {
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            ..self
        }
    }

    /// Creates a warning that applies to Medium's API but not to its editor.
    pub(super) fn for_api(text: String) -> Self {
        Self {
            is_for_api: true,
            ..Self::for_article(text)
        }
    }
}

impl PublishPlan {
    /// Collects the warnings about the text, the date and the options.
    pub(super) fn find_warnings(
        &self,
        own_status: Option<Status>,
        options: &PublishOptions,
    ) -> Result<Vec<PlanWarning>, ArticleError> {
        let findings = self.article.warnings.iter();
        let mut warnings: Vec<_> = findings.map(PlanWarning::from_finding).collect();
        warnings.extend(self.future_date_warning());
        for warning in self.new_post(self.content()?).warnings() {
            // The article reader reports headings and links itself, with their positions.
            let used = self.article.tags.iter().take(MAX_TAGS);
            let text = match &warning {
                Warning::TitleNotInContent | Warning::RelativeLink { .. } => continue,
                Warning::TagTooLong { tag } if !used.clone().any(|other| other == tag) => continue,
                Warning::TooManyTags { .. } => {
                    let used: Vec<_> = used.map(String::as_str).collect();
                    format!("{warning}: {}", used.join(", "))
                }
                _ => warning.to_string(),
            };
            let position = self.field_position(&warning);
            warnings.push(PlanWarning::for_api(text).at(position));
        }
        warnings.extend(self.status_warning(own_status, options));
        for tag in &options.tags {
            let hint = tag_warning(tag, self.article.status);
            warnings.extend(hint.map(|hint| PlanWarning::for_article(format!("`{tag}`: {hint}"))));
        }
        Ok(warnings)
    }

    /// Returns the position of the front matter field that a warning is about.
    fn field_position(&self, warning: &Warning) -> Option<Position> {
        let positions = self.article.positions;
        match warning {
            Warning::TitleTooLong { .. } => positions.title,
            Warning::TooManyTags { .. } | Warning::TagTooLong { .. } => positions.tags,
            _ => None,
        }
    }

    /// Returns all warnings as lines, each with its position.
    pub(crate) fn warning_lines(&self) -> Vec<String> {
        let warnings = self.warnings.iter();
        warnings.map(|warning| self.warning_line(warning)).collect()
    }

    /// Returns the warnings that apply to an article pasted into Medium's editor.
    pub(crate) fn editor_warning_lines(&self) -> Vec<String> {
        let warnings = self.warnings.iter().filter(|warning| !warning.is_for_api);
        warnings.map(|warning| self.warning_line(warning)).collect()
    }

    pub(super) fn warning_line(&self, warning: &PlanWarning) -> String {
        let mut line = self.path.display().to_string();
        for number in warning.line.iter().chain(&warning.column) {
            line.push_str(&format!(":{number}"));
        }
        match &warning.source {
            Some(source) => format!("{line}: `{source}`: {}", warning.text),
            None => format!("{line}: {}", warning.text),
        }
    }
}
