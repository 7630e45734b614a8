//! What the generator says when it refuses a document.

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

/// A refusal inside the pipeline: as [`Error`], but without the file's name,
/// which only `generate` knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    Syntax {
        line: usize,
        column: usize,
        problem: String,
    },
    Document {
        pointer: String,
        problem: String,
    },
    Generator {
        pointer: String,
        problem: String,
    },
}

pub(crate) type Result<T> = std::result::Result<T, Refusal>;

impl Refusal {
    pub(crate) fn at(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Document {
            pointer: pointer.into(),
            problem: problem.into(),
        }
    }

    pub(crate) fn generator(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Generator {
            pointer: pointer.into(),
            problem: one_line(&problem.into()),
        }
    }

    pub(crate) fn in_file(self, file: &str) -> Error {
        let file = file.to_owned();
        match self {
            Self::Syntax {
                line,
                column,
                problem,
            } => Error::Syntax {
                file,
                line,
                column,
                problem: one_line(&problem),
            },
            Self::Document { pointer, problem } => Error::Document {
                file,
                pointer: one_line(&pointer),
                problem: one_line(&problem),
            },
            Self::Generator { pointer, problem } => Error::Generator {
                file,
                pointer: one_line(&pointer),
                problem,
            },
        }
    }
}

/// Documents can hold line breaks and control characters in keys and values; a
/// refusal stays one line, and none of them reaches a terminal.
fn one_line(text: &str) -> String {
    let clean = crate::words::without_controls(text);
    let mut short: String = clean.chars().take(600).collect();
    if short.len() < clean.len() {
        short.push('…');
    }
    short
}

/// `pointer` + `key`, escaped as RFC 6901 asks.
pub(crate) fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}
