//! Why a run of `medium publish` failed, apart from what is wrong with one article.

use std::path::PathBuf;
use std::process::ExitStatus;

use medium_cli::diagnostic::{ErrorKind, Exit};
use medium_store::Article;
use thiserror::Error;

use crate::credential_source::CredentialSource;
use crate::ledger::resolve_advice;

#[derive(Debug, Error)]
pub(crate) enum PublishError {
    /// The next run would not know what this one published.
    #[error("CI is set and no store is named, so what is published here would not be remembered")]
    LedgerNotPersistent,
    /// The ledger had something against some articles. Each has an error of its own already.
    #[error("{left_out} of {all} articles were not published{}", or_unknown(*exit))]
    LeftOut {
        left_out: usize,
        all: usize,
        /// The highest of their exit codes.
        exit: Exit,
    },
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
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::LedgerNotPersistent => ErrorKind::LedgerNotPersistent,
            Self::OutcomeUnknown { .. } => ErrorKind::OutcomeUnknown,
            Self::LeftOut { exit, .. } if *exit == Exit::OutcomeUnknown => {
                ErrorKind::OutcomeUnknown
            }
            Self::LeftOut { .. } => ErrorKind::ArticlesLeftOut,
            Self::LedgerNotSaved => ErrorKind::LedgerNotSaved,
            Self::SaveWithNotRun { .. } | Self::SaveWithFailed { .. } => ErrorKind::SaveWithFailed,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let advice = match self {
            Self::LedgerNotPersistent => LEDGER_NOT_PERSISTENT,
            Self::OutcomeUnknown { article, .. } => return resolve_advice(article, source),
            Self::LeftOut { .. } => "The reason for each is above.",
            Self::LedgerNotSaved => LEDGER_NOT_SAVED,
            Self::SaveWithNotRun { .. } | Self::SaveWithFailed { .. } => {
                "Nothing was sent, as the ledger could not be saved first."
            }
        };
        advice.to_owned()
    }
}

fn or_unknown(exit: Exit) -> &'static str {
    match exit {
        Exit::OutcomeUnknown => ", or it is not known whether they were",
        _ => "",
    }
}

const LEDGER_NOT_PERSISTENT: &str = "\
Nothing was published, as the next run would publish everything again. Name a store that is kept
between runs (--store sqlite:PATH), publish drafts (--status draft), or accept duplicates (--no-ledger).";

const LEDGER_NOT_SAVED: &str = "\
Fix what the warnings say, and run the same command again with the same store: nothing that it knows
is sent twice. If that store is lost, look at your profile before you publish these articles again.";
