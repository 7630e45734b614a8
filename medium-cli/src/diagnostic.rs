//! Errors as programs see them: the exit codes, the kinds, and one problem with its place.
//!
//! `medium --help` and the README list the kinds from here. A name, once released, stays.

mod kind;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::Serialize;

pub use kind::{ErrorKind, Exit};

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// What happened, for people: it begins with the place, if there is one.
    pub message: String,
    /// The file that it is about.
    pub file: Option<PathBuf>,
    /// The line in that file, from 1.
    pub line: Option<usize>,
    /// The column in that line, in characters, from 1.
    pub column: Option<usize>,
}

impl Diagnostic {
    /// Something that is wrong with no file.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            file: None,
            line: None,
            column: None,
        }
    }

    /// The same, about `file`.
    #[must_use]
    pub fn in_file(mut self, file: &Path) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    /// The same, at a line and a column, as far as they are known.
    #[must_use]
    pub fn at(mut self, line: Option<usize>, column: Option<usize>) -> Self {
        (self.line, self.column) = (line, column);
        self
    }

    /// The object that `--json` prints, as one line. The place is in fields of its own, and not in
    /// the message.
    #[must_use]
    pub fn to_json(&self, advice: &str) -> String {
        let error = JsonError {
            code: self.kind.exit() as u8,
            kind: self.kind.to_string(),
            message: self.message_without_place(),
            file: self.file.as_ref().map(|file| file.to_string_lossy()),
            line: self.line,
            column: self.column,
            advice: (!advice.is_empty()).then_some(advice),
        };
        // Texts and numbers always have a form in JSON.
        serde_json::to_string(&JsonObject { error }).unwrap_or_default()
    }

    fn message_without_place(&self) -> &str {
        let Some(file) = &self.file else {
            return &self.message;
        };
        let mut place = file.display().to_string();
        for number in [self.line, self.column].into_iter().flatten() {
            place.push_str(&format!(":{number}"));
        }
        place.push_str(": ");
        self.message.strip_prefix(&place).unwrap_or(&self.message)
    }
}

#[derive(Serialize)]
struct JsonObject<'a> {
    error: JsonError<'a>,
}

/// The fields in the order in which they are printed.
#[derive(Serialize)]
struct JsonError<'a> {
    code: u8,
    kind: String,
    message: &'a str,
    file: Option<Cow<'a, str>>,
    line: Option<usize>,
    column: Option<usize>,
    advice: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_in_the_message_for_people_and_in_fields_for_programs() {
        let diagnostic = Diagnostic::new(ErrorKind::FrontMatter, "a.md:3:9: status: unknown")
            .in_file(Path::new("a.md"))
            .at(Some(3), Some(9));
        assert_eq!(
            diagnostic.to_json("Nothing was published."),
            r#"{"error":{"code":1,"kind":"front_matter","message":"status: unknown","file":"a.md","line":3,"column":9,"advice":"Nothing was published."}}"#
        );
    }

    #[test]
    fn what_is_not_known_is_null() {
        assert_eq!(
            Diagnostic::new(ErrorKind::RateLimited, "no more").to_json(""),
            r#"{"error":{"code":5,"kind":"rate_limited","message":"no more","file":null,"line":null,"column":null,"advice":null}}"#
        );
    }
}
