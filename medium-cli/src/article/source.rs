//! Reads the bytes of an article, and defines the reader's options.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use url::Url;

use super::ArticleError;

/// Far more than a book.
const MAX_BYTES: u64 = 16 << 20;

/// Options for reading an article.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A title that replaces the article's own.
    pub title: Option<String>,
    /// Another folder that images may be in. `/a.png` then means a file in it, as on a site with this
    /// root.
    pub image_root: Option<PathBuf>,
    /// Whether unknown keys of the front matter may be similar to known ones.
    pub allow_similar_keys: bool,
    /// The time zone of dates without one, unless the front matter names one. The default is UTC.
    pub time_zone: Option<TimeZone>,
    /// The URL that relative links are resolved against, instead of the canonical one.
    pub base_url: Option<Url>,
    /// The URL to use if neither `base_url` nor the canonical one is set.
    pub fallback_base_url: Option<Url>,
    /// An image to insert above the text: a file or a URL, or an empty string for the image that
    /// the front matter names.
    pub cover: Option<String>,
    /// Whether WebP and BMP images are accepted. They must be converted before they are sent.
    pub convert_images: bool,
    /// Whether content that Medium can't show may be left out.
    pub lossy: bool,
}

impl Options {
    pub(super) fn time_zone(&self) -> TimeZone {
        self.time_zone.clone().unwrap_or(TimeZone::UTC)
    }
}

/// Unsupported formats: file extension, name, and the command to convert it. `{file}` is the path of the article,
/// `{name}` the same without extension.
const UNSUPPORTED: [(&str, &str, &str); 7] = [
    (
        "ipynb",
        "a notebook",
        "jupyter nbconvert --to markdown {file}",
    ),
    ("rst", "reStructuredText", PANDOC),
    ("adoc", "AsciiDoc", "asciidoctor {file}"),
    ("org", "Org", PANDOC),
    ("tex", "LaTeX", PANDOC),
    ("docx", "a Word document", PANDOC),
    ("odt", "an OpenDocument text", PANDOC),
];
const PANDOC: &str = "pandoc {file} -t gfm -o {name}.md";

/// Reads an article's file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, ArticleError> {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    if let Some((_, format, command)) = UNSUPPORTED.iter().find(|(other, ..)| ending == *other)
        && path.is_file()
    {
        let name = path.with_extension("");
        let command = command
            .replace("{file}", &path.to_string_lossy())
            .replace("{name}", &name.to_string_lossy());
        let message = format!("{format}, which is not supported; convert it with `{command}`");
        return Err(ArticleError::OtherFormat {
            path: path.to_owned(),
            message,
        });
    }
    let unreadable = |source| ArticleError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(unreadable)?;
    read_limited(path, file)
}

/// Reads everything, up to the limit for articles.
pub(super) fn read_limited(name: &Path, reader: impl Read) -> Result<Vec<u8>, ArticleError> {
    let mut bytes = Vec::new();
    reader
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| ArticleError::Unreadable {
            path: name.to_owned(),
            source,
        })?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ArticleError::TooLarge(name.to_owned()));
    }
    Ok(bytes)
}
