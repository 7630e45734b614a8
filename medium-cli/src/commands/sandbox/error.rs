//! What goes wrong with a sandbox that runs elsewhere, and with seeds and recordings.

use std::io;
use std::path::PathBuf;

use medium_cli::diagnostic::ErrorKind;
use medium_sandbox::SeedError;
use medium_sandbox::client;
use medium_sandbox::recording::RecordingError;

/// Why a sandbox was not looked into or steered, or a recording not made or read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SandboxError {
    #[error("{0} is not on this machine, where sandboxes are")]
    NotHere(String),
    #[error("the sandbox at {url} did not do it: {source}")]
    Call {
        url: String,
        source: Box<client::Error>,
    },
    #[error("{found} of {wanted} requests came in time")]
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
    #[error("the recorded service differs in {0} place{s}", s = if *.0 == 1 { "" } else { "s" })]
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
                "Start one by `medium sandbox`, or name another address with --api-url."
            }
            Self::NotHere(_) => "Name the address that `medium sandbox` printed with --api-url.",
            Self::Unwritable { source, .. } if source.kind() == io::ErrorKind::AlreadyExists => {
                "Name a file that does not exist yet."
            }
            _ => "",
        }
    }
}
