//! Image files: names, hashes and errors.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use medium_cli::article::InvalidImage;
use medium_cli::diagnostic::{ErrorKind, io_reason};
use medium_store::ContentHash;
use thiserror::Error;

use crate::api_error;
use crate::credential_source::CredentialSource;

/// The hash of each image.
pub(crate) type ImageHashes = BTreeMap<PathBuf, ContentHash>;

/// An image that can't be uploaded, or was not.
#[derive(Debug, Error)]
pub(crate) enum ImageError {
    /// Medium does not accept it.
    #[error("{}: {reason}", display(path))]
    Rejected { path: PathBuf, reason: InvalidImage },
    #[error("{}: {}", display(path), io_reason(source))]
    Unreadable {
        path: PathBuf,
        source: std::io::Error,
    },
    /// It was changed after it was checked.
    #[error("{}: changed while the command ran", display(.0))]
    Changed(PathBuf),
    /// The URL in Medium's response is unusable.
    #[error("{}: the URL in Medium's response is not an https URL", display(.0))]
    InvalidUrl(PathBuf),
    /// The upload failed.
    #[error("{}: {}", display(path), upload_message(source))]
    Upload {
        path: PathBuf,
        source: medium_api::Error,
    },
}

impl ImageError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Rejected { reason, .. } => reason.kind(),
            Self::Unreadable { .. } => ErrorKind::FileUnreadable,
            Self::Changed(_) => ErrorKind::ImageChanged,
            Self::InvalidUrl(_) => ErrorKind::ResponseInvalid,
            // Uploading the same bytes again is harmless, so the outcome does not matter.
            Self::Upload {
                source: medium_api::Error::OutcomeUnknown { .. },
                ..
            } => ErrorKind::ConnectionBroken,
            Self::Upload { source, .. } => api_error::kind(source),
        }
    }

    pub(crate) fn file(&self) -> &Path {
        match self {
            Self::Rejected { path, .. }
            | Self::Unreadable { path, .. }
            | Self::Changed(path)
            | Self::InvalidUrl(path)
            | Self::Upload { path, .. } => path,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let advice = match self {
            Self::Rejected { .. } | Self::Unreadable { .. } => return String::new(),
            Self::Changed(_) => String::new(),
            Self::InvalidUrl(_) => "Check --api-url or MEDIUM_API_URL, if you set one.".to_owned(),
            Self::Upload {
                source: medium_api::Error::OutcomeUnknown { .. },
                ..
            } => "Run the command again: uploading an image twice is harmless.".to_owned(),
            Self::Upload { source: error, .. } => api_error::advice(error, source),
        };
        format!("Nothing was published. {advice}")
            .trim_end()
            .to_owned()
    }
}

/// Returns the path for messages: relative, if it is in the current folder.
fn display(path: &Path) -> String {
    let current = std::env::current_dir().and_then(|folder| folder.canonicalize());
    let relative = current
        .ok()
        .and_then(|folder| path.strip_prefix(folder).ok());
    relative.unwrap_or(path).display().to_string()
}

fn upload_message(error: &medium_api::Error) -> String {
    match error {
        medium_api::Error::OutcomeUnknown { problem, .. } => {
            format!("the upload was interrupted: {problem}")
        }
        error => api_error::message(error),
    }
}

/// Hashes an image file.
pub(crate) fn hash(image: &Path) -> Result<ContentHash, ImageError> {
    let hash = File::open(image).and_then(ContentHash::of_reader);
    hash.map_err(|source| ImageError::Unreadable {
        path: image.to_owned(),
        source,
    })
}

/// Returns the file's name without its folder.
pub(crate) fn file_name(file: &Path) -> String {
    file.file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned()
}
