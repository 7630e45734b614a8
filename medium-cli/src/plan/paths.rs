//! The files that the arguments name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use medium_cli::article::ArticleError;

use super::folder;
use super::skipped::Skipped;

/// A file, and the folder argument that it was found in, if any.
pub(super) struct Found {
    pub(super) file: PathBuf,
    pub(super) folder: Option<PathBuf>,
}

/// The files of all arguments.
#[derive(Default)]
pub(super) struct Files {
    /// Each file once; those of folders ordered by name.
    pub(super) found: Vec<Found>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) problems: Vec<ArticleError>,
}

/// Finds the files that `paths` name. A named file is always treated as an article, unless
/// `only_articles` is set.
pub(super) fn files(paths: &[PathBuf], only_articles: bool) -> Files {
    let mut files = Files::default();
    for path in paths {
        if path.is_dir() {
            files.add_folder(path);
        } else if only_articles && !is_stdin(path) {
            files.add_if_article(path);
        } else {
            files.add(path.clone(), None);
        }
    }
    files.remove_duplicates();
    files
}

impl Files {
    fn add(&mut self, file: PathBuf, folder: Option<&Path>) {
        self.found.push(Found {
            file,
            folder: folder.map(Path::to_owned),
        });
    }

    fn add_folder(&mut self, folder: &Path) {
        match folder::contents(folder) {
            Ok(contents) => {
                if contents.articles.is_empty() {
                    self.problems
                        .push(ArticleError::EmptyFolder(folder.to_owned()));
                }
                self.skipped.extend(contents.skipped);
                for file in contents.articles {
                    self.add(file, Some(folder));
                }
            }
            Err(error) => self.problems.push(error),
        }
    }

    fn add_if_article(&mut self, file: &Path) {
        match folder::reason_for_file(file) {
            Ok(None) => self.add(file.to_owned(), file.parent()),
            Ok(Some(reason)) => self.skipped.push(Skipped {
                path: file.to_owned(),
                reason,
            }),
            Err(error) => self.problems.push(error),
        }
    }

    /// Removes duplicates. A file that is both named and inside a named folder is treated as named.
    fn remove_duplicates(&mut self) {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let by_itself = self.found.iter().filter(|found| found.folder.is_none());
        let named: BTreeSet<_> = by_itself.map(|found| real(&found.file)).collect();
        let mut seen = BTreeSet::new();
        self.found.retain(|found| {
            let real = real(&found.file);
            (found.folder.is_none() || !named.contains(&real)) && seen.insert(real)
        });
        self.skipped
            .retain(|skipped| !named.contains(&real(&skipped.path)));
    }
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Returns the path for messages.
pub(super) fn display_path(path: &Path) -> PathBuf {
    if is_stdin(path) {
        PathBuf::from("(standard input)")
    } else {
        path.to_owned()
    }
}
