//! What stands above an article's text: YAML between `---` lines, or TOML between `+++` lines.

mod keys;
mod toml;
mod yaml;

use std::ops::Range;
use std::path::Path;

use url::Url;

use super::{ArticleError, Status};

/// What the front matter says, checked.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) canonical_url: Option<Url>,
    pub(super) license: Option<String>,
    pub(super) status: Option<Status>,
    pub(super) published_at: Option<jiff::Timestamp>,
    pub(super) publication: Option<String>,
}

/// The text below the front matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'a> {
    pub(super) text: &'a str,
    /// How many lines of the file stand above it.
    pub(super) lines_above: usize,
}

impl<'a> Body<'a> {
    /// A part of it, which knows its place in the file.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        let start = range.start;
        let part = body(self.text.get(..range.end).unwrap_or(self.text), start);
        Self {
            lines_above: self.lines_above + part.lines_above,
            ..part
        }
    }
}

/// Splits an article and reads its front matter, if it has any.
pub(super) fn read<'a>(
    path: &Path,
    text: &'a str,
) -> Result<(FrontMatter, Body<'a>), ArticleError> {
    let error = |complaint: Complaint| ArticleError::FrontMatter {
        path: path.to_owned(),
        line: complaint.line,
        column: complaint.column,
        message: complaint.message,
    };
    let (block, body) = split(text).map_err(error)?;
    let values = match block {
        None => return Ok((FrontMatter::default(), body)),
        Some(Block::Yaml(yaml)) => yaml::read(yaml),
        Some(Block::Toml(toml)) => toml::read(toml),
    };
    let front_matter = values.and_then(|values| keys::checked(&values));
    Ok((front_matter.map_err(error)?, body))
}

/// What is wrong, and where in the file.
#[derive(Debug)]
struct Complaint {
    line: usize,
    column: usize,
    message: String,
}

/// A value as it is written, and where.
#[derive(Debug)]
struct Value {
    kind: Kind,
    line: usize,
    column: usize,
}

#[derive(Debug)]
enum Kind {
    /// Also numbers, dates, `true` and `false`: which of them is right depends on the key.
    Text(String),
    List(Vec<String>),
}

/// The known keys' values.
type Values = Vec<(&'static str, Value)>;

enum Block<'a> {
    Yaml(&'a str),
    Toml(&'a str),
}

fn split(text: &str) -> Result<(Option<Block<'_>>, Body<'_>), Complaint> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let (is_toml, closings): (_, &[&str]) = match first.trim_end() {
        "+++" => (true, &["+++"]),
        "---" => (false, &["---", "..."]),
        _ => return Ok((None, body(text, 0))),
    };
    let mut end = first.len();
    for line in lines {
        if closings.contains(&line.trim_end()) {
            let block = &text[first.len()..end];
            let block = if is_toml {
                Block::Toml(block)
            } else {
                Block::Yaml(block)
            };
            return Ok((Some(block), body(text, end + line.len())));
        }
        end += line.len();
    }
    let second = text[first.len()..].lines().next();
    if second.is_some_and(|line| is_entry(line, if is_toml { '=' } else { ':' })) {
        let closing = closings[0];
        return Err(Complaint {
            line: 1,
            column: 1,
            message: format!("opened here and never closed; add a line `{closing}` below it"),
        });
    }
    // A rule, as in `---` above a text.
    Ok((None, body(text, 0)))
}

/// Whether a line looks like `key: value`, so that an author meant front matter by it.
fn is_entry(line: &str, separator: char) -> bool {
    line.split_once(separator).is_some_and(|(key, _)| {
        let key = key.trim_end();
        !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    })
}

/// The text from `start`, without the blank lines that it begins with.
fn body(text: &str, start: usize) -> Body<'_> {
    let blank: usize = text[start..]
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let start = start + blank;
    Body {
        text: &text[start..],
        lines_above: text[..start].matches('\n').count(),
    }
}

#[cfg(test)]
mod tests;
