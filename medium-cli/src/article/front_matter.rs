//! Front matter: YAML between `---` lines, TOML between `+++` lines, or JSON.
//!
//! ```text
//! text ─ block (where it is) ─▶ yaml, toml (entries: key, value, position) ─▶ fields (typed values)
//!                                          └─ nested (keys within tables) ─▶ status
//! ```
//!
//! Anything ambiguous is an error: the front matter decides who can see the article.

mod block;
mod correction;
mod cover;
mod hidden_comments;
mod keys;
mod medium_key;
mod nested;
mod noindex;
mod similar;
mod status;
mod table_subject;
mod tags;
mod toml;
mod unsupported;
mod yaml;

use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use url::Url;

pub(super) use cover::Cover;
pub(super) use nested::{NAME_A_STATUS, is_private};
pub(super) use noindex::{NOINDEX_HAS_NO_EFFECT, is_noindex};

use super::{ArticleError, Finding, Options, Status};
use block::{Block, Syntax};
use nested::{Collector, Nested};

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
    /// Warnings about tags and search engines.
    pub(super) warnings: Vec<Finding>,
}

/// The text below the front matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'a> {
    pub(super) text: &'a str,
    /// The number of lines of the file above it.
    pub(super) lines_above: usize,
}

impl<'a> Body<'a> {
    /// The text from `start` on, without leading blank lines.
    fn from(text: &'a str, start: usize) -> Self {
        let blank: usize = text[start..]
            .split_inclusive('\n')
            .take_while(|line| line.trim().is_empty())
            .map(str::len)
            .sum();
        let start = start + blank;
        Self {
            text: &text[start..],
            lines_above: text[..start].matches('\n').count(),
        }
    }

    /// A part of the body, with its position in the file.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        let start = range.start;
        let part = Self::from(self.text.get(..range.end).unwrap_or(self.text), start);
        Self {
            lines_above: self.lines_above + part.lines_above,
            ..part
        }
    }
}

/// Whether a text has front matter, even invalid front matter. In a folder, this distinguishes articles
/// from other Markdown files.
pub(super) fn is_present(text: &str) -> bool {
    !matches!(block::split(text), Ok((None, _)))
}

/// Splits an article, and reads its front matter if it has any.
///
/// # Errors
///
/// All errors in it, each with its position.
pub(super) fn read<'a>(
    path: &Path,
    text: &'a str,
    options: &Options,
) -> Result<(FrontMatter, Body<'a>), ArticleError> {
    parsed(text, options).map_err(|problems| {
        let errors = problems
            .into_iter()
            .map(|problem| ArticleError::FrontMatter {
                path: path.to_owned(),
                line: problem.line,
                column: problem.column,
                message: problem.message,
            });
        ArticleError::all(errors.collect())
    })
}

fn parsed<'a>(text: &'a str, options: &Options) -> Result<(FrontMatter, Body<'a>), Vec<Problem>> {
    let (block, body) = block::split(text)?;
    let Some(block) = block else {
        unsupported::refuse(text)?;
        unsupported::refuse_misplaced(body)?;
        return Ok((FrontMatter::default(), body));
    };
    unsupported::refuse_second(body)?;
    unsupported::refuse_misplaced(body)?;
    unsupported::refuse_properties(body)?;
    let entries = block.entries()?;
    if entries.top.len() > MAX_KEYS {
        return Err(vec![Problem {
            line: block.lines_above.max(1),
            column: 1,
            message: format!("more than {MAX_KEYS} keys, the limit for front matter"),
        }]);
    }
    similar::refuse(&entries.top, options.allow_similar_keys)?;
    hidden_comments::refuse(&entries.top)?;
    medium_key::refuse(&entries)?;
    let front_matter = keys::checked(&entries, options)?;
    Ok((front_matter, body))
}

impl Block<'_> {
    /// Parses the block. Positions are those in the file.
    fn entries(&self) -> Result<Entries, Problem> {
        let entries = match self.syntax {
            // JSON is also YAML, and the YAML parser reports the position of every value.
            Syntax::Yaml | Syntax::Json => yaml::read(self.text),
            Syntax::Toml => toml::read(self.text),
        };
        match entries {
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

/// An error and its position in the file.
#[derive(Debug)]
struct Problem {
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    message: String,
}

impl From<Problem> for Vec<Problem> {
    fn from(problem: Problem) -> Self {
        vec![problem]
    }
}

/// All keys and values.
#[derive(Debug, Default)]
struct Entries {
    top: Vec<Entry>,
    /// The keys within tables.
    nested: Vec<Nested>,
}

impl Entries {
    fn new(mut top: Vec<Entry>, nested: Collector) -> Self {
        let mut nested = nested.finish();
        // Zola's tags and categories are in the table `taxonomies`.
        let is_tags =
            |nested: &mut Nested| nested.parents == ["taxonomies"] && keys::is_of_tags(&nested.key);
        let tags = nested.extract_if(.., is_tags);
        let tags: Vec<_> = tags
            .map(|tags| Entry {
                key: tags.key,
                ..tags.entry
            })
            .collect();
        nested.extend(top.iter().filter_map(nested::of_words));
        top.extend(tags);
        Self { top, nested }
    }
}

/// A key with its value.
#[derive(Debug, Clone)]
struct Entry {
    /// As written.
    key: String,
    key_line: usize,
    value: Rc<Value>,
    /// The position of the value.
    line: usize,
    column: usize,
    /// The number of lines of the file above the first line of the front matter.
    lines_above: usize,
    /// The corrected line, if the value may not be what its author meant.
    correction: Option<String>,
}

#[derive(Debug)]
enum Value {
    /// No value, or `null`.
    Empty,
    /// Also numbers, dates, `true` and `false`, as written: their type depends on the key.
    Text(String),
    List(Vec<Item>),
    /// A table, or a list of lists.
    Nested,
}

/// A text in a list.
#[derive(Debug, Clone)]
struct Item {
    text: String,
    /// The position, from 1. The line is relative to the front matter.
    line: usize,
    column: usize,
}

impl Entry {
    /// An error about the value.
    fn problem(&self, message: impl std::fmt::Display) -> Problem {
        Problem {
            line: self.line,
            column: self.column,
            message: format!("{}: {message}", self.key),
        }
    }
}

/// Normalizes a key: `publish_status`, `publish-status` and `publishStatus` are the same.
fn normalized(key: &str) -> String {
    key.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

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
