//! Ledger entries that prevent publishing, and missing entries.

use std::path::PathBuf;

use medium_api::UnixMillis;
use medium_cli::diagnostic::ErrorKind;
use medium_store::{Article, Conflict, Entry, Parts, State};
use thiserror::Error;

use super::{OPENING_PART, STATUS_PART};
use crate::credential_source::{CredentialSource, shell_word};

/// An entry of the ledger prevents publishing an article.
#[derive(Debug, Error)]
#[error("{}: {}", file.display(), reason(conflict, parts))]
pub(crate) struct LedgerConflict {
    pub(crate) file: PathBuf,
    /// The article's parts now, to find what was edited.
    pub(crate) parts: Parts,
    pub(crate) conflict: Conflict,
}

impl LedgerConflict {
    pub(crate) fn kind(&self) -> ErrorKind {
        match &self.conflict {
            Conflict::Published(_) => ErrorKind::AlreadyPublished,
            Conflict::InProgress(_) => ErrorKind::InProgress,
            Conflict::Edited(_) => ErrorKind::EditedSincePublished,
            Conflict::SameContent(_) => ErrorKind::DuplicateText,
            // Includes conflicts that later stores add: being careful avoids duplicates.
            _ => ErrorKind::OutcomeUnknown,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let entry = self.conflict.entry();
        match &self.conflict {
            Conflict::Published(_) => address(entry).trim_end().to_owned(),
            Conflict::InProgress(_) => "Run it again in a moment.".to_owned(),
            Conflict::Edited(_) => format!(
                "{}Medium's API can't change posts: edit it on Medium, or publish it again with --force.{}",
                address(entry),
                maybe_another(&entry.article)
            ),
            Conflict::SameContent(_) => format!(
                "{}To publish it again, use --force. To keep an article's identity when its file moves, add an `id: …`.",
                address(entry)
            ),
            _ => resolve_advice(&entry.article, source),
        }
    }
}

/// A `path:` name of early versions may belong to another article.
fn maybe_another(article: &Article) -> &'static str {
    if article.as_str().starts_with("path:") {
        return "\nIf that was another article with the same name, add an `id: …` to this one.";
    }
    ""
}

fn reason(conflict: &Conflict, parts: &Parts) -> String {
    let entry = conflict.entry();
    let day = date(entry.time);
    match conflict {
        Conflict::InProgress(_) => "another run is publishing it now".to_owned(),
        Conflict::Published(_) => format!("already published on {day}"),
        Conflict::Edited(_) => {
            let edited = edited(&entry.parts, parts);
            let edited = match edited[..] {
                [] => "unknown parts".to_owned(),
                _ => edited.join(", "),
            };
            format!("published on {day} and edited since: {edited}")
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

/// The names of the parts that differ.
fn edited(earlier: &Parts, now: &Parts) -> Vec<String> {
    let mut names: Vec<_> = earlier.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let is_content = |name: &str| name != STATUS_PART && name != OPENING_PART;
    let differs = |name: &&&String| is_content(name) && earlier.get(**name) != now.get(**name);
    names
        .iter()
        .filter(differs)
        .map(ToString::to_string)
        .collect()
}

fn address(entry: &Entry) -> String {
    let url = entry.url.as_ref();
    url.map(|url| format!("It is at {url}\n"))
        .unwrap_or_default()
}

/// How to settle an unknown outcome. It names the article as the ledger does, as its file may have
/// moved.
pub(crate) fn resolve_advice(article: &Article, source: CredentialSource<'_>) -> String {
    let resolve = source.command("ledger resolve");
    let article = shell_word(article.as_str());
    let check = source.command("ledger check");
    format!(
        "It may be on Medium. Look at your stories and drafts there, or run: {check}\n\
         If it is there: {resolve} {article} --published URL; if not: {resolve} {article} --not-published"
    )
}

/// The ledger has no entry for an article, or several.
#[derive(Debug, Error)]
pub(crate) enum LedgerEntryError {
    #[error("the file `{0}` does not exist")]
    NoFile(String),
    #[error("the ledger has no entry for {0}")]
    NotFound(Article),
    #[error("the ledger has no entry for {0} whose outcome is unknown")]
    NothingToResolve(Article),
    #[error("{0} was sent to several targets")]
    Ambiguous(Article),
    #[error("{0} is not the URL of a post")]
    NotAPost(String),
    #[error("another process has settled {0}")]
    ResolvedMeanwhile(Article),
}

impl LedgerEntryError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoFile(_) => ErrorKind::FileNotFound,
            Self::NotFound(_) | Self::NothingToResolve(_) => ErrorKind::LedgerEntryNotFound,
            Self::Ambiguous(_) => ErrorKind::LedgerEntryAmbiguous,
            Self::NotAPost(_) => ErrorKind::RequestInvalid,
            Self::ResolvedMeanwhile(_) => ErrorKind::LedgerEntrySettled,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let list = source.command("ledger list");
        match self {
            Self::NoFile(_) => {
                format!("If the file was deleted, use the article's name in the ledger: {list}")
            }
            Self::NotAPost(_) => "Use the https URL that the browser shows.".to_owned(),
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
