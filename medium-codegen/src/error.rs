//! What the generator says when it refuses a document.

use std::borrow::Cow;

/// Why a document was refused, and where.
///
/// `Display` is one line: the file and the line (syntax, duplicate keys) or the
/// file and the JSON pointer (everything else), what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is neither YAML nor JSON, or a mapping has the same key twice.
    #[error("{file}:{line}:{column}: {problem}")]
    Syntax {
        /// The name that the caller gave the text.
        file: String,
        /// Line of the trouble, from 1.
        line: usize,
        /// Column of the trouble, from 1.
        column: usize,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The document says something that can't be expressed, or says it wrongly.
    #[error("{file}#{pointer}: {problem}")]
    Document {
        /// The name that the caller gave the text.
        file: String,
        /// JSON pointer to the place, empty for the document itself.
        pointer: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The document was accepted, but no complete client came out of it: a
    /// fault of the generator, never an incomplete client.
    #[error("{file}#{pointer}: the generator failed here: {problem}; please report it")]
    Generator {
        /// The name that the caller gave the text.
        file: String,
        /// JSON pointer to what was being generated, empty where unknown.
        pointer: String,
        /// What went wrong.
        problem: String,
    },
}

/// An error inside the pipeline, where `file` is empty: only `generate` knows it.
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
            pointer: one_line(&pointer.into()),
            problem: one_line(&problem.into()),
        }
    }

    pub(crate) fn generator(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Generator {
            file: String::new(),
            pointer: one_line(&pointer.into()),
            problem: one_line(&problem.into()),
        }
    }

    pub(crate) fn in_file(mut self, name: &str) -> Self {
        match &mut self {
            Self::Syntax { file, .. }
            | Self::Document { file, .. }
            | Self::Generator { file, .. } => name.clone_into(file),
        }
        self
    }
}

/// Documents can hold line breaks and control characters in keys and values; a
/// refusal stays one line, and none of them reaches a terminal.
pub(crate) fn one_line(text: &str) -> String {
    let clean = crate::markdown::without_controls(text);
    let mut short: String = clean.chars().take(600).collect();
    if short.len() < clean.len() {
        short.push('…');
    }
    short
}

/// Ends a function with a diagnostic: the pointer, and what is wrong, formatted.
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

/// One key of a JSON pointer, escaped as RFC 6901 asks.
pub(crate) fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}
