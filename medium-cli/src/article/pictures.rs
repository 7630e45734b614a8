//! The pictures of an article: which are files, and what stands in the text for their addresses.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::content::{Hole, Holes};
use super::links::IN_SITE;
use super::local::{self, Found, Places};
use super::notes::{Notes, Place};
use super::vault::IN_VAULT;
use super::{ImageProblem, ImageRefusal};

/// One use of a local picture in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageUse {
    /// The file, absolute and with symbolic links resolved, so that a file has one name.
    pub path: PathBuf,
    /// The line in the article's file.
    pub line: usize,
}

/// What becomes of a picture's address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Medium fetches the picture itself.
    Keep,
    /// Another one, or the mark that stands for one.
    New(String),
    /// The picture is left out.
    Gone,
}

/// The pictures that were found so far.
#[derive(Debug)]
pub(super) struct Pictures<'a> {
    article: &'a Path,
    places: &'a Places,
    /// The files by the addresses that were looked up, so that each is opened once.
    seen: HashMap<String, Found>,
    uses: Vec<(Place, ImageUse)>,
    problems: Vec<(Place, ImageProblem)>,
}

impl<'a> Pictures<'a> {
    pub(super) fn new(article: &'a Path, places: &'a Places) -> Self {
        Self {
            article,
            places,
            seen: HashMap::new(),
            uses: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// What becomes of the address of a picture that stands at `place`.
    pub(super) fn address(
        &mut self,
        url: &str,
        place: Place,
        holes: &mut Holes,
        notes: &mut Notes,
    ) -> Address {
        match self.file_of(url) {
            Ok(None) if url.starts_with("//") => Address::New(format!("https:{url}")),
            Ok(None) => Address::Keep,
            Ok(Some(found)) => {
                if let Some(name) = found.other_name {
                    let message = format!("there is no such file, and `{name}` is taken for it");
                    notes.warn(place, url, message);
                }
                let mark = holes.mark(Hole::Picture(found.path.clone()));
                let found = ImageUse {
                    path: found.path,
                    line: place.line,
                };
                self.uses.push((place, found));
                Address::New(mark)
            }
            Err(refusal) => {
                self.refuse(url, place, refusal, notes);
                Address::Gone
            }
        }
    }

    fn file_of(&mut self, url: &str) -> Result<Option<Found>, ImageRefusal> {
        if let Some(found) = self.seen.get(url) {
            return Ok(Some(found.clone()));
        }
        let found = local::file_of(self.places, url)?;
        if let Some(found) = &found {
            self.seen.insert(url.to_owned(), found.clone());
        }
        Ok(found)
    }

    fn refuse(&mut self, url: &str, place: Place, refusal: ImageRefusal, notes: &mut Notes) {
        // As it is written in the article.
        let url = url.strip_prefix(IN_VAULT).unwrap_or(url);
        let url = url.strip_prefix(IN_SITE).unwrap_or(url);
        if notes.is_lossy() {
            notes.warn(place, url, format!("the picture is left out: {refusal}"));
            return;
        }
        let problem = ImageProblem {
            article: self.article.to_owned(),
            line: place.line,
            column: place.column,
            url: url.to_owned(),
            refusal,
        };
        self.problems.push((place, problem));
    }

    /// The uses, and what is refused, in the order of the article.
    pub(super) fn finish(self) -> (Vec<ImageUse>, Vec<ImageProblem>) {
        (in_order(self.uses), in_order(self.problems))
    }
}

fn in_order<T>(mut found: Vec<(Place, T)>) -> Vec<T> {
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, one)| one).collect()
}
