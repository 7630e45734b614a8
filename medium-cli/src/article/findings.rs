//! Findings: content that Medium shows differently or not at all, with its position.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use super::{ArticleError, step_counter, title};

/// The maximum number of warnings, of losses and of other errors. More would be slow to locate, and of
/// no use.
const MAX_FINDINGS: usize = 200;
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

    /// Adds a warning.
    pub(super) fn warn(&mut self, position: Position, source: &str, message: impl Into<String>) {
        if self.warnings.len() < MAX_FINDINGS {
            self.warnings
                .push(finding(position, source, message.into()));
        }
    }

    /// Adds warnings of an earlier stage.
    pub(super) fn add_warnings(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.warnings
            .extend(findings.into_iter().take(MAX_FINDINGS));
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
        if self.lossy {
            self.warn(position, source, name_lossy_effect(message.into()));
        } else if self.losses.len() < MAX_FINDINGS {
            self.losses.push(finding(position, source, message.into()));
        }
    }

    /// Reports content that may be private: an error, even with `--lossy`.
    pub(super) fn error(&mut self, position: Position, source: &str, message: impl Into<String>) {
        if self.errors.len() < MAX_FINDINGS {
            self.errors.push(finding(position, source, message.into()));
        }
    }

    /// Returns whether content may be left out.
    pub(super) fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// Returns the warnings in the order of the text, and the errors of the article at `path`.
    pub(super) fn finish(mut self, path: &Path) -> (Vec<Finding>, Vec<ArticleError>) {
        self.warnings.sort();
        let error = |(finding, lossy_suffices)| ArticleError::Untranslatable {
            path: path.to_owned(),
            finding,
            lossy_suffices,
        };
        let losses = self.losses.into_iter().map(|loss| (loss, true));
        let errors = self.errors.into_iter().map(|error| (error, false));
        (self.warnings, losses.chain(errors).map(error).collect())
    }
}

/// The end of messages about content that can't be shown, and what `--lossy` then does.
const LOSSY_EFFECTS: [(&str, &str); 4] = [
    ("use --lossy to keep it as text", "kept as text"),
    ("use --lossy to leave it out", "left out"),
    ("use --lossy to leave the tag out", "without its tag"),
    ("use --lossy to accept it", "accepted"),
];

/// Replaces the advice to use `--lossy` with what it did.
fn name_lossy_effect(message: String) -> String {
    let found = LOSSY_EFFECTS
        .iter()
        .find_map(|(advice, effect)| Some((message.strip_suffix(advice)?, effect)));
    let Some((rest, effect)) = found else {
        return message;
    };
    let rest = rest.trim_end_matches(", or ").trim_end_matches("; ");
    match rest.split_once("; ") {
        Some((reason, advice)) => format!("{reason}, {effect} because of --lossy; {advice}"),
        None => format!("{rest}, {effect} because of --lossy"),
    }
}

pub(super) fn finding(position: Position, source: &str, message: String) -> Finding {
    Finding {
        line: position.line,
        column: position.column,
        source: shorten(source),
        message,
    }
}

/// Returns the source on one line, truncated.
pub(super) fn shorten(source: &str) -> String {
    // The source may be very long, so read only what is needed.
    let head: String = source.trim().chars().take(MAX_SOURCE_LENGTH + 1).collect();
    let words = title::one_line(&head);
    if head.chars().count() > MAX_SOURCE_LENGTH {
        let start: String = words.chars().take(MAX_SOURCE_LENGTH - 1).collect();
        format!("{start}…")
    } else {
        words
    }
}
