//! What an author should know: what Medium can't show, where it stands, and what happens to it.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use super::step_counter;

/// More than this many of a kind say nothing new, and would take long to place.
const MAX: usize = 200;
/// How much of the source a note repeats.
const MAX_SOURCE_LENGTH: usize = 60;

/// A place in an article's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
}

/// Something that will not be on Medium as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The line in the article's file.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// What stands there, cut if it is long.
    pub source: String,
    /// What happens to it, and what to do about it.
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
    /// What an author should know where that note is not on Medium.
    pub warning: Finding,
}

/// The notes of one article.
#[derive(Debug, Default)]
pub(super) struct Findings {
    lossy: bool,
    warnings: Vec<Finding>,
    losses: Vec<Finding>,
    /// What stays an error with `lossy`, too.
    refusals: Vec<Finding>,
    /// The messages of those that are said once an article.
    said: BTreeSet<String>,
}

impl Findings {
    /// With `lossy`, content that Medium can't show is left out with a warning, and is no error.
    pub(super) fn new(lossy: bool) -> Self {
        Self {
            lossy,
            ..Self::default()
        }
    }

    /// Nothing is lost, but it will look different.
    pub(super) fn warn(&mut self, position: Position, source: &str, message: impl Into<String>) {
        if self.warnings.len() < MAX {
            self.warnings
                .push(finding(position, source, message.into()));
        }
    }

    /// Adds what was said elsewhere.
    pub(super) fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.warnings.extend(findings.into_iter().take(MAX));
    }

    /// As [`Findings::warn`], and for an article only once, at the first place.
    pub(super) fn warn_once(
        &mut self,
        position: Position,
        source: &str,
        message: impl Into<String>,
    ) {
        let message = message.into();
        let new = finding(position, source, message.clone());
        if self.said.insert(message) {
            self.warnings.push(new);
            return;
        }
        step_counter::add(self.warnings.len());
        let said = self.warnings.iter_mut();
        if let Some(said) = said.into_iter().find(|said| said.message == new.message)
            && (new.line, new.column) < (said.line, said.column)
        {
            *said = new;
        }
    }

    /// Content would be missing: an error, or with `--lossy` a warning.
    pub(super) fn lose(&mut self, position: Position, source: &str, message: impl Into<String>) {
        let list = if self.lossy {
            &mut self.warnings
        } else {
            &mut self.losses
        };
        if list.len() < MAX {
            list.push(finding(position, source, message.into()));
        }
    }

    /// What may be private would be published: an error, also with `--lossy`.
    pub(super) fn refuse(&mut self, position: Position, source: &str, message: impl Into<String>) {
        if self.refusals.len() < MAX {
            self.refusals
                .push(finding(position, source, message.into()));
        }
    }

    /// Whether content may be left out.
    pub(super) fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// The warnings in the order of the article, or else what would be lost or is refused.
    pub(super) fn finish(mut self) -> Result<Vec<Finding>, Losses> {
        self.warnings.sort();
        let is_lossy_enough = self.refusals.is_empty();
        let mut list = self.losses;
        list.append(&mut self.refusals);
        list.sort();
        if list.is_empty() {
            Ok(self.warnings)
        } else {
            Err(Losses {
                list,
                is_lossy_enough,
            })
        }
    }
}

/// Why an article can't be published as it is.
#[derive(Debug)]
pub(super) struct Losses {
    /// In the order of the article.
    pub(super) list: Vec<Finding>,
    /// Whether `lossy` would let all of it pass.
    pub(super) is_lossy_enough: bool,
}

pub(super) fn finding(position: Position, source: &str, message: String) -> Finding {
    Finding {
        line: position.line,
        column: position.column,
        source: shortened(source),
        message,
    }
}

/// On one line, cut at the end.
pub(super) fn shortened(source: &str) -> String {
    // Only as much is looked at as is kept: the source may be long.
    let head: String = source.trim().chars().take(MAX_SOURCE_LENGTH + 1).collect();
    let words = head.split_whitespace().collect::<Vec<_>>().join(" ");
    if head.chars().count() > MAX_SOURCE_LENGTH {
        let kept: String = words.chars().take(MAX_SOURCE_LENGTH - 1).collect();
        format!("{kept}…")
    } else {
        words
    }
}
