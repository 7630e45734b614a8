//! What an author should know: what Medium can't show, where it stands, and what happens to it.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use super::steps;

/// More than this many of a kind say nothing new, and would take long to place.
const MOST: usize = 200;
/// How much of the source a note repeats.
const LONGEST_SOURCE: usize = 60;

/// A place in an article's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
}

/// Something that will not be on Medium as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The line in the article's file.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// What stands there, cut if it is long.
    pub source: String,
    /// What happens to it, and what to do about it.
    pub message: String,
}

impl fmt::Display for Note {
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
pub struct NoteLink {
    /// The note's file, absolute and with symbolic links resolved.
    pub file: PathBuf,
    /// What an author should know where that note is not on Medium.
    pub note: Note,
}

/// The notes of one article.
#[derive(Debug, Default)]
pub(super) struct Notes {
    lossy: bool,
    warnings: Vec<Note>,
    losses: Vec<Note>,
    /// What stays an error with `lossy`, too.
    refusals: Vec<Note>,
    /// The messages of those that are said once an article.
    said: BTreeSet<String>,
}

impl Notes {
    /// With `lossy`, content that Medium can't show is left out with a warning, and is no error.
    pub(super) fn new(lossy: bool) -> Self {
        Self {
            lossy,
            ..Self::default()
        }
    }

    /// Nothing is lost, but it will look different.
    pub(super) fn warn(&mut self, place: Place, source: &str, message: impl Into<String>) {
        if self.warnings.len() < MOST {
            self.warnings.push(note(place, source, message.into()));
        }
    }

    /// Adds what was said elsewhere.
    pub(super) fn add(&mut self, notes: impl IntoIterator<Item = Note>) {
        self.warnings.extend(notes.into_iter().take(MOST));
    }

    /// As [`Notes::warn`], and for an article only once, at the first place.
    pub(super) fn warn_once(&mut self, place: Place, source: &str, message: impl Into<String>) {
        let message = message.into();
        let new = note(place, source, message.clone());
        if self.said.insert(message) {
            self.warnings.push(new);
            return;
        }
        steps::add(self.warnings.len());
        let said = self.warnings.iter_mut();
        if let Some(said) = said.into_iter().find(|said| said.message == new.message)
            && (new.line, new.column) < (said.line, said.column)
        {
            *said = new;
        }
    }

    /// Content would be missing: an error, or with `--lossy` a warning.
    pub(super) fn lose(&mut self, place: Place, source: &str, message: impl Into<String>) {
        let list = if self.lossy {
            &mut self.warnings
        } else {
            &mut self.losses
        };
        if list.len() < MOST {
            list.push(note(place, source, message.into()));
        }
    }

    /// What may be private would be published: an error, also with `--lossy`.
    pub(super) fn refuse(&mut self, place: Place, source: &str, message: impl Into<String>) {
        if self.refusals.len() < MOST {
            self.refusals.push(note(place, source, message.into()));
        }
    }

    /// Whether content may be left out.
    pub(super) fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// The warnings in the order of the article, or else what would be lost or is refused.
    pub(super) fn finish(mut self) -> Result<Vec<Note>, Losses> {
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
    pub(super) list: Vec<Note>,
    /// Whether `lossy` would let all of it pass.
    pub(super) is_lossy_enough: bool,
}

pub(super) fn note(place: Place, source: &str, message: String) -> Note {
    Note {
        line: place.line,
        column: place.column,
        source: shortened(source),
        message,
    }
}

/// On one line, cut at the end.
pub(super) fn shortened(source: &str) -> String {
    // Only as much is looked at as is kept: the source may be long.
    let head: String = source.trim().chars().take(LONGEST_SOURCE + 1).collect();
    let words = head.split_whitespace().collect::<Vec<_>>().join(" ");
    if head.chars().count() > LONGEST_SOURCE {
        let kept: String = words.chars().take(LONGEST_SOURCE - 1).collect();
        format!("{kept}…")
    } else {
        words
    }
}
