//! What is wrong with an article, as diagnostics: each with its kind and its place.

use std::io::ErrorKind as Io;
use std::path::Path;

use super::{ArticleError, ImageProblem, ImageRefusal};
use crate::diagnostic::{Diagnostic, ErrorKind};

impl ArticleError {
    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Unreadable { source, .. } if source.kind() == Io::NotFound => {
                ErrorKind::FileNotFound
            }
            Self::Unreadable { .. } => ErrorKind::FileUnreadable,
            Self::EmptyFolder(_) => ErrorKind::NoArticles,
            Self::TooLarge(_) => ErrorKind::ArticleTooLarge,
            Self::NotText { .. } | Self::OtherFormat { .. } => ErrorKind::ArticleNotText,
            Self::FrontMatter { .. } => ErrorKind::FrontMatter,
            Self::Several(errors) => errors.first().map_or(ErrorKind::Internal, Self::kind),
            Self::NoTitle(_) => ErrorKind::TitleMissing,
            Self::ControlCharacter { .. } => ErrorKind::ControlCharacter,
            Self::NotPast(_) => ErrorKind::DateInFuture,
            Self::Images(_) => ErrorKind::Image,
            Self::NotUploaded(_) | Self::Rewrite => ErrorKind::Content,
        }
    }

    /// The file that it is about, as it was named.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Unreadable { path, .. }
            | Self::NotText { path, .. }
            | Self::OtherFormat { path, .. }
            | Self::ControlCharacter { path, .. }
            | Self::FrontMatter { path, .. }
            | Self::EmptyFolder(path)
            | Self::TooLarge(path)
            | Self::NoTitle(path)
            | Self::NotPast(path)
            | Self::NotUploaded(path) => Some(path),
            Self::Images(problems) => problems.first().map(|problem| problem.article.as_path()),
            Self::Several(errors) => errors.first().and_then(Self::file),
            Self::Rewrite => None,
        }
    }

    /// The line in that file, from 1, if it is at one place.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::NotText { line, .. } | Self::FrontMatter { line, .. } => Some(*line),
            Self::Images(problems) => problems.first().map(|problem| problem.line),
            _ => None,
        }
    }

    /// The column in that line, in characters, from 1, if it is known.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        match self {
            Self::FrontMatter { column, .. } => Some(*column),
            _ => None,
        }
    }

    /// Each thing that is wrong by itself: one error may name several images.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        match self {
            Self::Images(problems) => problems.iter().map(ImageProblem::diagnostic).collect(),
            Self::Several(errors) => errors.iter().flat_map(Self::diagnostics).collect(),
            other => {
                let mut diagnostic = Diagnostic::new(other.kind(), other.to_string());
                diagnostic.file = other.file().map(Path::to_owned);
                vec![diagnostic.at(other.line(), other.column())]
            }
        }
    }
}

impl ImageProblem {
    /// The same, as a diagnostic.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::new(ErrorKind::Image, self.to_string())
            .in_file(&self.article)
            .at(Some(self.line), None)
    }
}

impl ImageRefusal {
    /// What kind of error it is for an image that was named by itself.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Missing => ErrorKind::FileNotFound,
            Self::Unreadable(source) if source.kind() == Io::NotFound => ErrorKind::FileNotFound,
            Self::Unreadable(_) => ErrorKind::FileUnreadable,
            _ => ErrorKind::Image,
        }
    }
}
