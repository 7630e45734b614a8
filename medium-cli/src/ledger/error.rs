//! What the ledger has against publishing an article, and what it does not know.

use std::path::PathBuf;

use medium_api::UnixMillis;
use medium_cli::diagnostic::ErrorKind;
use medium_store::{Article, Entry, Obstacle, Parts, State};
use thiserror::Error;

use crate::credential_source::{CredentialSource, shell_word};
use crate::plan;

/// The ledger has an entry because of which an article is not published.
#[derive(Debug, Error)]
#[error("{}: {}", file.display(), reason(obstacle, parts))]
pub(crate) struct LedgerConflict {
    pub(crate) file: PathBuf,
    /// What the article is made of now.
    pub(crate) parts: Parts,
    pub(crate) obstacle: Obstacle,
}

impl LedgerConflict {
    pub(crate) fn kind(&self) -> ErrorKind {
        match &self.obstacle {
            Obstacle::Published(_) => ErrorKind::AlreadyPublished,
            Obstacle::InProgress(_) => ErrorKind::InProgress,
            Obstacle::Edited(_) => ErrorKind::EditedSincePublished,
            Obstacle::Twin(_) => ErrorKind::DuplicateText,
            // Also what a later store tells apart: better too careful than published twice.
            _ => ErrorKind::OutcomeUnknown,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let entry = self.obstacle.entry();
        match &self.obstacle {
            Obstacle::Published(_) => address(entry).trim_end().to_owned(),
            Obstacle::InProgress(_) => "Run it again in a moment.".to_owned(),
            Obstacle::Edited(_) => format!(
                "{}Medium's API can't change a post: edit it on Medium, or publish it a second time with --force.{}",
                address(entry),
                maybe_another(&entry.article)
            ),
            Obstacle::Twin(_) => format!(
                "{}To publish it a second time: --force. To keep an article's identity, give it an `id: …`.",
                address(entry)
            ),
            _ => resolve_advice(&entry.article, source),
        }
    }
}

/// A name of earlier versions may be that of another article.
fn maybe_another(article: &Article) -> &'static str {
    if article.as_str().starts_with("path:") {
        return "\nIf that was another article of the same name: give this one an `id: …`.";
    }
    ""
}

fn reason(obstacle: &Obstacle, parts: &Parts) -> String {
    let entry = obstacle.entry();
    let day = date(entry.time);
    match obstacle {
        Obstacle::InProgress(_) => "another run is publishing it right now".to_owned(),
        Obstacle::Published(_) => format!("published already, on {day}"),
        Obstacle::Edited(_) => {
            let edited = edited(&entry.parts, parts);
            let edited = match edited[..] {
                [] => "in what way is not known".to_owned(),
                _ => edited.join(", "),
            };
            format!("published on {day}, and edited since: {edited}")
        }
        Obstacle::Twin(_) => {
            let article = &entry.article;
            format!("the same text was published on {day}, as {article}")
        }
        _ if entry.state == State::Started => {
            format!("a run of {day} was about to publish it, and did not record the outcome")
        }
        _ => format!("it was sent on {day}, and it is not known whether it was published"),
    }
}

/// The names of the parts that are not the same.
fn edited(earlier: &Parts, now: &Parts) -> Vec<String> {
    let mut names: Vec<_> = earlier.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let is_content = |name: &str| name != plan::STATUS && name != plan::OPENING;
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

/// How a person settles an unknown outcome, by the ledger's name of the article: its file may be
/// gone, or have another name.
pub(crate) fn resolve_advice(article: &Article, source: CredentialSource<'_>) -> String {
    let resolve = source.command("ledger resolve");
    let article = shell_word(article.as_str());
    let check = source.command("ledger check");
    format!(
        "It may be on Medium. Look at your stories and drafts there, or in your public feed: {check}\n\
         If it is there: {resolve} {article} --published URL; if not: {resolve} {article} --not-published"
    )
}

/// The ledger has no entry, or no single one, for what a command was asked to do.
#[derive(Debug, Error)]
pub(crate) enum LedgerEntryError {
    #[error("there is no file `{0}`")]
    NoFile(String),
    #[error("the ledger has no entry for {0}")]
    NotFound(Article),
    #[error("the ledger has no entry for {0} whose outcome is unknown")]
    NothingToResolve(Article),
    #[error("{0} was sent to several places")]
    Ambiguous(Article),
    #[error("{0} is not a post's address")]
    NotAPost(String),
    #[error("another process has resolved {0} in the meantime")]
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
                format!("If the file is gone, use the article's name in the ledger: {list}")
            }
            Self::NotAPost(_) => "Give the one that a browser shows, with https.".to_owned(),
            Self::Ambiguous(_) => format!("Name one of them with --to; see {list}"),
            _ => format!("To see the entries: {list}"),
        }
    }
}

/// A time of the ledger as a day, in UTC.
pub(crate) fn date(time: UnixMillis) -> String {
    jiff::Timestamp::from_millisecond(time.0)
        .map(|time| time.strftime("%Y-%m-%d").to_string())
        .unwrap_or_default()
}
