//! Which of an article's pictures are files of ours, and whether they may and can be used.
//!
//! An article may come from anybody. So a picture is a file under the article's own folder or
//! it is refused, and the words of the path are judged before the disk is asked.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::front_matter::Body;
use super::images::Found;
use super::{ArticleError, ImageProblem, ImageRefusal, ImageUse};

/// Medium's limit is not known; the sandbox's is the same.
const LARGEST_PICTURE_BYTES: u64 = 25 << 20;

/// Where an article's pictures may lie, symbolic links resolved.
#[derive(Debug)]
pub(super) struct Places {
    /// What their addresses are relative to.
    folder: PathBuf,
    /// What they may lie under, too.
    root: PathBuf,
    /// Whether `/a.png` is a file in the root.
    is_site: bool,
}

impl Places {
    /// `folder` exists and has no symbolic links in it.
    pub(super) fn new(folder: &Path, root: Option<&Path>) -> Result<Self, ArticleError> {
        Ok(Self {
            folder: folder.to_owned(),
            root: root.map_or(Ok(folder.to_owned()), existing_folder)?,
            is_site: root.is_some(),
        })
    }

    /// The file that a relative address would be, if its words stay inside.
    fn file(&self, address: &Path) -> Result<PathBuf, ImageRefusal> {
        match address.strip_prefix("/") {
            Ok(in_site) if self.is_site => {
                stays_inside(in_site, 0)?;
                Ok(self.root.join(in_site))
            }
            _ => {
                let depth = self.folder.strip_prefix(&self.root);
                stays_inside(address, depth.map_or(0, |path| path.components().count()))?;
                Ok(self.folder.join(address))
            }
        }
    }
}

/// The folder that an article is in, symbolic links resolved.
pub(super) fn folder_of(article: &Path) -> Result<PathBuf, ArticleError> {
    match article.parent() {
        Some(parent) if parent != Path::new("") => existing_folder(parent),
        _ => existing_folder(Path::new(".")),
    }
}

pub(super) fn existing_folder(folder: &Path) -> Result<PathBuf, ArticleError> {
    folder
        .canonicalize()
        .map_err(|source| ArticleError::Unreadable {
            path: folder.to_owned(),
            source,
        })
}

/// The local ones of `found`, which counts from the body's beginning, as uses in a content that
/// has `prefix` bytes before the body. All that are refused are refused together.
pub(super) fn check(
    article: &Path,
    places: &Places,
    found: Vec<Found>,
    body: &Body<'_>,
    prefix: usize,
) -> Result<Vec<ImageUse>, ArticleError> {
    let (mut uses, mut problems) = (Vec::new(), Vec::new());
    for Found { url, line, at } in found {
        let line = line + body.lines_above;
        let file = file_of(places, &url).and_then(|path| match (path, at) {
            (None, _) => Ok(None),
            (Some(_), None) => Err(ImageRefusal::Unlocated),
            (Some(path), Some(at)) => Ok(Some((path, at))),
        });
        match file {
            Ok(None) => {}
            Ok(Some((path, (range, place)))) => {
                let range = range.start + prefix..range.end + prefix;
                uses.push(ImageUse {
                    path,
                    range,
                    line,
                    place,
                });
            }
            Err(refusal) => problems.push(ImageProblem {
                article: article.to_owned(),
                line,
                url,
                refusal,
            }),
        }
    }
    if problems.is_empty() {
        Ok(uses)
    } else {
        Err(ArticleError::Images(problems))
    }
}

/// The file that an address means, or none if Medium is to fetch the picture itself.
fn file_of(places: &Places, url: &str) -> Result<Option<PathBuf>, ImageRefusal> {
    if url.trim().is_empty() || url.starts_with("//") {
        return Ok(None);
    }
    match scheme(url).as_deref() {
        Some("http" | "https") => return Ok(None),
        Some("data") => return Err(ImageRefusal::Embedded),
        // `c:` is a Windows drive.
        Some(scheme) if scheme == "file" || scheme.len() == 1 => {
            return Err(ImageRefusal::Absolute);
        }
        Some(_) => return Err(ImageRefusal::Scheme),
        None => {}
    }
    let path = existing(places, url)?;
    check_picture(&path)?;
    Ok(Some(path))
}

