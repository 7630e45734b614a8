//! Errors of running sandboxes, seeds and recordings.

use std::io;
use std::path::{Path, PathBuf};

use medium_cli::diagnostic::{ErrorKind, io_reason};
use medium_sandbox::SeedError;
use medium_sandbox::client::{self, types};
use medium_sandbox::recording::RecordingError;

/// Controlling a sandbox, or recording a service, failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SandboxError {
    /// The name of a fault is unknown.
    #[error("there is no fault `{0}`")]
    NoFault(String),
    #[error("{0} is not on this machine")]
    NotHere(String),
    #[error("{}", call_message(url, source))]
    Call {
        url: String,
        source: Box<client::Error>,
    },
    #[error("only {found} of {wanted} requests arrived in time")]
    TooFew { found: usize, wanted: u16 },
    #[error("{}: {}", path.display(), io_reason(source))]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("can't write {}: {}", path.display(), io_reason(source))]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("{}", seed_message(path, &source.to_string()))]
    Seed { path: PathBuf, source: SeedError },
    #[error("{}", recording_message(path, source))]
    Recording {
        path: PathBuf,
        source: RecordingError,
    },
    #[error("the recorded service has {0} difference{s}", s = if *.0 == 1 { "" } else { "s" })]
    Differs(usize),
    #[error("can't forward to {url}: {problem}")]
    Upstream { url: String, problem: String },
}

impl SandboxError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoFault(_) | Self::NotHere(_) | Self::Upstream { .. } => ErrorKind::Usage,
            Self::Call { .. } | Self::TooFew { .. } => ErrorKind::SandboxCall,
            Self::Unreadable { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                ErrorKind::FileNotFound
            }
            Self::Unreadable { .. } => ErrorKind::FileUnreadable,
            Self::Unwritable { .. } => ErrorKind::System,
            Self::Seed { .. } => ErrorKind::Sandbox,
            Self::Recording { .. } => ErrorKind::Recording,
            Self::Differs(_) => ErrorKind::RecordingDiffers,
        }
    }

    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::Call { source, .. } if matches!(**source, client::Error::Connection { .. }) => {
                "Start one with `medium sandbox`, or set its URL with --api-url."
            }
            Self::NoFault(_) => "`medium sandbox faults` lists them.",
            Self::Recording {
                source: RecordingError::NotARecording,
                ..
            } => "Name a file that `medium record` wrote.",
            Self::NotHere(_) => "Use the URL that `medium sandbox` printed.",
            Self::Unwritable { source, .. } if source.kind() == io::ErrorKind::AlreadyExists => {
                "Use the name of a new file."
            }
            _ => "",
        }
    }
}

fn call_message(url: &str, error: &client::Error) -> String {
    match error {
        client::Error::Connection { .. } => format!("no sandbox runs at {url}"),
        client::Error::Rejected { status, .. } => match reasons(error) {
            Some(reasons) => format!("the sandbox rejected the request: {reasons}"),
            None => format!("the sandbox at {url} rejected the request ({status})"),
        },
        client::Error::Timeout { problem, .. } => {
            format!("the sandbox at {url} didn't respond: {problem}")
        }
        _ => format!("the response of {url} is not that of a sandbox"),
    }
}

/// Returns the messages in the response.
fn reasons(error: &client::Error) -> Option<String> {
    let response = error.decode::<types::ErrorResponse>()?;
    let errors = response.errors.iter();
    let messages: Vec<_> = errors
        .map(|error| error.message.trim_end_matches('.'))
        .collect();
    Some(messages.join("; ")).filter(|text| !text.is_empty())
}

/// Returns the problem of a seed, with its position in front.
pub(crate) fn seed_message(path: &Path, problem: &str) -> String {
    let path = path.display();
    let position = problem
        .rsplit_once(" at line ")
        .and_then(|(problem, position)| {
            let (line, column) = position.split_once(" column ")?;
            let numbers = [line.trim_end_matches(','), column];
            let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
            numbers
                .into_iter()
                .all(is_number)
                .then_some((problem, numbers))
        });
    match position {
        Some((problem, [line, column])) => format!("{path}:{line}:{column}: {problem}"),
        None => format!("{path}: {problem}"),
    }
}

fn recording_message(path: &Path, error: &RecordingError) -> String {
    let path = path.display();
    match error {
        RecordingError::NotARecording => format!("{path} is not a recording"),
        RecordingError::Line { line, problem } => format!("{path}:{line}: {problem}"),
        error => format!("{path}: {error}"),
    }
}
