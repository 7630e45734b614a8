//! Diagnostics of article errors, with kind and position.

use std::io::ErrorKind as Io;
use std::path::Path;

use super::error::finding_line;
use super::{ArticleError, Finding, ImageProblem, InvalidImage, Position};
use crate::diagnostic::{Diagnostic, ErrorKind};

impl ArticleError {
    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Unreadable { source, .. } | Self::ImageRoot { source, .. } => {
                match source.kind() {
                    Io::NotFound => ErrorKind::FileNotFound,
                    _ => ErrorKind::FileUnreadable,
                }
            }
            Self::EmptyFolder(_) => ErrorKind::NoArticles,
            Self::TooLarge(_) => ErrorKind::ArticleTooLarge,
            Self::NotText { .. } | Self::OtherFormat { .. } => ErrorKind::ArticleNotText,
            Self::FrontMatter { .. } => ErrorKind::FrontMatter,
            Self::Several(errors) => errors.first().map_or(ErrorKind::Internal, Self::kind),
            Self::NoTitle(_) => ErrorKind::TitleMissing,
            Self::NoContent(_) => ErrorKind::ContentMissing,
            Self::ControlCharacter { .. } => ErrorKind::ControlCharacter,
            Self::DateInFuture { .. } => ErrorKind::DateInFuture,
            Self::Image(_) => ErrorKind::Image,
            Self::NotUploaded(_)
            | Self::LinksNotPublished { .. }
            | Self::NoCover(_)
            | Self::Untranslatable { .. }
            | Self::TooDeep { .. }
            | Self::TooManyInlineFootnotes { .. } => ErrorKind::Content,
        }
    }

    /// Returns whether `--lossy` would turn it into a warning.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        match self {
            Self::Untranslatable { lossy_suffices, .. } => *lossy_suffices,
            // The image is left out.
            Self::Image(_) => true,
            Self::Several(errors) => errors.iter().all(Self::is_loss),
            _ => false,
        }
    }

    /// Returns the path of the file, as the user wrote it.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Unreadable { path, .. }
            | Self::ImageRoot { path, .. }
            | Self::NotText { path, .. }
            | Self::OtherFormat { path, .. }
            | Self::ControlCharacter { path, .. }
            | Self::Untranslatable { path, .. }
            | Self::TooDeep { path, .. }
            | Self::TooManyInlineFootnotes { path, .. }
            | Self::FrontMatter { path, .. }
            | Self::EmptyFolder(path)
            | Self::TooLarge(path)
            | Self::NoTitle(path)
            | Self::NoContent(path)
            | Self::DateInFuture { path, .. }
            | Self::NotUploaded(path)
            | Self::NoCover(path)
            | Self::LinksNotPublished { path, .. } => Some(path),
            Self::Image(problem) => Some(&problem.article),
            Self::Several(errors) => errors.first().and_then(Self::file),
        }
    }

    /// Returns the line and the column in that file, from 1, if known.
    #[must_use]
    pub fn position(&self) -> (Option<usize>, Option<usize>) {
        match self {
            Self::NotText { line, .. } => (*line, None),
            Self::TooDeep { line, .. } => (Some(*line), None),
            Self::FrontMatter { line, column, .. }
            | Self::Untranslatable {
                finding: Finding { line, column, .. },
                ..
            }
            | Self::Image(ImageProblem {
                line,
                column,
                is_cover: false,
                ..
            })
            | Self::DateInFuture {
                position: Some(Position { line, column }),
                ..
            } => (Some(*line), Some(*column)),
            _ => (None, None),
        }
    }

    /// Returns one diagnostic for each problem that the error lists.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        match self {
            Self::LinksNotPublished { path, links } => {
                let diagnostic = |link: &Finding| {
                    Diagnostic::new(ErrorKind::Content, finding_line(path, link))
                        .in_file(path)
                        .at(Some(link.line), Some(link.column))
                };
                links.iter().map(diagnostic).collect()
            }
            Self::Several(errors) => errors.iter().flat_map(Self::diagnostics).collect(),
            other => {
                let mut diagnostic = Diagnostic::new(other.kind(), other.to_string());
                diagnostic.file = other.file().map(Path::to_owned);
                let (line, column) = other.position();
                vec![diagnostic.at(line, column)]
            }
        }
    }
}

impl InvalidImage {
    /// Returns the kind of the error for an image that the user named on the command line.
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
