//! Which files the arguments name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use medium_cli::article::ArticleError;
use walkdir::{DirEntry, WalkDir};

const ENDINGS: [&str; 4] = ["md", "markdown", "html", "htm"];

/// A file, and the folder by which it was named, if it was.
pub(super) struct Found {
    pub(super) file: PathBuf,
    pub(super) folder: Option<PathBuf>,
}

/// Every file once, however often it is named, those of folders in the order of their names, and what is wrong with the others.
pub(super) fn files(paths: &[PathBuf]) -> (Vec<Found>, Vec<ArticleError>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.is_dir() {
            files.push(Found {
                file: path.clone(),
                folder: None,
            });
            continue;
        }
        match articles_in(path) {
            Ok(found) if found.is_empty() => problems.push(ArticleError::EmptyFolder(path.clone())),
            Ok(found) => files.extend(found.into_iter().map(|file| Found {
                file,
                folder: Some(path.clone()),
            })),
            Err(error) => problems.push(error),
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|found| seen.insert(found.file.canonicalize().unwrap_or(found.file.clone())));
    (files, problems)
}

/// The articles of a folder and the folders in it. What is hidden is nobody's to publish.
fn articles_in(folder: &Path) -> Result<Vec<PathBuf>, ArticleError> {
    let is_shown = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_shown);
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| ArticleError::Unreadable {
            path: error.path().unwrap_or(folder).to_owned(),
            source: error.into(),
        })?;
        if entry.file_type().is_file() && is_article(entry.path()) {
            let path = entry.into_path();
            files.push(path.strip_prefix(".").map_or(path.clone(), Path::to_owned));
        }
    }
    Ok(files)
}

fn is_article(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// A path as people read it.
pub(super) fn shown(path: &Path) -> PathBuf {
    if is_stdin(path) {
        PathBuf::from("(standard input)")
    } else {
        path.to_owned()
    }
}
