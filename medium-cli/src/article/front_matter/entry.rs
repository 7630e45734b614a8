//! Keys and values of the front matter, and errors about them.

use std::rc::Rc;

/// An error and its position in the file.
#[derive(Debug)]
pub(super) struct Problem {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
    pub(super) message: String,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// As written.
    pub(super) key: String,
    pub(super) key_line: usize,
    pub(super) value: Rc<Value>,
    /// The position of the value.
    pub(super) line: usize,
    pub(super) column: usize,
    /// The number of lines of the file above the first line of the front matter.
    pub(super) lines_above: usize,
    /// The text of the line, if the value may not be what its author meant.
    pub(super) source_line: Option<String>,
}

#[derive(Debug)]
pub(super) enum Value {
    /// No value, or `null`.
    Empty,
    /// Also numbers, dates, `true` and `false`, as written: their type depends on the key.
    Text(String),
    List(Vec<Item>),
    /// A table, or a list of lists.
    Nested,
}

/// An item of a list.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) text: String,
    /// The position, from 1. The line is relative to the front matter.
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Entry {
    /// Returns an error about the value.
    pub(super) fn problem(&self, message: impl std::fmt::Display) -> Problem {
        Problem {
            line: self.line,
            column: self.column,
            message: format!("{}: {message}", self.key),
        }
    }
}

/// Normalizes a key: `publish_status`, `publish-status` and `publishStatus` are the same.
pub(super) fn normalize(key: &str) -> String {
    key.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns the key of a line `key: value`, with this separator.
pub(super) fn key_of(line: &str, separator: char) -> Option<&str> {
    let (key, _) = line.split_once(separator)?;
    let key = key.trim_end();
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    is_key.then_some(key)
}
