//! The errors of the generator.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

/// All errors of a document: never empty, in the order of the text. `Display` shows
/// one line per error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errors(Vec<Error>);

impl Errors {
    pub(crate) fn new(mut all: Vec<Error>) -> Self {
        all.sort_by_key(Error::order);
        all.dedup();
        Self(all)
    }

    /// Returns all errors.
    pub fn iter(&self) -> std::slice::Iter<'_, Error> {
        self.0.iter()
    }

    /// Returns the first error.
    #[must_use]
    pub fn first(&self) -> Option<&Error> {
        self.0.first()
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            write!(f, "{end}{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

impl<'a> IntoIterator for &'a Errors {
    type Item = &'a Error;
    type IntoIter = std::slice::Iter<'a, Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// An error in a document, with its location.
///
/// `Display` shows one line: file, line and column, the problem and what to do, and
/// the JSON pointer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not YAML or JSON, or an object has duplicate keys.
    #[error("{file}:{line}:{column}: {problem}")]
    Syntax {
        /// The name of the document or overlay.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The problem, and what to do.
        problem: String,
    },
    /// The document is invalid, or has something that can't be represented.
    #[error("{file}:{line}:{column}: {problem} (#{pointer})")]
    Document {
        /// The name of the document or overlay.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// JSON pointer, empty for the document itself.
        pointer: String,
        /// The problem, and what to do.
        problem: String,
    },
    /// The document is valid, but no complete client was generated: a bug of the
    /// generator.
    #[error(
        "{file}:{line}:{column}: the generator failed here: {problem}; please report it (#{pointer})"
    )]
    Generator {
        /// The name of the document or overlay.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// JSON pointer to the part being generated, empty if unknown.
        pointer: String,
        /// The problem.
        problem: String,
    },
}

/// An error inside the pipeline. `file` is empty: only `generate` knows it.
pub(crate) use Error as Diagnostic;

pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn syntax(line: usize, column: usize, problem: impl Into<String>) -> Self {
        Self::Syntax {
            file: String::new(),
            line,
            column,
            problem: one_line(&problem.into()),
        }
    }

    pub(crate) fn at(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Document {
            file: String::new(),
            line: 1,
            column: 1,
            pointer: one_line(&pointer.into()),
            problem: one_line(&problem.into()),
        }
    }

    pub(crate) fn generator(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Generator {
            file: String::new(),
            line: 1,
            column: 1,
            pointer: one_line(&pointer.into()),
            problem: one_line(&problem.into()),
        }
    }

    /// Sets the file.
    pub(crate) fn in_file(mut self, name: &str) -> Self {
        match &mut self {
            Self::Syntax { file, .. }
            | Self::Document { file, .. }
            | Self::Generator { file, .. } => name.clone_into(file),
        }
        self
    }

    /// Whether the file is set: then the position is too.
    pub(crate) fn has_file(&self) -> bool {
        match self {
            Self::Syntax { file, .. }
            | Self::Document { file, .. }
            | Self::Generator { file, .. } => !file.is_empty(),
        }
    }

    /// The JSON pointer; `None` for syntax errors.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::Syntax { .. } => None,
            Self::Document { pointer, .. } | Self::Generator { pointer, .. } => Some(pointer),
        }
    }

    /// Line and column, from 1.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        match self {
            Self::Syntax { line, column, .. }
            | Self::Document { line, column, .. }
            | Self::Generator { line, column, .. } => (*line, *column),
        }
    }

    /// Maps the pointer back to the text, before normalization.
    pub(crate) fn with_origin(self, origin: impl FnOnce(&str) -> String) -> Self {
        let (line, column) = self.position();
        self.at_position(|pointer| (origin(pointer), line, column))
    }

    /// Changes the pointer and the position.
    pub(crate) fn at_position(
        mut self,
        place: impl FnOnce(&str) -> (String, usize, usize),
    ) -> Self {
        match &mut self {
            Self::Syntax { .. } => {}
            Self::Document {
                line,
                column,
                pointer,
                ..
            }
            | Self::Generator {
                line,
                column,
                pointer,
                ..
            } => {
                (*pointer, *line, *column) = place(pointer);
            }
        }
        self
    }

    fn order(&self) -> (usize, usize, String, String) {
        let (line, column) = self.position();
        let pointer = self.pointer().unwrap_or_default();
        (line, column, pointer.to_owned(), self.to_string())
    }
}

/// The errors so far: steps continue after an error to find others.
#[derive(Default)]
pub(crate) struct Problems(RefCell<Vec<Diagnostic>>);

impl Problems {
    pub(crate) fn add(&self, problem: Diagnostic) {
        self.0.borrow_mut().push(problem);
    }

    /// Returns the value, or records the error.
    pub(crate) fn caught<T>(&self, result: Result<T>) -> Option<T> {
        result.map_err(|problem| self.add(problem)).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// The pointers of all errors.
    pub(crate) fn places(&self) -> Vec<String> {
        let all = self.0.borrow();
        let pointers = all.iter().filter_map(Error::pointer);
        pointers.map(str::to_owned).collect()
    }

    /// Adds the errors of `found` that do not follow from parts left out at
    /// `before`: those at, below or right above them are skipped.
    pub(crate) fn add_others(&self, found: &Self, before: &[String]) {
        let follows = |pointer: &str| {
            before
                .iter()
                .filter(|left_out| !left_out.is_empty())
                .any(|left_out| {
                    let below = pointer.strip_prefix(left_out.as_str());
                    let parent = left_out.rsplit_once('/').map(|(parent, _)| parent);
                    below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                        || parent == Some(pointer)
                })
        };
        let others = found.0.take().into_iter();
        self.0
            .borrow_mut()
            .extend(others.filter(|problem| !problem.pointer().is_some_and(follows)));
    }

    pub(crate) fn into_all(self) -> Vec<Diagnostic> {
        self.0.into_inner()
    }
}

/// Keys and values may contain line breaks and control characters: a message is one
/// line without them.
pub(crate) fn one_line(text: &str) -> String {
    let clean = crate::markdown::without_controls(text);
    let mut short: String = clean.chars().take(600).collect();
    if short.len() < clean.len() {
        short.push('…');
    }
    short
}

/// Returns an error with a pointer and a formatted message.
macro_rules! bail {
    ($at:expr, $($problem:tt)*) => {
        return Err(crate::error::Diagnostic::at($at, format!($($problem)*)))
    };
}
pub(crate) use bail;

/// `pointer` + `key`.
pub(crate) fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", escape(key))
}

/// A key escaped for a JSON pointer (RFC 6901).
pub(crate) fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}
