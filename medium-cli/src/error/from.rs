//! Errors of others as the command's own, where that takes more than a wrapper.

use medium_cli::article::ArticleError;

use super::Error;
use crate::images::ImageError;
use crate::ledger::LedgerConflict;

impl From<ArticleError> for Error {
    fn from(error: ArticleError) -> Self {
        Self::Articles(vec![error])
    }
}

impl From<ImageError> for Error {
    fn from(error: ImageError) -> Self {
        Self::Images(vec![error])
    }
}

impl From<LedgerConflict> for Error {
    fn from(conflict: LedgerConflict) -> Self {
        Self::LedgerConflict(Box::new(conflict))
    }
}

impl From<dialoguer::Error> for Error {
    fn from(error: dialoguer::Error) -> Self {
        let dialoguer::Error::IO(error) = error;
        Self::Input(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<url::ParseError> for Error {
    fn from(error: url::ParseError) -> Self {
        Self::Internal(error.to_string())
    }
}
