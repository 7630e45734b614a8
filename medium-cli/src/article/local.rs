//! Which of an article's pictures are files of ours, and whether they may and can be used.
//!
//! An article may come from anybody. So a picture is a file under the article's own folder or
//! it is refused, and the words of the path are judged before the disk is asked.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::links::scheme;
use super::{ArticleError, ImageRefusal};

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

    /// The file that a link leads to, if there is one where links may lead.
    pub(super) fn linked(&self, link: &str) -> Option<PathBuf> {
        self.file(Path::new(link)).ok()?.canonicalize().ok()
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

/// A picture's file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Its name, if that differs from the one that the article has for it.
    pub(super) other_name: Option<String>,
}

/// The file that an address means, or none if Medium is to fetch the picture itself.
pub(super) fn file_of(places: &Places, url: &str) -> Result<Option<Found>, ImageRefusal> {
    if url.trim().is_empty() || url.starts_with("//") {
        return Ok(None);
    }
    if url.starts_with("\\\\") {
        return Err(ImageRefusal::Absolute);
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
    let found = existing(places, url)?;
    check_picture(&found.path)?;
    Ok(Some(found))
}

/// The file that a relative address names: by its whole name; as on the web, without a query or
/// fragment; as on Windows, with backslashes; or in other letters' case.
fn existing(places: &Places, url: &str) -> Result<Found, ImageRefusal> {
    let web = url.find(['?', '#']).map(|end| url[..end].to_owned());
    let windows = url.contains('\\').then(|| url.replace('\\', "/"));
    for name in std::iter::once(url).chain(web.as_deref()).chain(windows.as_deref()) {
        match under(places, name) {
            Err(ImageRefusal::Missing) => {}
            found => {
                return found.map(|path| Found {
                    path,
                    other_name: None,
                });
            }
        }
    }
    for name in std::iter::once(url).chain(windows.as_deref()) {
        if let Some(found) = in_other_case(places, name)? {
            return Ok(found);
        }
    }
    Err(ImageRefusal::Missing)
}

/// The one file whose name differs in letters' case alone.
fn in_other_case(places: &Places, url: &str) -> Result<Option<Found>, ImageRefusal> {
    let Ok(decoded) = percent_decode_str(url).decode_utf8() else {
        return Ok(None);
    };
    // What leads outside is refused before the disk is asked.
    let wanted = places.file(Path::new(decoded.as_ref()))?;
    let Ok(relative) = wanted.strip_prefix(&places.folder) else {
        return Ok(None);
    };
    let mut found = places.folder.clone();
    for component in relative.components() {
        let Component::Normal(name) = component else {
            found.push(component);
            continue;
        };
        let exact = found.join(name);
        found = if exact.exists() {
            exact
        } else {
            match same_letters(&found, &name.to_string_lossy()) {
                Some(other) => other,
                None => return Ok(None),
            }
        };
    }
    let other_name = found.strip_prefix(&places.folder).unwrap_or(&found);
    let other_name = Some(other_name.display().to_string());
    let path = inside(places, &found)?;
    Ok(Some(Found { path, other_name }))
}

/// The only entry of a folder that has this name in other letters' case.
fn same_letters(folder: &Path, name: &str) -> Option<PathBuf> {
    let wanted = name.to_lowercase();
    let entries = folder.read_dir().ok()?.filter_map(Result::ok);
    let mut same = entries.filter(|entry| entry.file_name().to_string_lossy().to_lowercase() == wanted);
    let first = same.next()?;
    same.next().is_none().then(|| first.path())
}

fn under(places: &Places, url: &str) -> Result<PathBuf, ImageRefusal> {
    let decoded = percent_decode_str(url)
        .decode_utf8()
        .map_err(|_| ImageRefusal::Missing)?;
    inside(places, &places.file(Path::new(decoded.as_ref()))?)
}

/// The file with symbolic links resolved, if it is where pictures may lie.
fn inside(places: &Places, file: &Path) -> Result<PathBuf, ImageRefusal> {
    let path = file.canonicalize().map_err(|error| match error.kind() {
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
    let refuse = |found, advice| Err(ImageRefusal::Format { found, advice });
    match infer::get(head).map(|kind| kind.mime_type()) {
        Some("image/png" | "image/jpeg" | "image/gif" | "image/tiff") => Ok(()),
        Some("image/webp") => refuse(
            "a WebP picture",
            "convert it to PNG or JPEG, or add --convert-images",
        ),
        Some("image/avif") => refuse(
            "an AVIF picture",
            "convert it to JPEG, with `avifdec picture.avif picture.jpg`",
        ),
        Some("image/heif" | "image/heic") => refuse(
            "a HEIC picture",
            "convert it to JPEG, with `heif-convert picture.heic picture.jpg`",
        ),
        Some("image/bmp") => refuse("a bitmap", "convert it to PNG, or add --convert-images"),
        Some("image/vnd.microsoft.icon") => refuse("an icon", "convert it to PNG"),
        Some("application/pdf") => refuse("a PDF document", "link to it, or show a picture of it"),
        Some(mime) if mime.starts_with("video/") || mime.starts_with("audio/") => {
            refuse("a recording", "upload it elsewhere, and link to it")
        }
        _ => unknown(head),
    }
}

/// What a file is that is no picture of any known kind.
fn unknown(head: &[u8]) -> Result<(), ImageRefusal> {
    let refuse = |found, advice| Err(ImageRefusal::Format { found, advice });
    if head.is_empty() {
        return refuse("an empty file", "save the picture again");
    }
    if head.starts_with(b"version https://git-lfs.github.com/") {
        return refuse(
            "a pointer of Git LFS, and not the picture",
            "get the picture with `git lfs pull`; in GitHub Actions, check out with `lfs: true`",
        );
    }
    if is_svg(head) {
        return refuse(
            "an SVG drawing",
            "convert it to PNG, with `rsvg-convert --zoom 2 drawing.svg > drawing.png`",
        );
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return refuse(
            "an HTML page, and not a picture",
            "it may be an error page that was saved; download the picture again",
        );
    }
    refuse(
        "not a picture of a kind known here",
        "convert it to PNG, JPEG, GIF or TIFF",
    )
}

fn is_svg(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    text.starts_with('<') && text.contains("<svg")
}

#[cfg(test)]
#[path = "local_tests.rs"]
mod tests;