/// The lower-cased scheme of an address, as in RFC 3986.
fn scheme(url: &str) -> Option<String> {
    let (scheme, _) = url.split_once(':')?;
    let mut chars = scheme.chars();
    let is_scheme = chars.next()?.is_ascii_alphabetic()
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// The file that a relative address names: by its whole name or, as on the web,
/// without a query or fragment.
fn existing(places: &Places, url: &str) -> Result<PathBuf, ImageRefusal> {
    match under(places, url) {
        Err(ImageRefusal::Missing) => match url.find(['?', '#']) {
            Some(end) => under(places, &url[..end]),
            None => Err(ImageRefusal::Missing),
        },
        result => result,
    }
}

fn under(places: &Places, url: &str) -> Result<PathBuf, ImageRefusal> {
    let decoded = percent_decode_str(url)
        .decode_utf8()
        .map_err(|_| ImageRefusal::Missing)?;
    let path = places
        .file(Path::new(decoded.as_ref()))?
        .canonicalize()
        .map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound
        | std::io::ErrorKind::NotADirectory
        // A NUL byte in a percent-encoded name.
        | std::io::ErrorKind::InvalidInput => ImageRefusal::Missing,
        _ => ImageRefusal::Unreadable(error),
    })?;
    if path.starts_with(&places.root) || path.starts_with(&places.folder) {
        Ok(path)
    } else {
        Err(ImageRefusal::Outside)
    }
}

/// Judges a path by its words alone, from a folder that is `depth` levels inside.
fn stays_inside(path: &Path, mut depth: usize) -> Result<(), ImageRefusal> {
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(_) => depth += 1,
            Component::ParentDir => {
                depth = depth.checked_sub(1).ok_or(ImageRefusal::Outside)?;
            }
            Component::RootDir | Component::Prefix(_) => return Err(ImageRefusal::Absolute),
        }
    }
    Ok(())
}

/// Looks at a file's first bytes, whatever its name says, and refuses what Medium would.
///
/// # Errors
///
/// Why it is no picture for Medium.
pub fn check_picture(path: &Path) -> Result<(), ImageRefusal> {
    // A pipe would never end opening, so ask first.
    let metadata = path.metadata().map_err(ImageRefusal::Unreadable)?;
    if !metadata.is_file() {
        return Err(ImageRefusal::NotAFile);
    }
    if metadata.len() > LARGEST_PICTURE_BYTES {
        let megabytes = metadata.len() / 1_000_000;
        return Err(ImageRefusal::TooLarge { megabytes });
    }
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(512).read_to_end(&mut head))
        .map_err(ImageRefusal::Unreadable)?;
    accepted(&head)
}

/// The four formats that Medium takes, and good advice for the others.
fn accepted(head: &[u8]) -> Result<(), ImageRefusal> {
    let refuse = |found, instead| Err(ImageRefusal::Format { found, instead });
    match infer::get(head).map(|kind| kind.mime_type()) {
        Some("image/png" | "image/jpeg" | "image/gif" | "image/tiff") => Ok(()),
        Some("image/webp") => refuse("a WebP picture", "PNG or JPEG"),
        Some("image/avif" | "image/heif" | "image/heic") => {
            refuse("an AVIF or HEIC picture", "JPEG")
        }
        Some("image/bmp" | "image/vnd.microsoft.icon") => refuse("a bitmap or icon", "PNG"),
        _ if is_svg(head) => refuse("an SVG drawing", "PNG, twice as wide as it is to be shown"),
        _ => refuse(
            "not a picture of a kind known here",
            "PNG, JPEG, GIF or TIFF",
        ),
    }
}

fn is_svg(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    text.starts_with('<') && text.contains("<svg")
}

#[cfg(test)]
#[path = "local_tests.rs"]
mod tests;
