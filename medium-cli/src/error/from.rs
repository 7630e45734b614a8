//! Conversions into [`Error`] that do more than wrap.

use medium_cli::article::ArticleError;

use super::Error;
use crate::image_files::ImageError;
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
