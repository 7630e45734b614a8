//! Image files: their names, their hashes, and what can be wrong with them.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use medium_cli::article::InvalidImage;
use medium_cli::diagnostic::ErrorKind;
use medium_store::ContentHash;
use thiserror::Error;

use crate::api_error;
use crate::credential_source::CredentialSource;

/// The hash of each image.
pub(crate) type ImageHashes = BTreeMap<PathBuf, ContentHash>;

/// An image that can't be sent, or was not.
#[derive(Debug, Error)]
pub(crate) enum ImageError {
    /// Medium would not take it.
    #[error("{}: {reason}", path.display())]
    Refused { path: PathBuf, reason: InvalidImage },
    #[error("{}: it can't be read: {source}", path.display())]
    Unreadable {
        path: PathBuf,
        source: std::io::Error,
    },
    /// It is not the same any more as when it was checked.
    #[error("image {}: it was changed meanwhile", .0.display())]
    Changed(PathBuf),
    /// Medium's response names an address that no reader could open.
    #[error("image {}: Medium's address for it is not an https address", .0.display())]
    InvalidAddress(PathBuf),
    /// It did not get to Medium.
    #[error("image {}: {}", path.display(), upload_message(source))]
    Upload {
        path: PathBuf,
        source: medium_api::Error,
    },
}

impl ImageError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Refused { reason, .. } => reason.kind(),
            Self::Unreadable { .. } => ErrorKind::FileUnreadable,
            Self::Changed(_) => ErrorKind::ImageChanged,
            Self::InvalidAddress(_) => ErrorKind::ResponseInvalid,
            // The same bytes get the same address however often they are sent.
            Self::Upload {
                source: medium_api::Error::OutcomeUnknown { .. },
                ..
            } => ErrorKind::ConnectionBroken,
            Self::Upload { source, .. } => api_error::kind(source),
        }
    }

    pub(crate) fn file(&self) -> &Path {
        match self {
            Self::Refused { path, .. }
            | Self::Unreadable { path, .. }
            | Self::Changed(path)
            | Self::InvalidAddress(path)
            | Self::Upload { path, .. } => path,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        let advice = match self {
            Self::Refused { .. } | Self::Unreadable { .. } => return String::new(),
            Self::Changed(_) => String::new(),
            Self::InvalidAddress(_) => "Check MEDIUM_API_URL, if it is set.".to_owned(),
            Self::Upload {
                source: medium_api::Error::OutcomeUnknown { .. },
                ..
            } => "Run it again: an image may be uploaded twice without harm.".to_owned(),
            Self::Upload { source: error, .. } => api_error::advice(error, source),
        };
        format!("Nothing was published. {advice}")
            .trim_end()
            .to_owned()
    }
}

fn upload_message(error: &medium_api::Error) -> String {
    match error {
        medium_api::Error::OutcomeUnknown { problem, .. } => {
            format!("the upload broke off: {problem}")
        }
        error => api_error::message(error),
    }
}

/// The hash of an image's bytes as they are now.
pub(crate) fn hash(image: &Path) -> Result<ContentHash, ImageError> {
    let hash = File::open(image).and_then(ContentHash::of_reader);
    hash.map_err(|source| ImageError::Unreadable {
        path: image.to_owned(),
        source,
    })
}

/// A file as people call it.
pub(crate) fn file_name(file: &Path) -> String {
    file.file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned()
}
