//! Errors of images in articles.

use std::path::PathBuf;

use thiserror::Error;

use super::error::io_message;

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
