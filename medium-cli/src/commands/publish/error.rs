//! Why a run of `medium publish` failed, apart from what is wrong with one article.

use std::path::PathBuf;
use std::process::ExitStatus;

use medium_cli::article::Status;
use medium_cli::diagnostic::{Diagnostic, ErrorKind, Exit};
use medium_store::Article;
use thiserror::Error;

use crate::credential_source::{CredentialSource, shell_word};
use crate::error::Result;
use crate::interrupt::Signal;
use crate::ledger::resolve_advice;
use crate::plan;
use crate::session::{CredentialError, not_logged_in};

#[derive(Debug, Error)]
pub(crate) enum PublishError {
    /// The next run would not know what this one published.
    #[error("CI is set and no store is named, so what is published here would not be remembered")]
    LedgerNotPersistent,
    /// There is no login. What was named can be handed off without one.
    #[error("{}", CredentialError::NotLoggedIn)]
    NotLoggedIn(Vec<PathBuf>),
    /// Nobody has said who may see these articles, and nobody can be asked.
    #[error("{}", no_status(.0))]
    NoStatus(Vec<PathBuf>),
    /// `MEDIUM_DEFAULT_STATUS` holds no status.
    #[error("MEDIUM_DEFAULT_STATUS: {0}")]
    DefaultStatus(String),
    /// The user was shown what would be published, and said no.
    #[error("nothing was published, as you said no")]
    Declined,
    /// An article is on Medium for fewer people than are to see it now.
    #[error(
        "{}: {} on Medium since {day}, and Medium's API can't make it {}",
        file.display(),
        noun(*sent),
        plan::name(*asked)
    )]
    LessPublic {
        file: PathBuf,
        /// Who could see it when it was sent.
        sent: Status,
        asked: Status,
        day: String,
        url: Option<String>,
    },
    /// The ledger had something against some articles. Each has an error of its own already.
    #[error("{left_out} of {all} articles were not published{}", or_unknown(*exit))]
    LeftOut {
        left_out: usize,
        all: usize,
        /// The highest of their exit codes.
        exit: Exit,
    },
    /// Ctrl-C or SIGTERM came while articles were sent. What was open is closed.
    #[error("ended before it was done")]
    Interrupted(Signal),
    /// What was published is not recorded where it lasts. Why was said in warnings.
    #[error("what was published is not saved in the ledger")]
    LedgerNotSaved,
    /// It is not known whether a post arrived, and the ledger says so.
    #[error("Medium gave no complete response: {problem}")]
    OutcomeUnknown { article: Article, problem: String },
    /// The program of `--save-with` could not be started.
    #[error("--save-with: {} could not be run: {source}", program.display())]
    SaveWithNotRun {
        program: PathBuf,
        source: std::io::Error,
    },
    /// The program of `--save-with` reported a failure.
    #[error("--save-with: {} failed ({status})", program.display())]
    SaveWithFailed {
        program: PathBuf,
        status: ExitStatus,
    },
}

impl PublishError {
    /// Fails if some of `all` articles were left out, which ended with these exit codes.
    pub(crate) fn check_left_out(left_out: &[Exit], all: usize) -> Result<()> {
        match left_out.iter().copied().max() {
            None => Ok(()),
            Some(exit) => Err(Self::LeftOut {
                left_out: left_out.len(),
                all,
                exit,
            }
            .into()),
        }
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::LedgerNotPersistent => ErrorKind::LedgerNotPersistent,
            Self::NotLoggedIn(_) => ErrorKind::NotLoggedIn,
            Self::NoStatus(_) => ErrorKind::StatusMissing,
            Self::DefaultStatus(_) => ErrorKind::Usage,
            Self::Declined => ErrorKind::Declined,
            Self::LessPublic { .. } => ErrorKind::LessPublic,
            Self::OutcomeUnknown { .. } => ErrorKind::OutcomeUnknown,
            Self::LeftOut { exit, .. } if *exit == Exit::OutcomeUnknown => {
                ErrorKind::OutcomeUnknown
            }
            Self::LeftOut { .. } => ErrorKind::ArticlesLeftOut,
            Self::Interrupted(signal) => signal.kind(),
            Self::LedgerNotSaved => ErrorKind::LedgerNotSaved,
            Self::SaveWithNotRun { .. } | Self::SaveWithFailed { .. } => ErrorKind::SaveWithFailed,
        }
    }

    /// Each article that it is about by itself.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let diagnostic = |text: String| Diagnostic::new(self.kind(), text);
        match self {
            Self::NoStatus(files) => files
                .iter()
                .map(|file| diagnostic(no_status(std::slice::from_ref(file))).in_file(file))
                .collect(),
            Self::LessPublic { file, .. } => vec![diagnostic(self.to_string()).in_file(file)],
            other => vec![diagnostic(other.to_string())],
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let advice = match self {
            Self::LedgerNotPersistent => LEDGER_NOT_PERSISTENT,
            Self::NotLoggedIn(articles) => return not_logged_in(&shell_words(articles)),
            Self::NoStatus(_) => NO_STATUS,
            Self::DefaultStatus(_) | Self::Declined => "",
            Self::LessPublic { url, .. } => {
                let there = url.iter().map(|url| format!("It is at {url}\n"));
                return there.collect::<String>() + PUBLISH_IT_THERE;
            }
            Self::OutcomeUnknown { article, .. } => return resolve_advice(article, source),
            Self::LeftOut { .. } => "The reason for each is above.",
            Self::Interrupted(_) => {
                return format!(
                    "What is shown as published was sent. An article that was under way may have been, \
                     too:\nthe next run says so, and {} lists it.",
                    source.command("ledger list")
                );
            }
            Self::LedgerNotSaved => LEDGER_NOT_SAVED,
            Self::SaveWithNotRun { .. } | Self::SaveWithFailed { .. } => {
                "Nothing was sent, as the ledger could not be saved first."
            }
        };
        advice.to_owned()
    }
}

fn shell_words(files: &[PathBuf]) -> String {
    let words = files
        .iter()
        .map(|file| shell_word(&file.display().to_string()));
    words.collect::<Vec<_>>().join(" ")
}

fn no_status(files: &[PathBuf]) -> String {
    let lines = files
        .iter()
        .map(|file| format!("{}: no status: who is to see it?", file.display()));
    lines.collect::<Vec<_>>().join("\n")
}

fn noun(status: Status) -> &'static str {
    match status {
        Status::Draft => "a draft",
        other => plan::name(other),
    }
}

fn or_unknown(exit: Exit) -> &'static str {
    match exit {
        Exit::OutcomeUnknown => ", or it is not known whether they were",
        _ => "",
    }
}

const NO_STATUS: &str = "\
Say it in the front matter (status: draft), or by --status draft, unlisted or public.
For all articles that do not say it: MEDIUM_DEFAULT_STATUS. Nothing was published.";

const PUBLISH_IT_THERE: &str = "\
Open it there. A draft is published by its button Publish; an unlisted post is listed in its settings.";

const LEDGER_NOT_PERSISTENT: &str = "\
Nothing was published, as the next run would publish everything again. Name a store that is kept
between runs (--store sqlite:PATH), publish drafts (--status draft), or accept duplicates (--no-ledger).";

const LEDGER_NOT_SAVED: &str = "\
Fix what the warnings say, and run the same command again with the same store: nothing that it knows
is sent twice. If that store is lost, look at your profile before you publish these articles again.";
