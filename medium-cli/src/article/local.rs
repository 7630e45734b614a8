//! Which of an article's pictures are files of ours, and whether they may and can be used.
//!
//! An article may come from anybody. So a picture is a file under the article's own folder or
//! it is refused, and the words of the path are judged before the disk is asked.

use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::links::{IN_SITE, scheme};
use super::picture_kind::check_picture;
use super::vault::{self, IN_VAULT, Named, Vault};
use super::{ArticleError, ImageRefusal};

/// Where an article's pictures may lie, symbolic links resolved.
#[derive(Debug)]
pub(super) struct Places {
    /// What their addresses are relative to.
    folder: PathBuf,
    /// What they may lie under, too.
    root: PathBuf,
    /// Whether `/a.png` is a file in the root.
    is_site: bool,
    /// Whether pictures are made into kinds that Medium takes.
    converts: bool,
    /// The root of the site that the folder is in, as Jekyll has it.
    site: PathBuf,
    vault: Vault,
}

impl Places {
    /// `folder` exists and has no symbolic links in it.
    pub(super) fn new(folder: &Path, root: Option<&Path>) -> Result<Self, ArticleError> {
        let given = root.map(existing_folder).transpose()?;
        let site = given
            .as_deref()
            .or_else(|| vault::above_with(folder, "_config.yml"));
        Ok(Self {
            site: site.unwrap_or(folder).to_owned(),
            vault: Vault::around(folder, given.as_deref()),
            folder: folder.to_owned(),
            is_site: given.is_some(),
            root: given.unwrap_or_else(|| folder.to_owned()),
            converts: false,
        })
    }

    /// The same, where pictures of some other kinds may be used: see `reencode.rs`.
    pub(super) fn converting(self, converts: bool) -> Self {
        Self { converts, ..self }
    }

    /// The file that a link leads to, if there is one where links may lead.
    pub(super) fn linked(&self, link: &str) -> Option<PathBuf> {
        self.file(Path::new(link)).ok()?.canonicalize().ok()
    }

    /// The file of the site that Jekyll's `{% link %}` names.
    pub(super) fn in_site(&self, path: &str) -> Option<PathBuf> {
        let path = Path::new(path.trim_start_matches('/'));
        stays_inside(path, 0).ok()?;
        let file = self.site.join(path).canonicalize().ok()?;
        file.starts_with(&self.site).then_some(file)
    }

    /// The note that Obsidian opens by this name, if there is one and no other.
    pub(super) fn note(&self, name: &str) -> Option<PathBuf> {
        let file = match name.to_ascii_lowercase().ends_with(".md") {
            true => name.to_owned(),
            false => format!("{name}.md"),
        };
        match self.vault.find(&file, &self.folder) {
            Named::One(file) => Some(file),
            Named::Nothing | Named::Several(..) => None,
        }
    }

    /// The picture that Obsidian shows by this name: from the article's folder, or the only one in
    /// the vault.
    fn embedded(&self, name: &str) -> Result<PathBuf, ImageRefusal> {
        let own = self.file(Path::new(name));
        if let Ok(found) = own.and_then(|file| inside(self, &file)) {
            return Ok(found);
        }
        match self.vault.find(name, &self.folder) {
            Named::One(file) => Ok(file),
            Named::Nothing => Err(ImageRefusal::Missing),
            Named::Several(one, other) => Err(ImageRefusal::Ambiguous { one, other }),
        }
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Its name, if that differs from the one that the article has for it.
    pub(super) other_name: Option<String>,
}

/// The file that an address means, or none if Medium is to fetch the picture itself.
pub(super) fn file_of(places: &Places, url: &str) -> Result<Option<Found>, ImageRefusal> {
    let elsewhere = match (url.strip_prefix(IN_VAULT), url.strip_prefix(IN_SITE)) {
        (Some(name), _) => Some(places.embedded(name)?),
        (_, Some(path)) => Some(places.in_site(path).ok_or(ImageRefusal::Missing)?),
        _ => None,
    };
    if let Some(path) = elsewhere {
        check(places, &path)?;
        let other_name = None;
        return Ok(Some(Found { path, other_name }));
    }
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
    check(places, &found.path)?;
    Ok(Some(found))
}

/// Whether Medium takes a picture, or will once it is converted.
fn check(places: &Places, file: &Path) -> Result<(), ImageRefusal> {
    match check_picture(file) {
        Err(ImageRefusal::Convertible(_)) if places.converts => Ok(()),
        checked => checked,
    }
}

/// The file that a relative address names: by its whole name; as on the web, without a query or
/// fragment; as on Windows, with backslashes; or in other letters' case.
fn existing(places: &Places, url: &str) -> Result<Found, ImageRefusal> {
    let web = url.find(['?', '#']).map(|end| url[..end].to_owned());
    let windows = url.contains('\\').then(|| url.replace('\\', "/"));
    for name in std::iter::once(url)
        .chain(web.as_deref())
        .chain(windows.as_deref())
    {
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

/// The only entry of a folder that has this name in other letters' case, or with its accents written
/// otherwise, as macOS writes them.
fn same_letters(folder: &Path, name: &str) -> Option<PathBuf> {
    let letters = |name: &str| name.nfc().collect::<String>().to_lowercase();
    let wanted = letters(name);
    let entries = folder.read_dir().ok()?.filter_map(Result::ok);
    let mut same = entries.filter(|entry| letters(&entry.file_name().to_string_lossy()) == wanted);
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

#[cfg(test)]
#[path = "local_tests.rs"]
mod tests;
