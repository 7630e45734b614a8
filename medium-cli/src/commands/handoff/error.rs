//! Errors of `medium handoff --import`.

use std::path::PathBuf;

use medium_cli::diagnostic::ErrorKind;
use thiserror::Error;

#[derive(Debug, Error)]
pub(crate) enum ImportPageError {
    #[error("{} is a draft, so it gets no public page", .0.display())]
    Draft(PathBuf),
    #[error("{} and {} would both get the page {name}/", one.display(), other.display())]
    SameName {
        one: PathBuf,
        other: PathBuf,
        name: String,
    },
}

impl ImportPageError {
    pub(crate) fn kind(&self) -> ErrorKind {
        ErrorKind::Usage
    }

    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::Draft(_) => {
                "Nothing was written. To write a page for it anyway, name only this file, with --status public."
            }
            Self::SameName { .. } => "Rename one of the files, or use another folder for one.",
        }
    }
}
