//! Errors of `medium publish`, apart from those of reading an article.

use std::path::PathBuf;
use std::process::ExitStatus;

use medium_cli::article::Status;
use medium_cli::diagnostic::{Diagnostic, ErrorKind, Exit, io_reason};
use medium_store::Article;
use thiserror::Error;

use crate::api_error::incomplete_response;
use crate::credential_source::{CredentialSource, shell_word};
use crate::error::Result;
use crate::interrupt::Signal;
use crate::ledger::resolve_advice;
use crate::plan;
use crate::session::{CredentialError, how_to_publish};

#[derive(Debug, Error)]
pub(crate) enum PublishError {
    /// The next run would publish everything again.
    #[error("CI is set and no store is named, so the ledger would be lost after this run")]
    LedgerNotPersistent,
    /// There is no login. These articles can be published with `medium handoff`.
    #[error("{}", CredentialError::NotLoggedIn)]
    NotLoggedIn(Vec<PathBuf>),
    /// These articles have no status, and there is no terminal to ask on.
    #[error("{}", no_status(.0))]
    NoStatus(Vec<PathBuf>),
    /// `MEDIUM_DEFAULT_STATUS` is not a status.
    #[error("MEDIUM_DEFAULT_STATUS: {0}")]
    DefaultStatus(String),
    /// The user did not confirm the list.
    #[error("nothing was published, as you didn't confirm")]
    Declined,
    /// The post on Medium is less public than the article now says.
    #[error(
        "{}: sent as {} on {day}, and Medium's API can't make it {}",
        file.display(),
        noun(*sent),
        plan::name(*wanted)
    )]
    LessPublic {
        file: PathBuf,
        /// The status that it was sent with.
        sent: Status,
        /// The status that the article has now.
        wanted: Status,
        day: String,
        url: Option<String>,
    },
    /// Some articles had a ledger conflict. Each was reported already.
    #[error(
        "{failed} of {all} articles {} not published{}",
        if *failed == 1 { "was" } else { "were" },
        unknown_outcome_suffix(*exit)
    )]
    SomeNotPublished {
        failed: usize,
        all: usize,
        /// The highest of their exit codes.
        exit: Exit,
    },
    /// Ctrl-C or SIGTERM came while articles were sent.
    #[error("interrupted")]
    Interrupted(Signal),
    /// Published posts are not saved in the ledger. Warnings have the reasons.
    #[error("published posts are not saved in the ledger")]
    LedgerNotSaved,
    /// The post may have been created. The ledger has recorded that.
    #[error("{}: {}", file.display(), incomplete_response(problem))]
    OutcomeUnknown {
        file: PathBuf,
        article: Article,
        status: String,
        problem: String,
    },
    /// The program of `--save-with` could not be started.
    #[error("--save-with: can't run {}: {}", program.display(), io_reason(source))]
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
    /// Fails if some of `all` articles failed, with these exit codes.
    pub(crate) fn fail_if_any(failed: &[Exit], all: usize) -> Result<()> {
        match failed.iter().copied().max() {
            None => Ok(()),
            Some(exit) => Err(Self::SomeNotPublished {
                failed: failed.len(),
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
            Self::LessPublic { .. } => ErrorKind::PostLessPublic,
            Self::OutcomeUnknown { .. } => ErrorKind::OutcomeUnknown,
            Self::SomeNotPublished { exit, .. } if *exit == Exit::OutcomeUnknown => {
                ErrorKind::OutcomeUnknown
            }
            Self::SomeNotPublished { .. } => ErrorKind::SomeNotPublished,
            Self::Interrupted(signal) => signal.kind(),
            Self::LedgerNotSaved => ErrorKind::LedgerNotSaved,
            Self::SaveWithNotRun { .. } | Self::SaveWithFailed { .. } => ErrorKind::SaveWithFailed,
        }
    }

    /// One diagnostic for each article.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let diagnostic = |text: String| Diagnostic::new(self.kind(), text);
        match self {
            Self::NoStatus(files) => files
                .iter()
                .map(|file| diagnostic(no_status(std::slice::from_ref(file))).in_file(file))
                .collect(),
            Self::LessPublic { file, .. } | Self::OutcomeUnknown { file, .. } => {
                vec![diagnostic(self.to_string()).in_file(file)]
            }
            other => vec![diagnostic(other.to_string())],
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let advice = match self {
            Self::LedgerNotPersistent => LEDGER_NOT_PERSISTENT,
            Self::NotLoggedIn(articles) => return how_to_publish(&shell_words(articles), source),
            Self::NoStatus(_) => NO_STATUS,
            Self::DefaultStatus(_) | Self::Declined => "",
            Self::LessPublic { url, sent, .. } => {
                let location = url.iter().map(|url| format!("It is at {url}\n"));
                return location.collect::<String>() + how_to_make_public(*sent, source);
            }
            Self::OutcomeUnknown {
                file,
                article,
                status,
                ..
            } => return resolve_advice(file, article, Some(status), source),
            Self::SomeNotPublished { .. } => "The errors above say why.",
            Self::Interrupted(_) => {
                return format!(
                    "Posts shown as published were sent. An article that was being sent may be \
                     published, too:\nthe next run reports it, and {} lists it.",
                    source.command("ledger list")
                );
            }
            Self::LedgerNotSaved => LEDGER_NOT_SAVED,
            Self::SaveWithNotRun { .. } | Self::SaveWithFailed { .. } => {
                "Nothing more was sent, as the ledger could not be saved."
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
        .map(|file| format!("{}: no status (draft, unlisted or public)", file.display()));
    lines.collect::<Vec<_>>().join("\n")
}

fn noun(status: Status) -> &'static str {
    match status {
        Status::Draft => "a draft",
        other => plan::name(other),
    }
}

fn how_to_make_public(sent: Status, source: CredentialSource<'_>) -> &'static str {
    match (source, sent) {
        (CredentialSource::Sandbox(_), _) => {
            "On Medium, you would change it there. In the sandbox, publish it again with --force."
        }
        (_, Status::Draft) => "To publish it, open it on Medium and click Publish.",
        _ => "To make it public, change its visibility in the post's settings on Medium.",
    }
}

fn unknown_outcome_suffix(exit: Exit) -> &'static str {
    match exit {
        Exit::OutcomeUnknown => ", or their outcome is unknown",
        _ => "",
    }
}

const NO_STATUS: &str = "\
Nothing was published. Set `status: draft` in the front matter, or add --status draft.
To set a default for all articles, use MEDIUM_DEFAULT_STATUS.";

const LEDGER_NOT_PERSISTENT: &str = "\
Nothing was published: the next run would publish everything again. Use a store that is kept between
runs (--store sqlite:PATH), publish drafts (--status draft), or accept duplicates (--no-ledger).";

const LEDGER_NOT_SAVED: &str = "\
Fix the problem in the warnings, and run the command again with the same store: it sends nothing twice.
If that store is lost, look at your Medium profile before you publish these articles again.";
