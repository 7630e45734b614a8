//! Skipped files of a folder, and why.

use std::fmt;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::output::path;

/// A skipped file or folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Skipped {
    pub(crate) path: PathBuf,
    pub(crate) reason: Reason,
}

/// Why it was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// A README or similar file.
    ProjectFile,
    Hidden,
    /// By `.gitignore`.
    Ignored,
    Link,
    NoFrontMatter,
    /// Neither the article, the command line nor `MEDIUM_DEFAULT_STATUS` sets a status.
    NoStatus,
    /// A folder such as `_drafts`.
    NotForReaders,
    OtherFormat,
    Underscore,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ProjectFile => "a file about the repository",
            Self::Hidden => "hidden",
            Self::Ignored => "excluded by .gitignore",
            Self::Link => "a symbolic link",
            Self::NoFrontMatter => "articles in a folder need front matter",
            Self::NoStatus => "no status; write `status: draft` in it, or add --status",
            Self::NotForReaders => "a folder of drafts, templates or tools, by its name",
            Self::OtherFormat => "neither Markdown nor HTML",
            Self::Underscore => "its name starts with `_`",
        })
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} skipped: {}", self.path.display(), self.reason)
    }
}

impl Skipped {
    /// Returns an entry in the output of `publish --json`.
    pub(crate) fn value(&self) -> Value {
        json!({ "cli": { "path": path(&self.path), "skipped": self.reason.to_string() } })
    }
}
