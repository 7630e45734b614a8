//! The images of an article: checks local files, and replaces their URLs with placeholders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::content::{Placeholder, Placeholders};
use super::file_resolver::{self, FileResolver, ImageFile};
use super::findings::{Findings, Position};
use super::schemes::{IN_SITE, IN_VAULT};
use super::{ArticleError, ImageProblem, InvalidImage};

/// One use of a local image in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleImage {
    /// The file, absolute, with symbolic links resolved.
    pub path: PathBuf,
    /// The line in the article's file.
    pub line: usize,
}

/// The new URL of an image.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NewUrl {
    /// Unchanged: Medium fetches the image itself.
    Keep,
    /// Another URL, or the mark of a placeholder.
    New(String),
    /// The image can't be used: it is left out, or an error was recorded.
    Removed,
}

/// The images found so far.
#[derive(Debug)]
pub(super) struct Images<'a> {
    article: &'a Path,
    resolver: &'a FileResolver,
    /// The files by URL, so that each is opened once.
    seen: HashMap<String, ImageFile>,
    uses: Vec<(Position, ArticleImage)>,
    problems: Vec<ImageProblem>,
}

impl<'a> Images<'a> {
    pub(super) fn new(article: &'a Path, resolver: &'a FileResolver) -> Self {
        Self {
            article,
            resolver,
            seen: HashMap::new(),
            uses: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Returns the new URL of an image at `position`.
    pub(super) fn new_url(
        &mut self,
        url: &str,
        position: Position,
        placeholders: &mut Placeholders,
        findings: &mut Findings,
    ) -> NewUrl {
        match self.file_of(url) {
            Ok(None) if url.starts_with("//") => NewUrl::New(format!("https:{url}")),
            Ok(None) => NewUrl::Keep,
            Ok(Some(found)) => {
                if let Some(name) = found.other_name {
                    let message = format!("file not found; using `{name}` instead");
                    findings.warn(position, url, message);
                }
                let mark = placeholders.mark(Placeholder::Image(found.path.clone()));
                let found = ArticleImage {
                    path: found.path,
                    line: position.line,
                };
                self.uses.push((position, found));
                NewUrl::New(mark)
            }
            Err(reason) => {
                self.add_problem(url, position, reason, findings);
                NewUrl::Removed
            }
        }
    }

    /// Returns the new URL of the cover, which isn't in the text. Warnings are at `position`, the start of the text.
    pub(super) fn cover_url(
        &mut self,
        url: &str,
        position: Position,
        placeholders: &mut Placeholders,
        findings: &mut Findings,
    ) -> NewUrl {
        let problems = self.problems.len();
        let new_url = self.new_url(url, position, placeholders, findings);
        for problem in &mut self.problems[problems..] {
            problem.is_cover = true;
        }
        new_url
    }

    fn file_of(&mut self, url: &str) -> Result<Option<ImageFile>, InvalidImage> {
        if let Some(found) = self.seen.get(url) {
            return Ok(Some(found.clone()));
        }
        let found = file_resolver::file_of(self.resolver, url)?;
        if let Some(found) = &found {
            self.seen.insert(url.to_owned(), found.clone());
        }
        Ok(found)
    }

    fn add_problem(
        &mut self,
        url: &str,
        position: Position,
        reason: InvalidImage,
        findings: &mut Findings,
    ) {
        // The message shows the URL as written in the article.
        let url = url.strip_prefix(IN_VAULT).unwrap_or(url);
        let url = url.strip_prefix(IN_SITE).unwrap_or(url);
        if findings.is_lossy() {
            findings.warn(position, url, format!("image left out: {reason}"));
            return;
        }
        self.problems.push(ImageProblem {
            article: self.article.to_owned(),
            line: position.line,
            column: position.column,
            url: url.to_owned(),
            is_cover: false,
            reason,
        });
    }

    /// Returns the uses in the order of the text, and the errors.
    pub(super) fn finish(mut self) -> (Vec<ArticleImage>, Vec<ArticleError>) {
        self.uses.sort_by_key(|(position, _)| *position);
        let uses = self.uses.into_iter().map(|(_, image)| image);
        let problems = self.problems.into_iter().map(ArticleError::Image);
        (uses.collect(), problems.collect())
    }
}
