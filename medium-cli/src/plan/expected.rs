//! What will not be on Medium as it is written, said before anything is sent.

use medium_api::Warning;
use medium_cli::article::ArticleError;
use serde::Serialize;

use super::Plan;
use crate::output::Output;

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
}

impl Expected {
    /// One that is at no place in the file.
    pub(super) fn of_article(text: String) -> Self {
        Self {
            line: None,
            column: None,
            source: None,
            text,
        }
    }
}

/// Says what the authors should know before anything is sent.
pub(crate) fn say_what_to_expect(plans: &[Plan], output: &Output) {
    for hint in plans.iter().flat_map(Plan::hints) {
        output.warn(&hint);
    }
}

impl Plan {
    /// What Medium will do otherwise than written. What it would refuse is an error.
    pub(super) fn expected(&self) -> Result<Vec<Expected>, ArticleError> {
        let notes = self.article.notes.iter().map(|note| Expected {
            line: Some(note.line),
            column: Some(note.column),
            source: (!note.source.is_empty()).then(|| note.source.clone()),
            text: note.message.clone(),
        });
        let mut expected: Vec<_> = notes.collect();
        self.check_date()?;
        expected.extend(self.date_left_out());
        for warning in self.new_post(self.content()?).warnings() {
            // The article's reader knows better about its own headings and links.
            if !matches!(
                warning,
                Warning::TitleNotInContent | Warning::RelativeLink { .. }
            ) {
                expected.push(Expected::of_article(warning.to_string()));
            }
        }
        Ok(expected)
    }

    /// What its author should know first, each with its place.
    pub(crate) fn hints(&self) -> Vec<String> {
        let path = self.path.display();
        let hint = |expected: &Expected| {
            let mut hint = path.to_string();
            for number in expected.line.iter().chain(&expected.column) {
                hint.push_str(&format!(":{number}"));
            }
            match &expected.source {
                Some(source) => format!("{hint}: `{source}`: {}", expected.text),
                None => format!("{hint}: {}", expected.text),
            }
        };
        self.warnings.iter().map(hint).collect()
    }
}
