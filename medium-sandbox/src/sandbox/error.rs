//! Why a sandbox could not start.

use std::path::PathBuf;

use crate::{SeedError, StateError};

/// Why a sandbox could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address is in use, or this process may not listen on it.
    #[error("can't listen on {address}")]
    Listen {
        /// Host and port.
        address: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The state file can't be used.
    #[error("can't use the state file {}", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: StateError,
    },
    /// The seed file can't be read, or is not a valid seed.
    #[error("can't use the seed {}: {problem}", path.display())]
    SeedFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The seed has an invalid entry.
    #[error("can't use the seed")]
    Seed(#[from] SeedError),
    /// The token can't be sent in a header. The message does not repeat it.
    #[error("the token is empty or has characters that a header can't contain")]
    InvalidToken,
    /// A file that should contain a secret can't be read, or contains something else.
    #[error("can't read a secret from {}", path.display())]
    SecretFile {
        /// The file.
        path: PathBuf,
        /// The error of the operating system, or what is wrong with the content.
        source: std::io::Error,
    },
    /// An environment variable that should contain a secret is not UTF-8.
    #[error("the environment variable {0} is not UTF-8")]
    SecretVariable(&'static str),
    /// A client id was set without a client secret.
    #[error(
        "the application's secret is missing: set MEDIUM_SANDBOX_CLIENT_SECRET, or pass a file with \
         --client-secret-file"
    )]
    MissingClientSecret,
    /// The redirect URI is not an absolute URL.
    #[error("the redirect URI {0:?} is not an absolute URL")]
    InvalidRedirectUri(String),
}
