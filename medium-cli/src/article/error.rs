//! Errors of articles. Each message says where it is, what is wrong, and what to do.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Finding;
use super::findings::Position;
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

/// An image that can't be used, and its position in the article.
#[derive(Debug, Error)]
#[error(
    "{}`{}`: {reason}{}",
    if *is_cover {
        format!("{}: the cover ", article.display())
    } else {
        format!("{}:{line}:{column}: image ", article.display())
    },
    super::findings::shorten(url),
    or_convert(reason)
)]
pub struct ImageProblem {
    /// The article's path, as the user wrote it.
    pub article: PathBuf,
    /// The line in that file.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// The image's URL, as written.
    pub url: String,
    /// Whether it is the cover, which has no position in the text.
    pub is_cover: bool,
    /// Why it can't be used.
    #[source]
    pub reason: InvalidImage,
}

/// Why an image can't be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum InvalidImage {
    /// No such file.
    #[error("file not found; paths are relative to the article's folder")]
    Missing,
    /// Several files of the vault have this name.
    #[error(
        "the name is ambiguous: `{}` or `{}`; add the folder",
        one.display(),
        other.display()
    )]
    Ambiguous {
        /// One file, by its path in the vault.
        one: PathBuf,
        /// Another file.
        other: PathBuf,
    },
    /// It is outside of the folder of the article, or resolves to a file outside.
    #[error(
        "outside the article's folder; move the image there, or set --image-root to a folder that \
         contains both"
    )]
    Outside,
    /// An absolute path or a `file:` URL.
    #[error(
        "absolute path; use a path relative to the article's folder, or set --image-root to the folder \
         that `/` means"
    )]
    Absolute,
    /// The image is part of the text, as a `data:` URL.
    #[error("Medium doesn't accept `data:` URLs; save the image as a file and link the file")]
    Embedded,
    /// Neither a file nor a URL that Medium could fetch.
    #[error("unsupported URL; use a file, or an http(s) URL")]
    Scheme,
    /// A folder, a pipe or a device.
    #[error("not a file")]
    NotAFile,
    /// The file is too large to upload.
    #[error("{megabytes} MB is too large; the limit is 25 MB")]
    TooLarge {
        /// The size in megabytes (10⁶ bytes).
        megabytes: u64,
    },
    /// The system can't read it.
    #[error("{}", io_message(.0))]
    Unreadable(std::io::Error),
    /// A format that Medium doesn't accept.
    #[error("{found}, which Medium doesn't accept; {advice}")]
    Format {
        /// The format of the file.
        found: &'static str,
        /// How to convert it.
        advice: &'static str,
    },
    /// A format that Medium doesn't accept, and that `--convert-images` converts.
    #[error("{0}, which Medium doesn't accept; convert it to PNG or JPEG")]
    Convertible(&'static str),
    /// Its name says that it is an image in this format, but its content doesn't.
    #[error("named like a {0} image, but not readable as one; open it and save it again")]
    Damaged(&'static str),
    /// The image can't be decoded.
    #[error("can't convert it: {0}; save it as PNG or JPEG")]
    Broken(String),
}

fn or_convert(reason: &InvalidImage) -> &'static str {
    match reason {
        InvalidImage::Convertible(_) if cfg!(feature = "convert-images") => {
            ", or add --convert-images"
        }
        _ => "",
    }
}

/// Returns a message for an I/O error, with advice for the usual ones.
fn io_message(error: &std::io::Error) -> String {
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
