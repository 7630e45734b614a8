//! Resolves the URLs of images and links to files, and checks the files.
//!
//! Articles are untrusted input. An image must be inside the article's own folder, `--image-root`, its Obsidian
//! vault or its Jekyll site, and the path is checked before the disk is accessed.

use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::image_format::check_image;
use super::schemes::{IN_SITE, IN_VAULT, scheme};
use super::vault::{self, Lookup, Vault};
use super::{ArticleError, InvalidImage};

/// The folders that an article may use, with symbolic links resolved.
#[derive(Debug)]
pub(super) struct FileResolver {
    /// The article's folder. URLs are relative to it.
    folder: PathBuf,
    /// Another folder that images may be in: `--image-root`.
    root: PathBuf,
    /// Whether `/a.png` means a file in `root`.
    is_site: bool,
    /// Whether images are converted to formats that Medium accepts.
    converts: bool,
    /// The root of the Jekyll site that the folder is in.
    site: PathBuf,
    vault: Vault,
}

impl FileResolver {
    /// Creates a resolver. `folder` must exist, with symbolic links resolved.
    pub(super) fn new(folder: &Path, root: Option<&Path>) -> Result<Self, ArticleError> {
        let canonical_root = |root: &Path| {
            let path = root.to_owned();
            root.canonicalize()
                .map_err(|source| ArticleError::ImageRoot { path, source })
        };
        let root_option = root.map(canonical_root).transpose()?;
        let site = root_option
            .as_deref()
            .or_else(|| vault::ancestor_containing(folder, "_config.yml"));
        Ok(Self {
            site: site.unwrap_or(folder).to_owned(),
            vault: Vault::containing(folder, root_option.as_deref()),
            folder: folder.to_owned(),
            is_site: root_option.is_some(),
            root: root_option.unwrap_or_else(|| folder.to_owned()),
            converts: false,
        })
    }

    /// Also accepts formats that `convert_image` can convert.
    pub(super) fn with_conversion(self, converts: bool) -> Self {
        Self { converts, ..self }
    }

    /// Returns the file of a relative link, if it exists inside the allowed folders.
    pub(super) fn resolve_link(&self, link: &str) -> Option<PathBuf> {
        self.join_url(Path::new(link)).ok()?.canonicalize().ok()
    }

    /// Returns the file of Jekyll's `{% link %}`, relative to the root of the site.
    pub(super) fn resolve_jekyll_link(&self, path: &str) -> Option<PathBuf> {
        let path = Path::new(path.trim_start_matches('/'));
        stays_inside(path, 0).ok()?;
        let file = self.site.join(path).canonicalize().ok()?;
        file.starts_with(&self.site).then_some(file)
    }

    /// Returns the Obsidian note with this name, if there is exactly one.
    pub(super) fn find_note(&self, name: &str) -> Option<PathBuf> {
        let file = if name.to_ascii_lowercase().ends_with(".md") {
            name.to_owned()
        } else {
            format!("{name}.md")
        };
        match self.vault.find(&file, &self.folder) {
            Lookup::One(file) => Some(file),
            Lookup::NotFound | Lookup::Ambiguous(..) => None,
        }
    }

    /// Returns the image of Obsidian's `![[name]]`: from the article's folder, else the only one in the
    /// vault.
    fn find_embedded_image(&self, name: &str) -> Result<PathBuf, InvalidImage> {
        let own = self.join_url(Path::new(name));
        if let Ok(found) = own.and_then(|file| canonicalize_inside(self, &file)) {
            return Ok(found);
        }
        match self.vault.find(name, &self.folder) {
            Lookup::One(file) => Ok(file),
            Lookup::NotFound => Err(InvalidImage::Missing),
            Lookup::Ambiguous(one, other) => Err(InvalidImage::Ambiguous { one, other }),
        }
    }

    /// Returns the path of a relative URL, if it stays inside. Doesn't access the disk.
    fn join_url(&self, url: &Path) -> Result<PathBuf, InvalidImage> {
        match url.strip_prefix("/") {
            Ok(in_site) if self.is_site => {
                stays_inside(in_site, 0)?;
                Ok(self.root.join(in_site))
            }
            _ => {
                let depth = self.folder.strip_prefix(&self.root);
                stays_inside(url, depth.map_or(0, |path| path.components().count()))?;
                Ok(self.folder.join(url))
            }
        }
    }
}

/// Returns the folder of an article, with symbolic links resolved.
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

/// The file of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ImageFile {
    pub(super) path: PathBuf,
    /// Its actual name, if the article spells it differently.
    pub(super) other_name: Option<String>,
}

