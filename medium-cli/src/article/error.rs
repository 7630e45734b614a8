//! Errors of articles. Each message says where it is and what is wrong; most also say what to do.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::findings::Position;
use super::{Finding, ImageProblem};
use crate::diagnostic::io_reason;

/// Why an article can't be published.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ArticleError {
    /// The file, or its folder, can't be read.
    #[error("{}: {}", path.display(), io_message(source))]
    Unreadable {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// The folder of `--image-root` can't be read.
    #[error("--image-root: {}: {}", path.display(), folder_message(source))]
    ImageRoot {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// The folder contains no article.
    #[error(
        "{}: no Markdown or HTML files with front matter in this folder; -v lists the skipped files",
        .0.display()
    )]
    EmptyFolder(PathBuf),
    /// The file is too large for an article.
    #[error("{}: larger than 16 MiB, the limit for articles", .0.display())]
    TooLarge(PathBuf),
    /// The file is in a format that isn't supported.
    #[error("{}: {message}", path.display())]
    OtherFormat {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The format, and how to convert it.
        message: String,
    },
    /// The file is not UTF-8 text.
    #[error("{}{}: {message}", path.display(), line.map_or(String::new(), |line| format!(":{line}")))]
    NotText {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The first line that isn't text. `None` for UTF-16, which has no such line.
        line: Option<usize>,
        /// The reason, and what to do.
        message: &'static str,
    },
    /// The front matter doesn't parse, or a value is invalid.
    #[error("{}:{line}:{column}: {message}", path.display())]
    FrontMatter {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The line in the file.
        line: usize,
        /// The column, in characters.
        column: usize,
        /// What is wrong, and what to write instead.
        message: String,
    },
    /// Several errors of one article, in the order of the text.
    #[error("{}", lines(.0))]
    Several(Vec<ArticleError>),
    /// Neither the front matter nor a heading has a title.
    #[error(
        "{}: no title; add `title: …` to the front matter, or start with a heading `# …`",
        .0.display()
    )]
    NoTitle(PathBuf),
    /// Readers would see nothing below the title.
    #[error(
        "{}: no visible text below the title; the post would be empty",
        .0.display()
    )]
    NoContent(PathBuf),
    /// An invisible character, such as NUL or ESC, in a field that is sent unchanged.
    #[error(
        "{}: {field} contains the invisible control character U+{:04X}; remove it",
        path.display(),
        u32::from(*character)
    )]
    ControlCharacter {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The field, such as `its title`.
        field: &'static str,
        /// The character.
        character: char,
    },
    /// The date of publication is in the future.
    #[error(
        "{}: the date is in the future, and Medium can't schedule posts; remove or change it",
        location(path, *position)
    )]
    DateInFuture {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The position of the date, if it is in the front matter.
        position: Option<Position>,
    },
    /// An image can't be used.
    #[error(transparent)]
    Image(ImageProblem),
    /// An image was not uploaded, so it has no URL on Medium.
    #[error("{} has no URL on Medium yet; upload it first", .0.display())]
    NotUploaded(PathBuf),
    /// The cover is requested, but no image is named.
    #[error(
        "{}: no image for the cover; add `cover_image: …` to the front matter, or use --cover=IMAGE",
        .0.display()
    )]
    NoCover(PathBuf),
    /// Linked articles are not on Medium, and there is no base URL to resolve the links with.
    #[error("{}", finding_lines(path, links))]
    LinksNotPublished {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The links, in the order of the text.
        links: Vec<Finding>,
    },
    /// Some content would be lost, or private content would be published.
    #[error("{}", finding_line(path, finding))]
    Untranslatable {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The content.
        finding: Finding,
        /// Whether [`Options::lossy`](super::Options) would turn it into a warning.
        lossy_suffices: bool,
    },
    /// Blocks are nested too deeply.
    #[error("{}:{line}: quotes or lists nested more than {max} levels deep", path.display())]
    TooDeep {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The line at which it is too deep.
        line: usize,
        /// The limit.
        max: usize,
    },
    /// More inline footnotes than can be parsed in reasonable time.
    #[error("{}: more than {max} inline footnotes `^[…]`; write them as `[^name]`", path.display())]
    TooManyInlineFootnotes {
        /// The path, as the user wrote it.
        path: PathBuf,
        /// The limit.
        max: usize,
    },
}

/// Returns a message for an I/O error, with advice for the usual ones.
pub(super) fn io_message(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "file not found; check the name".to_owned(),
        ErrorKind::IsADirectory => "is a folder; name a file in it".to_owned(),
        _ => format!("can't read it: {}", io_reason(error)),
    }
}

fn folder_message(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "folder not found; check the name".to_owned(),
        _ => io_message(error),
    }
}

fn location(path: &Path, position: Option<Position>) -> String {
    match position {
        Some(Position { line, column, .. }) => format!("{}:{line}:{column}", path.display()),
        None => path.display().to_string(),
    }
}

pub(super) fn finding_line(path: &Path, finding: &Finding) -> String {
    let Finding { line, column, .. } = finding;
    format!("{}:{line}:{column}: {finding}", path.display())
}

fn finding_lines(path: &Path, findings: &[Finding]) -> String {
    let line = |finding: &Finding| finding_line(path, finding);
    lines(&findings.iter().map(line).collect::<Vec<_>>())
}

fn lines(items: &[impl ToString]) -> String {
    let lines: Vec<_> = items.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

impl ArticleError {
    /// Combines the errors of one article into one, in the order of the text.
    #[must_use]
    pub fn all(errors: Vec<Self>) -> Self {
        let single = |error| match error {
            Self::Several(errors) => errors,
            error => vec![error],
        };
        let mut errors: Vec<_> = errors.into_iter().flat_map(single).collect();
        errors.sort_by_key(Self::position);
        match errors.len() {
            1 => errors.remove(0),
            _ => Self::Several(errors),
        }
    }
}
