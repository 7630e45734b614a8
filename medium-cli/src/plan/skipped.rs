//! Files of a folder that are not published, and why.

use std::fmt;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::output::path;

/// A file or a folder that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Skipped {
    pub(crate) path: PathBuf,
    pub(crate) reason: Reason,
}

/// Why it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// A README and its like.
    About,
    Hidden,
    /// By `.gitignore`.
    Ignored,
    Link,
    NoFrontMatter,
    /// Neither the article nor the command line names a status.
    NoStatus,
    /// A folder such as `_drafts`.
    NotForReaders,
    OtherFormat,
    Underscore,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::About => "about the repository, and no article",
            Self::Hidden => "hidden",
            Self::Ignored => "excluded by .gitignore",
            Self::Link => "a symbolic link",
            Self::NoFrontMatter => "no front matter, which is how a folder's articles are known",
            Self::NoStatus => "names no status; write `status: draft` in it, or add --status",
            Self::NotForReaders => "not for readers, by its name",
            Self::OtherFormat => "neither Markdown nor HTML",
            Self::Underscore => "its name begins with `_`",
        })
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Skipped {}: {}", self.path.display(), self.reason)
    }
}

impl Skipped {
    /// As one entry of what `publish --json` prints.
    pub(crate) fn value(&self) -> Value {
        json!({ "cli": { "path": path(&self.path), "skipped": self.reason.to_string() } })
    }
}
