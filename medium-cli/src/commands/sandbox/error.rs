//! Errors of running sandboxes, seeds and recordings.

use std::io;
use std::path::PathBuf;

use medium_cli::diagnostic::ErrorKind;
use medium_sandbox::SeedError;
use medium_sandbox::client;
use medium_sandbox::recording::RecordingError;

/// Controlling a sandbox, or recording a service, failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SandboxError {
    #[error("{0} is not on this machine")]
    NotHere(String),
    #[error("the call to the sandbox at {url} failed: {source}")]
    Call {
        url: String,
        source: Box<client::Error>,
    },
    #[error("only {found} of {wanted} requests arrived in time")]
    TooFew { found: usize, wanted: u16 },
    #[error("cannot read {}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("cannot write {}: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("cannot read the seed {}: {source}", path.display())]
    Seed { path: PathBuf, source: SeedError },
    #[error("cannot read the recording {}: {source}", path.display())]
    Recording {
        path: PathBuf,
        source: RecordingError,
    },
    #[error("the recorded service has {0} difference{s}", s = if *.0 == 1 { "" } else { "s" })]
    Differs(usize),
    #[error("cannot forward to {url}: {problem}")]
    Upstream { url: String, problem: String },
}

impl SandboxError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotHere(_) | Self::Upstream { .. } => ErrorKind::Usage,
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
            Self::NotHere(_) => "Use the URL that `medium sandbox` printed.",
            Self::Unwritable { source, .. } if source.kind() == io::ErrorKind::AlreadyExists => {
                "Use the name of a new file."
            }
            _ => "",
        }
    }
}
