//! Ledger entries that prevent publishing, and missing entries.

use std::path::{Path, PathBuf};

use medium_api::UnixMillis;
use medium_cli::diagnostic::ErrorKind;
use medium_store::{Article, Conflict, ContentParts, Draft, Entry, State};
use thiserror::Error;

use super::{OPENING_PART, STATUS_PART};
use crate::credential_source::{CredentialSource, shell_word};

/// An entry of the ledger prevents publishing an article.
#[derive(Debug, Error)]
#[error("{}: {}", file.display(), self.reason())]
pub(crate) struct LedgerConflict {
    pub(crate) file: PathBuf,
    /// The article's parts now, to find what was edited.
    pub(crate) parts: ContentParts,
    pub(crate) conflict: Conflict,
}

impl LedgerConflict {
    pub(crate) fn new(file: &Path, draft: &Draft, conflict: Conflict) -> Self {
        Self {
            file: file.to_owned(),
            parts: draft.parts.clone(),
            conflict,
        }
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        match &self.conflict {
            Conflict::Published(_) => ErrorKind::AlreadyPublished,
            Conflict::InProgress(_) => ErrorKind::InProgress,
            Conflict::Edited(_) => ErrorKind::EditedSincePublished,
            Conflict::SameContent(_) => ErrorKind::DuplicateContent,
            // Includes conflicts that later stores add: being careful avoids duplicates.
            _ => ErrorKind::OutcomeUnknown,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let entry = self.conflict.entry();
        match &self.conflict {
            Conflict::Published(_) => line_with_url(entry).trim_end().to_owned(),
            Conflict::InProgress(_) => "Run the command again in a moment.".to_owned(),
            Conflict::Edited(_) => format!(
                "{}Medium's API can't change posts: edit it on Medium, or publish it again with --force.{}",
                line_with_url(entry),
                maybe_another(&entry.article)
            ),
            Conflict::SameContent(_) => format!(
                "{}If you moved the file, there is nothing to do. To publish the text again, add --force.",
                line_with_url(entry)
            ),
            _ => {
                let status = entry.parts.get(STATUS_PART).map(String::as_str);
                resolve_advice(&self.file, &entry.article, status, source)
            }
        }
    }
}

/// Says when a post of the article was created. A draft is not public.
pub(crate) fn describe_earlier_post(entry: &Entry) -> String {
    let day = date(entry.time);
    match entry.parts.get(STATUS_PART).map(String::as_str) {
        Some("draft") => format!("already sent as a draft on {day}"),
        _ => format!("already published on {day}"),
    }
}

/// A `path:` name of early versions may belong to another article.
fn maybe_another(article: &Article) -> &'static str {
    if article.as_str().starts_with("path:") {
        return " If that was another article, add `id: ANY-NAME` to this one.";
    }
    ""
}

impl LedgerConflict {
    /// What prevents publishing.
    pub(crate) fn reason(&self) -> String {
        let entry = self.conflict.entry();
        let day = date(entry.time);
        match &self.conflict {
            Conflict::InProgress(_) => "another run is publishing it now".to_owned(),
            Conflict::Published(entry) => describe_earlier_post(entry),
            Conflict::Edited(_) => {
                let edits = describe_edits(&entry.parts, &self.parts);
                format!("published on {day} and edited since{edits}")
            }
            Conflict::SameContent(_) => {
                let article = &entry.article;
                format!("the same text was published on {day} as {article}")
            }
            _ if entry.state == State::Started => {
                format!("a run on {day} started to publish it and did not record the outcome")
            }
            _ => format!("sent on {day}, and the outcome is unknown"),
        }
    }
}

/// Returns the names of the parts that differ, in parentheses. Empty if they are unknown.
pub(crate) fn describe_edits(earlier: &ContentParts, now: &ContentParts) -> String {
    let mut names: Vec<_> = earlier
        .keys()
        .chain(now.keys())
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| ![STATUS_PART, OPENING_PART].contains(name));
    names.retain(|name| earlier.get(*name) != now.get(*name));
    if names.is_empty() {
        return String::new();
    }
    format!(" ({})", names.join(", "))
}

fn line_with_url(entry: &Entry) -> String {
    let url = entry.url.as_ref();
    url.map(|url| format!("It is at {url}\n"))
        .unwrap_or_default()
}

/// How to settle an unknown outcome, with the file as it was named. Standard input has only its name in
/// the ledger. `ledger check` finds only public posts.
pub(crate) fn resolve_advice(
    file: &Path,
    article: &Article,
    status: Option<&str>,
    source: CredentialSource<'_>,
) -> String {
    let resolve = source.command("ledger resolve");
    let article = if file.exists() {
        shell_word(&file.display().to_string())
    } else {
        shell_word(article.as_str())
    };
    let check = match status {
        Some("draft" | "unlisted") => String::new(),
        _ => format!(", or run: {}", source.command("ledger check")),
    };
    format!(
        "Look at your stories and drafts on Medium{check}\n\
         Then: {resolve} {article} --published URL, or with --not-published"
    )
}

/// The ledger has no entry for an article, or several.
#[derive(Debug, Error)]
pub(crate) enum LedgerEntryError {
    #[error("{0}: file not found")]
    NoFile(String),
    #[error("the ledger has no entry for {0}")]
    NotFound(Article),
    #[error("the ledger has no entry for {0} whose outcome is unknown")]
    NothingToResolve(Article),
    #[error("{0} was sent to several targets")]
    Ambiguous(Article),
    #[error("another process has resolved {0}")]
    ResolvedMeanwhile(Article),
}

impl LedgerEntryError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoFile(_) => ErrorKind::FileNotFound,
            Self::NotFound(_) | Self::NothingToResolve(_) => ErrorKind::LedgerEntryNotFound,
            Self::Ambiguous(_) => ErrorKind::LedgerEntryAmbiguous,
            Self::ResolvedMeanwhile(_) => ErrorKind::LedgerEntryResolved,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let list = source.command("ledger list");
        match self {
            Self::NoFile(_) => {
                format!("If the file was deleted, use the article's name in the ledger: {list}")
            }
            Self::Ambiguous(_) => format!("Select one with --to; to see them: {list}"),
            _ => format!("To see all entries: {list}"),
        }
    }
}

/// Formats a time of the ledger as a day in UTC.
pub(crate) fn date(time: UnixMillis) -> String {
    jiff::Timestamp::from_millisecond(time.0)
        .map(|time| time.strftime("%Y-%m-%d").to_string())
        .unwrap_or_default()
}
