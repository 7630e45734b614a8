//! Which files the arguments name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use medium_cli::article::ArticleError;

use super::folder;
use super::skipped::Skipped;

/// A file, and the folder by which it was named, if it was.
pub(super) struct Found {
    pub(super) file: PathBuf,
    pub(super) folder: Option<PathBuf>,
}

/// What the arguments come to.
#[derive(Default)]
pub(super) struct Files {
    /// Every file once, however often it is named, those of folders in the order of their names.
    pub(super) found: Vec<Found>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) problems: Vec<ArticleError>,
}

/// The files that `paths` name. A file that is named by itself is an article whatever it holds,
/// unless only what would be an article in its folder is asked for.
pub(super) fn files(paths: &[PathBuf], only_articles: bool) -> Files {
    let mut files = Files::default();
    for path in paths {
        if !path.is_dir() {
            let folder = path.parent().filter(|_| only_articles && !is_stdin(path));
            match folder.map_or(Ok(None), |_| folder::reason_for_file(path)) {
                Ok(None) => files.found.push(Found {
                    file: path.clone(),
                    folder: folder.map(Path::to_owned),
                }),
                Ok(Some(reason)) => files.skipped.push(Skipped {
                    path: path.clone(),
                    reason,
                }),
                Err(error) => files.problems.push(error),
            }
            continue;
        }
        match folder::contents(path) {
            Ok(contents) => {
                if contents.articles.is_empty() {
                    files.problems.push(ArticleError::EmptyFolder(path.clone()));
                }
                files.skipped.extend(contents.skipped);
                files
                    .found
                    .extend(contents.articles.into_iter().map(|file| Found {
                        file,
                        folder: Some(path.clone()),
                    }));
            }
            Err(error) => files.problems.push(error),
        }
    }
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let is_named = |found: &&Found| found.folder.is_none();
    let named: BTreeSet<_> = files
        .found
        .iter()
        .filter(is_named)
        .map(|found| real(&found.file))
        .collect();
    let mut seen = BTreeSet::new();
    files.found.retain(|found| {
        let real = real(&found.file);
        // What is named by itself counts as that, wherever else it is found.
        (found.folder.is_none() || !named.contains(&real)) && seen.insert(real)
    });
    files
        .skipped
        .retain(|one| !named.contains(&real(&one.path)));
    files
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
