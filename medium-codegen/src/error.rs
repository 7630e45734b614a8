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
#[error("{file}:{line}:{column}: {}", self.message())]
#[non_exhaustive]
pub struct Error {
    /// The cause.
    pub kind: ErrorKind,
    /// The name of the document or overlay. Empty inside the pipeline: only `generate` knows it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// JSON pointer, empty for the document itself; `None` for a syntax error.
    pub pointer: Option<String>,
    /// The problem, and what to do.
    pub problem: String,
}

/// The cause of an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not YAML or JSON, or an object has duplicate keys.
    Syntax,
    /// The document is invalid, or has something that can't be represented.
    Document,
    /// The document is valid, but no complete client was generated: a bug of the generator.
    Generator,
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    fn new(kind: ErrorKind, pointer: Option<String>, problem: String) -> Self {
        Self {
            kind,
            file: String::new(),
            line: 1,
            column: 1,
            pointer: pointer.map(|pointer| one_line(&pointer)),
            problem: one_line(&problem),
        }
    }

    pub(crate) fn syntax(line: usize, column: usize, problem: impl Into<String>) -> Self {
        Self {
            line,
            column,
            ..Self::new(ErrorKind::Syntax, None, problem.into())
        }
    }

    pub(crate) fn document(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::new(ErrorKind::Document, Some(pointer.into()), problem.into())
    }

    pub(crate) fn generator(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::new(ErrorKind::Generator, Some(pointer.into()), problem.into())
    }

    fn message(&self) -> String {
        let problem = &self.problem;
        let message = match self.kind {
            ErrorKind::Generator => {
                format!("the generator failed here: {problem}; please report it")
            }
            ErrorKind::Syntax | ErrorKind::Document => problem.clone(),
        };
        match &self.pointer {
            Some(pointer) => format!("{message} (#{pointer})"),
            None => message,
        }
    }

    pub(crate) fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// Returns whether the file is set. The position is set with it.
    pub(crate) fn has_file(&self) -> bool {
        !self.file.is_empty()
    }

    /// Maps the pointer back to the text, before normalization.
    pub(crate) fn with_origin(mut self, origin: impl FnOnce(&str) -> String) -> Self {
        self.pointer = self.pointer.map(|pointer| origin(&pointer));
        self
    }

    /// Sets the file, and the position of the pointer.
    pub(crate) fn with_location(
        mut self,
        file: &str,
        position: impl FnOnce(&str) -> (usize, usize),
    ) -> Self {
        file.clone_into(&mut self.file);
        if let Some(pointer) = &self.pointer {
            (self.line, self.column) = position(pointer);
        }
        self
    }

    fn order(&self) -> (usize, usize, String, String) {
        let pointer = self.pointer.clone().unwrap_or_default();
        (self.line, self.column, pointer, self.to_string())
    }
}

/// The errors so far: steps continue after an error to find others.
#[derive(Default)]
pub(crate) struct Problems(RefCell<Vec<Error>>);

impl Problems {
    pub(crate) fn add(&self, problem: Error) {
        self.0.borrow_mut().push(problem);
    }

    /// Returns the value, or records the error.
    pub(crate) fn ok_or_record<T>(&self, result: Result<T>) -> Option<T> {
        result.map_err(|problem| self.add(problem)).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Returns the pointers of all errors.
    pub(crate) fn pointers(&self) -> Vec<String> {
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

    pub(crate) fn into_all(self) -> Vec<Error> {
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

/// Returns a key of a JSON pointer, unescaped.
pub(crate) fn unescape(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

/// Returns an error with a pointer and a formatted message.
macro_rules! bail {
    ($pointer:expr, $($problem:tt)*) => {
        return Err(crate::error::Error::document($pointer, format!($($problem)*)))
    };
}
pub(crate) use bail;

/// Returns `pointer` + `key`.
pub(crate) fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", escape(key))
}

/// Returns `pointer` + the index of an item.
pub(crate) fn join_index(pointer: &str, index: usize) -> String {
    format!("{pointer}/{index}")
}

/// Returns a key escaped for a JSON pointer (RFC 6901).
pub(crate) fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}