/// Returns the file of a URL, or `None` for a URL that Medium fetches itself.
pub(super) fn file_of(
    resolver: &FileResolver,
    url: &str,
) -> Result<Option<ImageFile>, InvalidImage> {
    let named = match (url.strip_prefix(IN_VAULT), url.strip_prefix(IN_SITE)) {
        (Some(name), _) => Some(resolver.find_embedded_image(name)?),
        (_, Some(path)) => Some(
            resolver
                .resolve_jekyll_link(path)
                .ok_or(InvalidImage::Missing)?,
        ),
        _ => None,
    };
    if let Some(path) = named {
        check(resolver, &path)?;
        let other_name = None;
        return Ok(Some(ImageFile { path, other_name }));
    }
    if url.trim().is_empty() || url.starts_with("//") {
        return Ok(None);
    }
    if url.starts_with("\\\\") {
        return Err(InvalidImage::Absolute);
    }
    match scheme(url).as_deref() {
        Some("http" | "https") => return Ok(None),
        Some("data") => return Err(InvalidImage::Embedded),
        // A scheme of one letter is a Windows drive.
        Some(scheme) if scheme == "file" || scheme.len() == 1 => {
            return Err(InvalidImage::Absolute);
        }
        Some(_) => return Err(InvalidImage::Scheme),
        None => {}
    }
    let found = find_file(resolver, url)?;
    check(resolver, &found.path)?;
    Ok(Some(found))
}

/// Checks that Medium accepts an image, unchanged or converted.
fn check(resolver: &FileResolver, file: &Path) -> Result<(), InvalidImage> {
    match check_image(file) {
        Err(InvalidImage::Convertible(_)) if resolver.converts => Ok(()),
        checked => checked,
    }
}

/// Returns the file of a relative URL. Tries the exact name, then without query and fragment as on the web,
/// with backslashes as on Windows, and finally in another case.
fn find_file(resolver: &FileResolver, url: &str) -> Result<ImageFile, InvalidImage> {
    let web = url.find(['?', '#']).map(|end| url[..end].to_owned());
    let windows = url.contains('\\').then(|| url.replace('\\', "/"));
    for name in std::iter::once(url)
        .chain(web.as_deref())
        .chain(windows.as_deref())
    {
        match resolve_url(resolver, name) {
            Err(InvalidImage::Missing) => {}
            found => {
                return found.map(|path| ImageFile {
                    path,
                    other_name: None,
                });
            }
        }
    }
    for name in std::iter::once(url).chain(windows.as_deref()) {
        if let Some(found) = in_other_case(resolver, name)? {
            return Ok(found);
        }
    }
    Err(InvalidImage::Missing)
}

/// Returns the only file whose name differs in case alone.
fn in_other_case(resolver: &FileResolver, url: &str) -> Result<Option<ImageFile>, InvalidImage> {
    let Ok(decoded) = percent_decode_str(url).decode_utf8() else {
        return Ok(None);
    };
    // Paths that lead outside are rejected before the disk is accessed.
    let wanted = resolver.join_url(Path::new(decoded.as_ref()))?;
    let Ok(relative) = wanted.strip_prefix(&resolver.folder) else {
        return Ok(None);
    };
    let mut found = resolver.folder.clone();
    for component in relative.components() {
        let Component::Normal(name) = component else {
            found.push(component);
            continue;
        };
        let exact = found.join(name);
        found = if exact.exists() {
            exact
        } else {
            match entry_in_other_case(&found, &name.to_string_lossy()) {
                Some(other) => other,
                None => return Ok(None),
            }
        };
    }
    let other_name = found.strip_prefix(&resolver.folder).unwrap_or(&found);
    let other_name = Some(other_name.display().to_string());
    let path = canonicalize_inside(resolver, &found)?;
    Ok(Some(ImageFile { path, other_name }))
}

/// Returns the only entry of a folder with this name in another case, or in another Unicode normalization, as
/// macOS has it.
fn entry_in_other_case(folder: &Path, name: &str) -> Option<PathBuf> {
    let letters = |name: &str| name.nfc().collect::<String>().to_lowercase();
    let wanted = letters(name);
    let entries = folder.read_dir().ok()?.filter_map(Result::ok);
    let mut same = entries.filter(|entry| letters(&entry.file_name().to_string_lossy()) == wanted);
    let first = same.next()?;
    same.next().is_none().then(|| first.path())
}

/// Decodes a relative URL, and returns its file if it is inside.
fn resolve_url(resolver: &FileResolver, url: &str) -> Result<PathBuf, InvalidImage> {
    let decoded = percent_decode_str(url)
        .decode_utf8()
        .map_err(|_| InvalidImage::Missing)?;
    canonicalize_inside(resolver, &resolver.join_url(Path::new(decoded.as_ref()))?)
}

/// Resolves symbolic links, and checks that the file is still inside.
fn canonicalize_inside(resolver: &FileResolver, file: &Path) -> Result<PathBuf, InvalidImage> {
    let path = file.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound
        | std::io::ErrorKind::NotADirectory
        // A NUL byte in a percent-encoded name.
        | std::io::ErrorKind::InvalidInput => InvalidImage::Missing,
        _ => InvalidImage::Unreadable(error),
    })?;
    if path.starts_with(&resolver.root) || path.starts_with(&resolver.folder) {
        Ok(path)
    } else {
        Err(InvalidImage::Outside)
    }
}

/// Checks that a path stays inside, without accessing the disk. Starts `depth` levels deep.
fn stays_inside(path: &Path, mut depth: usize) -> Result<(), InvalidImage> {
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(_) => depth += 1,
            Component::ParentDir => {
                depth = depth.checked_sub(1).ok_or(InvalidImage::Outside)?;
            }
            Component::RootDir | Component::Prefix(_) => return Err(InvalidImage::Absolute),
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "file_resolver_tests.rs"]
mod tests;
