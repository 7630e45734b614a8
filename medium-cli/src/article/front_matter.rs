//! Front matter: YAML between `---` lines, TOML between `+++` lines, or JSON, also between `;;;` lines.
//!
//! ```text
//! text ─ block (where it is) ─▶ yaml, toml (entries: key, value, position) ─▶ fields (typed values)
//!                                          └─ nested (keys within tables) ─▶ status
//! ```
//!
//! Anything ambiguous is an error: the front matter decides who can see the article.

mod block;
mod comments_in_values;
mod cover;
mod entries;
mod entry;
mod fields;
mod keys;
mod misspelled_keys;
mod nested;
mod nested_table_topic;
mod noindex;
mod rejected_medium_key;
mod status;
mod status_value;
mod suggested_line;
mod tags;
mod toml;
mod unsupported;
mod yaml;
mod yaml_failure;

use std::ops::Range;
use std::path::Path;

use url::Url;

pub(super) use cover::Cover;
pub(super) use nested::{SET_STATUS_MESSAGE, is_private};
pub(super) use noindex::{NOINDEX_HAS_NO_EFFECT, is_noindex};

use super::findings::Position;
use super::{ArticleError, Finding, Options, Status};
use block::{Block, Syntax};
use entries::Entries;
use entry::{Entry, Problem, normalize};

/// The validated values.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) canonical_url: Option<Url>,
    pub(super) cover: Cover,
    pub(super) license: Option<String>,
    pub(super) status: Option<Status>,
    pub(super) published_at: Option<jiff::Timestamp>,
    pub(super) publication: Option<String>,
    pub(super) positions: FieldPositions,
    /// Warnings about tags and search engines.
    pub(super) warnings: Vec<Finding>,
}

/// The positions of values in the front matter, for warnings about them.
#[derive(Debug, Clone, Copy, Default)]
pub struct FieldPositions {
    /// The title, if it is from the front matter.
    pub title: Option<Position>,
    /// The tags.
    pub tags: Option<Position>,
    /// The date of publication.
    pub published_at: Option<Position>,
}

/// A part of the file, with its position.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'a> {
    pub(super) text: &'a str,
    /// The number of lines of the file above it.
    pub(super) lines_above: usize,
    /// The number of characters to the left of its first line.
    pub(super) columns_before: usize,
}

impl<'a> Body<'a> {
    /// Returns the text from `start` on, without leading blank lines.
    fn from(text: &'a str, start: usize) -> Self {
        let blank: usize = text[start..]
            .split_inclusive('\n')
            .take_while(|line| line.trim().is_empty())
            .map(str::len)
            .sum();
        let start = start + blank;
        let above = &text[..start];
        Self {
            text: &text[start..],
            lines_above: above.matches('\n').count(),
            columns_before: above.chars().rev().take_while(|c| *c != '\n').count(),
        }
    }

    /// Returns a part of the body, with its position in the file.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        let start = range.start;
        let part = Self::from(self.text.get(..range.end).unwrap_or(self.text), start);
        let is_on_first_line = part.lines_above == 0;
        Self {
            lines_above: self.lines_above + part.lines_above,
            columns_before: part.columns_before
                + if is_on_first_line {
                    self.columns_before
                } else {
                    0
                },
            ..part
        }
    }
}

/// Returns whether the text has front matter, even invalid front matter. In a folder, this
/// distinguishes articles from other Markdown files.
pub(super) fn is_present(text: &str) -> bool {
    !matches!(block::split(text), Ok((None, _)))
}

/// Splits an article, and reads its front matter if it has any. Also returns the errors in it.
///
/// # Errors
///
/// If it isn't clear where the front matter ends and the body starts.
pub(super) fn read<'a>(
    path: &Path,
    text: &'a str,
    options: &Options,
) -> Result<(FrontMatter, Body<'a>, Vec<ArticleError>), ArticleError> {
    let error = |problem: Problem| ArticleError::FrontMatter {
        path: path.to_owned(),
        line: problem.line,
        column: problem.column,
        message: problem.message,
    };
    let (block, body) = split(text).map_err(error)?;
    let (front_matter, problems) = match block {
        Some(block) => match block.entries() {
            Ok(entries) => validate(&entries, options),
            Err(problem) => (FrontMatter::default(), vec![problem]),
        },
        None => (FrontMatter::default(), Vec::new()),
    };
    let errors = problems.into_iter().map(error).collect();
    Ok((front_matter, body, errors))
}

/// Splits an article. Front matter that would be published as text is an error.
fn split(text: &str) -> Result<(Option<Block<'_>>, Body<'_>), Problem> {
    let (block, body) = block::split(text)?;
    if block.is_none() {
        unsupported::reject(text)?;
        unsupported::reject_misplaced(body)?;
    } else {
        reject_second(body)?;
        unsupported::reject_misplaced(body)?;
        unsupported::reject_properties(body)?;
    }
    Ok((block, body))
}

/// Returns the values, and all errors in them.
fn validate(entries: &Entries, options: &Options) -> (FrontMatter, Vec<Problem>) {
    let (front_matter, mut problems) = fields::validate(entries, options);
    if !options.allow_similar_keys {
        problems.extend(misspelled_keys::problems(&entries.top));
    }
    problems.extend(comments_in_values::problems(&entries.top));
    problems.extend(rejected_medium_key::problems(entries));
    (front_matter, problems)
}

/// Rejects a second block of front matter, as templates leave it. It would be published as text.
fn reject_second(body: Body<'_>) -> Result<(), Problem> {
    let Ok((Some(second), _)) = block::split(body.text) else {
        return Ok(());
    };
    let is_known = |entry: &Entry| keys::is_known(&normalize(&entry.key));
    match second.entries() {
        Ok(entries) if entries.top.iter().any(is_known) => Err(Problem {
            line: body.lines_above + second.lines_above.max(1),
            column: 1,
            message: "second front matter block; merge it into the first".to_owned(),
        }),
        _ => Ok(()),
    }
}

impl Block<'_> {
    /// Parses the block. Positions are those in the file.
    fn entries(&self) -> Result<Entries, Problem> {
        let entries = match self.syntax {
            // JSON is also YAML, and the YAML parser reports the position of every value.
            Syntax::Yaml | Syntax::Json => {
                yaml::read(self.text).map_err(|failure| suggested_line::explain(self.text, failure))
            }
            Syntax::Toml => toml::read(self.text),
        };
        match entries {
            Ok(entries) if entries.top.len() > MAX_KEYS => Err(Problem {
                line: self.lines_above.max(1),
                column: 1,
                message: format!("more than {MAX_KEYS} keys, the limit for front matter"),
            }),
            Ok(mut entries) => {
                let nested = entries.nested.iter_mut().map(|nested| &mut nested.entry);
                for entry in entries.top.iter_mut().chain(nested) {
                    entry.line += self.lines_above;
                    entry.key_line += self.lines_above;
                    entry.lines_above = self.lines_above;
                }
                Ok(entries)
            }
            Err(problem) => Err(Problem {
                line: problem.line + self.lines_above,
                ..problem
            }),
        }
    }
}

/// Each key is compared with all known keys, so the number is limited.
const MAX_KEYS: usize = 1000;

#[cfg(test)]
mod error_tests;
#[cfg(test)]
mod nested_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod status_tests;
#[cfg(test)]
mod syntax_tests;
#[cfg(test)]
mod tags_tests;
#[cfg(test)]
mod tests;
