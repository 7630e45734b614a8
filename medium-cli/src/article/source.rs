//! Where an article comes from: a file, or bytes with a name and a folder.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use url::Url;

use super::ArticleError;

/// Two million characters are a thick book.
const MAX_BYTES: u64 = 16 << 20;

/// How an article is to be read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Another title than the article's own.
    pub title: Option<String>,
    /// The folder that pictures must lie under, if it is another than the article's own. Then
    /// `/a.png` means a file in it, as on the site that it holds.
    pub image_root: Option<PathBuf>,
    /// Whether keys of the front matter may look like ones that are read, and be others.
    pub allow_similar_keys: bool,
    /// The zone of dates that name none, where the front matter does not say it; UTC without it.
    pub time_zone: Option<TimeZone>,
    /// What relative links are relative to, where it is not the article's canonical address.
    pub base_url: Option<Url>,
    /// The address that they are relative to where neither that nor the article says one.
    pub fallback_base_url: Option<Url>,
    /// A picture to put on top of the text: a file or an address, or nothing for the one that the
    /// front matter names.
    pub cover: Option<String>,
    /// Whether WebP and BMP pictures are taken; they have to be made into others before they are
    /// sent.
    pub convert_images: bool,
    /// Whether content that Medium can't show may be left out.
    pub lossy: bool,
}

impl Options {
    pub(super) fn time_zone(&self) -> TimeZone {
        self.time_zone.clone().unwrap_or(TimeZone::UTC)
    }
}

/// Formats that articles are written in, and that are not read; how each becomes Markdown.
const CONVERTED: &[(&str, &str)] = &[
    (
        "ipynb",
        "a notebook; convert it with `jupyter nbconvert --to markdown`",
    ),
    ("rst", "reStructuredText; convert it with `pandoc -t gfm`"),
    ("adoc", "AsciiDoc; export it as HTML with `asciidoctor`"),
    ("org", "Org; convert it with `pandoc -t gfm`"),
    ("tex", "LaTeX; convert it with `pandoc -t gfm`"),
    ("docx", "a Word document; convert it with `pandoc -t gfm`"),
    (
        "odt",
        "a document of an office program; convert it with `pandoc -t gfm`",
    ),
];

/// The bytes of an article's file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, ArticleError> {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    if let Some((_, what)) = CONVERTED.iter().find(|(other, _)| ending == *other)
        && path.is_file()
    {
        return Err(ArticleError::OtherFormat {
            path: path.to_owned(),
            what,
        });
    }
    let unreadable = |source| ArticleError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(unreadable)?;
    limited(path, file)
}

/// All that `reader` has, if that is not more than an article.
pub(super) fn limited(name: &Path, reader: impl Read) -> Result<Vec<u8>, ArticleError> {
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
