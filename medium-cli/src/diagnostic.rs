//! Errors for programs: exit codes, error kinds, and problems with their positions.
//!
//! `medium --help` and the README list the kinds. Released names do not change.

mod error_kind;

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

pub use error_kind::{ErrorKind, Exit};

/// One problem and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The error kind.
    pub kind: ErrorKind,
    /// What happened, for people. It starts with the position, if there is one.
    pub message: String,
    /// The file that it is about.
    pub file: Option<PathBuf>,
    /// The line in that file, from 1.
    pub line: Option<usize>,
    /// The column in that line, in characters, from 1.
    pub column: Option<usize>,
}

impl Diagnostic {
    /// Creates a problem without a file.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: without_os_error(message.into()),
            file: None,
            line: None,
            column: None,
        }
    }

    /// Sets the file.
    #[must_use]
    pub fn in_file(mut self, file: &Path) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    /// Sets the line and the column, if known.
    #[must_use]
    pub fn at(mut self, line: Option<usize>, column: Option<usize>) -> Self {
        (self.line, self.column) = (line, column);
        self
    }

    /// Returns the JSON object that `--json` prints, on one line. The position is in separate fields
    /// instead of the message.
    #[must_use]
    pub fn to_json(&self, advice: &str) -> String {
        let error = JsonError {
            code: self.kind.exit() as u8,
            kind: self.kind.to_string(),
            message: self.message_without_position(),
            file: self.file.as_ref().map(|file| file.to_string_lossy()),
            line: self.line,
            column: self.column,
            advice: (!advice.is_empty()).then_some(advice),
        };
        // Strings and numbers can always be serialized.
        serde_json::to_string(&JsonObject { error }).unwrap_or_default()
    }

    fn message_without_position(&self) -> &str {
        let Some(file) = &self.file else {
            return &self.message;
        };
        let mut position = file.display().to_string();
        for number in [self.line, self.column].into_iter().flatten() {
            position.push_str(&format!(":{number}"));
        }
        position.push_str(": ");
        self.message
            .strip_prefix(&position)
            .unwrap_or(&self.message)
    }
}

/// Returns the reason of an I/O error, in the terms of this command.
#[must_use]
pub fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "file not found".to_owned(),
        io::ErrorKind::AlreadyExists => "the file exists already".to_owned(),
        io::ErrorKind::AddrInUse => "the port is in use".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => without_os_error(error.to_string()),
    }
}

/// Removes numbers such as `(os error 2)`, which the standard library adds to the system's errors.
fn without_os_error(mut text: String) -> String {
    while let Some(start) = text.find(" (os error ")
        && let Some(length) = text[start..].find(')')
    {
        text.replace_range(start..=start + length, "");
    }
    text
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
    fn json_has_the_position_in_fields() {
        let diagnostic = Diagnostic::new(ErrorKind::FrontMatter, "a.md:3:9: status: unknown")
            .in_file(Path::new("a.md"))
            .at(Some(3), Some(9));
        assert_eq!(
            diagnostic.to_json("Nothing was published."),
            r#"{"error":{"code":1,"kind":"front_matter","message":"status: unknown","file":"a.md","line":3,"column":9,"advice":"Nothing was published."}}"#
        );
    }

    #[test]
    fn messages_have_no_numbers_of_system_errors() {
        let error = io::Error::from_raw_os_error(2);
        let message = format!("can't read a: {error}; can't read b: {error}");
        let message = Diagnostic::new(ErrorKind::System, message).message;
        assert!(
            !message.contains("os error") && message.contains("; can't read b: "),
            "{message}"
        );
        assert_eq!(io_reason(&error), "file not found");
    }

    #[test]
    fn unknown_values_are_null() {
        assert_eq!(
            Diagnostic::new(ErrorKind::RateLimited, "no more").to_json(""),
            r#"{"error":{"code":5,"kind":"rate_limited","message":"no more","file":null,"line":null,"column":null,"advice":null}}"#
        );
    }
}
