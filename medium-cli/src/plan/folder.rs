//! Finds the articles in a folder. Only files with front matter count, as a file published by mistake
//! can't be taken back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use medium_cli::article::{Article, ArticleError};

use super::skipped::{Reason, Skipped};

const ARTICLES: [&str; 4] = ["md", "markdown", "html", "htm"];
/// Formats of articles that are not supported.
const OTHERS: [&str; 9] = [
    "mdx", "qmd", "rmd", "ipynb", "rst", "adoc", "org", "txt", "docx",
];
/// Files about the project.
const PROJECT_FILES: [&str; 6] = [
    "readme",
    "changelog",
    "license",
    "licence",
    "contributing",
    "code_of_conduct",
];
/// Folders of drafts, templates and tools.
const NOT_FOR_READERS: [&str; 14] = [
    "_data",
    "_drafts",
    "_includes",
    "_layouts",
    "_plugins",
    "_sass",
    "_site",
    "_templates",
    "archetypes",
    "bower_components",
    "drafts",
    "node_modules",
    "templates",
    "vendor",
];

/// The articles of a folder and its subfolders, by name, and skipped files.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) articles: Vec<PathBuf>,
    pub(super) skipped: Vec<Skipped>,
}

/// Walks a folder, without hidden files and those that `.gitignore` excludes.
pub(super) fn contents(folder: &Path) -> Result<Contents, ArticleError> {
    let mut contents = Contents::default();
    let (mut folders, mut seen) = (Vec::new(), BTreeSet::new());
    let entries = WalkBuilder::new(folder)
        .ignore(false)
        .require_git(false)
        .sort_by_file_name(std::cmp::Ord::cmp)
        .filter_entry(|entry| entry.depth() == 0 || !is_not_for_readers(entry))
        .build();
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(folder, error))?;
        let file_type = entry.file_type();
        let path = plain(entry.path());
        seen.insert(path.clone());
        if file_type.is_some_and(|file_type| file_type.is_dir()) {
            folders.push(path);
            continue;
        }
        let is_link = file_type.is_some_and(|file_type| file_type.is_symlink());
        match reason(&path, is_link)? {
            Some(reason) => contents.skipped.push(Skipped { path, reason }),
            None if has_ending(&path, &ARTICLES) => contents.articles.push(path),
            None => {}
        }
    }
    for folder in folders {
        contents.skipped.extend(unvisited_entries(&folder, &seen));
    }
    contents.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(contents)
}

/// Returns why a file is skipped. `None` for articles and for files of other types.
fn reason(path: &Path, is_link: bool) -> Result<Option<Reason>, ArticleError> {
    let is_article = has_ending(path, &ARTICLES);
    Ok(if is_article && is_link {
        Some(Reason::Link)
    } else if is_article && is_project_file(path) {
        Some(Reason::ProjectFile)
    } else if is_article && name(path).starts_with('_') {
        Some(Reason::Underscore)
    } else if has_ending(path, &OTHERS) {
        Some(Reason::OtherFormat)
    } else if is_article && !Article::has_front_matter(path)? {
        Some(Reason::NoFrontMatter)
    } else {
        None
    })
}

/// Returns why a named file would be skipped in its folder. Only the folders in its path count, and
/// `.gitignore` does not.
pub(super) fn reason_for_file(path: &Path) -> Result<Option<Reason>, ArticleError> {
    let is_not_for_readers =
        |folder: &Path| NOT_FOR_READERS.contains(&name(folder).to_lowercase().as_str());
    if path.ancestors().skip(1).any(is_not_for_readers) {
        return Ok(Some(Reason::NotForReaders));
    }
    let is_link = path.is_symlink();
    Ok(match reason(path, is_link)? {
        None if !has_ending(path, &ARTICLES) => Some(Reason::OtherFormat),
        reason => reason,
    })
}

/// Returns the entries of a folder that the walk did not visit. Empty if the folder can't be
/// listed.
fn unvisited_entries(folder: &Path, seen: &BTreeSet<PathBuf>) -> Vec<Skipped> {
    let is_current = folder.as_os_str().is_empty();
    let listed = std::fs::read_dir(if is_current { Path::new(".") } else { folder });
    let entries = listed.into_iter().flatten().flatten();
    let skipped = entries.filter_map(|entry| {
        let path = plain(&entry.path());
        let is_folder = entry.file_type().is_ok_and(|file_type| file_type.is_dir());
        let name = name(&path);
        if seen.contains(&path) || name == ".git" {
            return None;
        }
        let reason = if is_folder && NOT_FOR_READERS.contains(&name.to_lowercase().as_str()) {
            Reason::NotForReaders
        } else if name.starts_with('.') {
            Reason::Hidden
        } else {
            Reason::Ignored
        };
        (is_folder || has_ending(&path, &ARTICLES)).then_some(Skipped { path, reason })
    });
    skipped.collect()
}

fn is_not_for_readers(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().to_lowercase();
    let is_folder = entry
        .file_type()
        .is_some_and(|file_type| file_type.is_dir());
    is_folder && NOT_FOR_READERS.contains(&name.as_str())
}

/// Returns whether it is a file such as `README.md` or `README.de.md`.
fn is_project_file(path: &Path) -> bool {
    let name = name(path).to_lowercase();
    PROJECT_FILES.iter().any(|known| {
        let rest = name.strip_prefix(known);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        endings
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Returns the path without a leading `./`.
fn plain(path: &Path) -> PathBuf {
    path.strip_prefix(".")
        .map_or(path.to_owned(), Path::to_owned)
}

fn unreadable(folder: &Path, error: ignore::Error) -> ArticleError {
    let path = match &error {
        ignore::Error::WithPath { path, .. } => path.clone(),
        _ => folder.to_owned(),
    };
    let message = error.to_string();
    ArticleError::Unreadable {
        path,
        source: error
            .into_io_error()
            .unwrap_or_else(|| std::io::Error::other(message)),
    }
}
