//! Findings: content that Medium shows differently or not at all, with its position.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use super::step_counter;

/// The limit each for warnings, losses and other errors. More would be slow to locate, and of no use.
const MAX: usize = 200;
/// The maximum length of the quoted source, in characters.
const MAX_SOURCE_LENGTH: usize = 60;

/// A position in an article's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// Content that Medium shows differently or not at all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The line in the article's file.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// The source, truncated if it is long.
    pub source: String,
    /// What happens to it, and what to do.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.source.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "`{}`: {}", self.source, self.message)
        }
    }
}

/// A link to another note of an Obsidian vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WikiLink {
    /// The note's file, absolute and with symbolic links resolved.
    pub file: PathBuf,
    /// The warning if the note is not on Medium.
    pub warning: Finding,
}

/// The findings of one article.
#[derive(Debug, Default)]
pub(super) struct Findings {
    lossy: bool,
    warnings: Vec<Finding>,
    losses: Vec<Finding>,
    /// Errors even with `lossy`.
    errors: Vec<Finding>,
    /// The messages of [`Findings::warn_once`] so far.
    warned_once: BTreeSet<String>,
}

impl Findings {
    /// With `lossy`, content that Medium can't show is left out with a warning instead of an error.
    pub(super) fn new(lossy: bool) -> Self {
        Self {
            lossy,
            ..Self::default()
        }
    }

    /// Adds a warning: nothing is lost, but it will look different.
    pub(super) fn warn(&mut self, position: Position, source: &str, message: impl Into<String>) {
        if self.warnings.len() < MAX {
            self.warnings
                .push(finding(position, source, message.into()));
        }
    }

    /// Adds warnings of an earlier stage.
    pub(super) fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.warnings.extend(findings.into_iter().take(MAX));
    }

    /// Like [`Findings::warn`], but once per article, at the first position.
    pub(super) fn warn_once(
        &mut self,
        position: Position,
        source: &str,
        message: impl Into<String>,
    ) {
        let message = message.into();
        let new = finding(position, source, message.clone());
        if self.warned_once.insert(message) {
            self.warnings.push(new);
            return;
        }
        step_counter::add(self.warnings.len());
        let known = self.warnings.iter_mut();
        if let Some(known) = known.into_iter().find(|known| known.message == new.message)
            && (new.line, new.column) < (known.line, known.column)
        {
            *known = new;
        }
    }

    /// Reports content that would be lost: an error, or a warning with `--lossy`.
    pub(super) fn error_unless_lossy(
        &mut self,
        position: Position,
        source: &str,
        message: impl Into<String>,
    ) {
        let list = if self.lossy {
            &mut self.warnings
        } else {
            &mut self.losses
        };
        if list.len() < MAX {
            list.push(finding(position, source, message.into()));
        }
    }

    /// Reports content that may be private: an error, even with `--lossy`.
    pub(super) fn error(&mut self, position: Position, source: &str, message: impl Into<String>) {
        if self.errors.len() < MAX {
            self.errors.push(finding(position, source, message.into()));
        }
    }

    /// Returns whether content may be left out.
    pub(super) fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// Returns the warnings in the order of the text, or the errors if there are any.
    pub(super) fn finish(mut self) -> Result<Vec<Finding>, Losses> {
        self.warnings.sort();
        let lossy_suffices = self.errors.is_empty();
        let mut list = self.losses;
        list.append(&mut self.errors);
        list.sort();
        if list.is_empty() {
            Ok(self.warnings)
        } else {
            Err(Losses {
                list,
                lossy_suffices,
            })
        }
    }
}

/// The errors of an article.
#[derive(Debug)]
pub(super) struct Losses {
    /// In the order of the text.
    pub(super) list: Vec<Finding>,
    /// Whether `lossy` would turn all of them into warnings.
    pub(super) lossy_suffices: bool,
}

pub(super) fn finding(position: Position, source: &str, message: String) -> Finding {
    Finding {
        line: position.line,
        column: position.column,
        source: shortened(source),
        message,
    }
}

/// Returns the source on one line, truncated.
pub(super) fn shortened(source: &str) -> String {
    // The source may be very long, so read only what is needed.
    let head: String = source.trim().chars().take(MAX_SOURCE_LENGTH + 1).collect();
    let words = head.split_whitespace().collect::<Vec<_>>().join(" ");
    if head.chars().count() > MAX_SOURCE_LENGTH {
        let kept: String = words.chars().take(MAX_SOURCE_LENGTH - 1).collect();
        format!("{kept}…")
    } else {
        words
    }
}
