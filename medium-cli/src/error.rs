//! The error of all commands: message, kind, exit code and advice.
//!
//! Errors of one topic are defined next to the code that returns them, with their own kind and advice.
//! This enum combines them and does not print anything. The modules import each other: that is the
//! price of one error type for `?`.

mod from;
mod lossy;
mod sandbox_start;

use std::io;
use std::path::{Path, PathBuf};

use medium_cli::article::ArticleError;
use medium_cli::diagnostic::{Diagnostic, ErrorKind, Exit, io_reason};
use medium_sandbox::StartError;

use crate::api_error;
use crate::commands::handoff::ImportPageError;
use crate::commands::login::LoginError;
use crate::commands::publish::PublishError;
use crate::commands::sandbox::SandboxError;
use crate::credential_source::CredentialSource;
use crate::destination::DestinationError;
use crate::environment;
use crate::feed::FeedError;
use crate::image_files::ImageError;
use crate::interrupt::Signal;
use crate::jq::JqError;
use crate::ledger::{LedgerConflict, LedgerEntryError};
use crate::post_url::PostUrlError;
use crate::session::CredentialError;
use crate::store_location;

pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Arguments that conflict, or missing input.
    #[error("{0}")]
    Usage(&'static str),
    /// The command of a manual page does not exist.
    #[error("there is no command `{0}`")]
    NoCommand(String),
    /// Articles that can't be published. Nothing was sent.
    #[error("{}", join_lines(.0))]
    Articles(Vec<ArticleError>),
    /// An article that can't be previewed.
    #[error("{0}")]
    Preview(ArticleError),
    /// Images that can't be uploaded, or failed to.
    #[error("{}", join_lines(.0))]
    Images(Vec<ImageError>),
    #[error(transparent)]
    Credential(#[from] CredentialError),
    #[error(transparent)]
    Login(#[from] LoginError),
    #[error(transparent)]
    Destination(#[from] DestinationError),
    #[error(transparent)]
    LedgerConflict(Box<LedgerConflict>),
    #[error(transparent)]
    LedgerEntry(#[from] LedgerEntryError),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Handoff(#[from] ImportPageError),
    #[error(transparent)]
    Feed(#[from] FeedError),
    #[error(transparent)]
    PostUrl(#[from] PostUrlError),
    /// One of several articles failed. The ones after it were not tried.
    #[error("{}: {source}", file.display())]
    Stopped {
        file: PathBuf,
        not_tried: Vec<PathBuf>,
        source: Box<Error>,
    },
    /// A call to Medium failed.
    #[error("{}", api_error::message(.0))]
    Api(#[from] medium_api::Error),
    #[error(transparent)]
    Store(#[from] medium_store::Error),
    /// A running sandbox, a seed or a recording.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The sandbox failed to start.
    #[error("{}", sandbox_start::message(.0))]
    SandboxStart(#[from] StartError),
    #[error("--jq: {0}")]
    Jq(#[from] JqError),
    #[error("can't write to stdout: {0}")]
    Output(#[source] io::Error),
    #[error("can't read the input: {0}")]
    Input(#[source] io::Error),
    /// The file to write exists already.
    #[error("the file {} exists already", .0.display())]
    Exists(PathBuf),
    /// The file can't be written.
    #[error("can't write {}: {}", path.display(), io_reason(source))]
    Unwritable { path: PathBuf, source: io::Error },
    /// An error of the operating system.
    #[error("can't {operation}: {}", io_reason(source))]
    System {
        operation: &'static str,
        source: io::Error,
    },
    /// Ctrl-C or SIGTERM came. The store and the sandbox are closed.
    #[error("interrupted")]
    Interrupted(Signal),
    #[error("a bug in this program: {0}")]
    Internal(String),
}

impl Error {
    /// Wraps an error of the operating system.
    pub(crate) fn system(operation: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::System { operation, source }
    }

    /// Returns the error kind. With several errors, that of the first.
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Usage(_) | Self::NoCommand(_) => ErrorKind::Usage,
            Self::Articles(errors) => errors
                .first()
                .map_or(ErrorKind::Internal, ArticleError::kind),
            Self::Preview(error) => error.kind(),
            Self::Images(errors) => errors.first().map_or(ErrorKind::Internal, ImageError::kind),
            Self::Credential(error) => error.kind(),
            Self::Login(error) => error.kind(),
            Self::Destination(error) => error.kind(),
            Self::LedgerConflict(conflict) => conflict.kind(),
            Self::LedgerEntry(error) => error.kind(),
            Self::Publish(error) => error.kind(),
            Self::Handoff(error) => error.kind(),
            Self::Feed(error) => error.kind(),
            Self::PostUrl(error) => error.kind(),
            Self::Stopped { source, .. } => source.kind(),
            Self::Api(error) => api_error::kind(error),
            Self::Store(error) => store_kind(error),
            Self::Sandbox(error) => error.kind(),
            Self::SandboxStart(error) if sandbox_start::is_in_use(error) => ErrorKind::SandboxInUse,
            Self::SandboxStart(_) => ErrorKind::Sandbox,
            Self::Jq(_) => ErrorKind::Jq,
            Self::Output(_) => ErrorKind::Output,
            Self::Input(_) => ErrorKind::Input,
            Self::Exists(_) | Self::Unwritable { .. } => ErrorKind::FileUnwritable,
            Self::System { .. } => ErrorKind::System,
            Self::Interrupted(signal) => signal.kind(),
            Self::Internal(_) => ErrorKind::Internal,
        }
    }

    /// Returns the exit code.
    pub(crate) fn exit_code(&self) -> Exit {
        self.kind().exit()
    }

    /// What to do, as lines. Empty if the message is enough. How to replace a credential depends on
    /// its `source`.
    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        match self {
            Self::NoCommand(_) => "`medium --help` lists the commands.".to_owned(),
            Self::Articles(errors) if lossy::suffices(errors) => {
                "Nothing was published. To publish without these parts, add --lossy.".to_owned()
            }
            Self::Articles(errors) if errors.iter().any(lossy::helps) => {
                "Nothing was published. --lossy accepts lost content, but not the other errors."
                    .to_owned()
            }
            Self::Articles(_) => "Nothing was published.".to_owned(),
            Self::Preview(error) if lossy::suffices(std::slice::from_ref(error)) => {
                "To show it without these parts, add --lossy.".to_owned()
            }
            Self::Images(errors) => errors
                .first()
                .map_or_else(String::new, |error| error.advice(source)),
            Self::Credential(error) => error.advice(source),
            Self::Login(error) => error.advice(source),
            Self::Destination(error) => error.advice(source),
            Self::LedgerConflict(conflict) => conflict.advice(source),
            Self::LedgerEntry(error) => error.advice(source),
            Self::Publish(error) => error.advice(source),
            Self::Sandbox(error) => error.advice().to_owned(),
            Self::Handoff(error) => error.advice().to_owned(),
            Self::Feed(error) => error.advice().to_owned(),
            Self::PostUrl(error) => error.advice().to_owned(),
            Self::Stopped {
                not_tried,
                source: error,
                ..
            } => with_remaining_articles(error.advice(source), not_tried),
            Self::Api(error) => api_error::advice(error, source),
            Self::Store(medium_store::Error::Key(_)) if environment::has_invalid_store_key() => {
                store_location::KEY_ADVICE.to_owned()
            }
            Self::Store(medium_store::Error::Url(_) | medium_store::Error::NotAStore { .. }) => {
                "Check --store or MEDIUM_STORE.".to_owned()
            }
            Self::Store(medium_store::Error::Unreachable { .. }) => {
                "Check that PostgreSQL runs there, and --store or MEDIUM_STORE.".to_owned()
            }
            Self::Exists(_) => {
                "It was not overwritten. Use another name, or move the file.".to_owned()
            }
            Self::SandboxStart(error) if sandbox_start::port_in_use(error).is_some() => {
                "Choose another one with --port, or 0 for any free port.".to_owned()
            }
            _ => String::new(),
        }
    }

    /// Returns all problems, each with its position.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        match self {
            Self::Articles(errors) => errors.iter().flat_map(ArticleError::diagnostics).collect(),
            Self::Preview(error) => error.diagnostics(),
            Self::Images(errors) => errors
                .iter()
                .map(|error| Diagnostic::new(error.kind(), error.to_string()).in_file(error.file()))
                .collect(),
            Self::Stopped { file, source, .. } => {
                let at_article = |diagnostic| in_article(diagnostic, file);
                source.diagnostics().into_iter().map(at_article).collect()
            }
            Self::Publish(error) => error.diagnostics(),
            other => {
                let mut diagnostic = Diagnostic::new(other.kind(), other.to_string());
                if let Self::LedgerConflict(conflict) = other {
                    diagnostic.file = Some(conflict.file.clone());
                }
                vec![diagnostic]
            }
        }
    }

    /// Returns whether the reader of stdout has closed it, as `head` does.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Adds the article's name to a problem with one of several articles.
fn in_article(diagnostic: Diagnostic, article: &Path) -> Diagnostic {
    let has_position = diagnostic.file.as_deref() == Some(article);
    Diagnostic {
        message: if has_position {
            diagnostic.message
        } else {
            format!("{}: {}", article.display(), diagnostic.message)
        },
        file: Some(article.to_owned()),
        // A position in another file would mislead.
        line: diagnostic.line.filter(|_| has_position),
        column: diagnostic.column.filter(|_| has_position),
        ..diagnostic
    }
}

fn with_remaining_articles(advice: String, not_tried: &[PathBuf]) -> String {
    if not_tried.is_empty() {
        return advice;
    }
    let files = not_tried.iter().map(|file| file.display().to_string());
    let files = files.collect::<Vec<_>>().join(" ");
    format!("{advice}\nNot tried after that: {files}")
        .trim_start()
        .to_owned()
}

fn store_kind(error: &medium_store::Error) -> ErrorKind {
    match error {
        medium_store::Error::Url(_) => ErrorKind::StoreUrl,
        medium_store::Error::NotPrivate { .. } => ErrorKind::StoreNotPrivate,
        medium_store::Error::Key(_)
        | medium_store::Error::WrongKey { .. }
        | medium_store::Error::Rekeyed => ErrorKind::StoreKey,
        _ => ErrorKind::Store,
    }
}

fn join_lines<E: ToString>(errors: &[E]) -> String {
    let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
