//! The YAML between two `---` lines at the top of an article.

use std::fmt;
use std::path::Path;

use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};
use url::Url;

use super::values::{Status, license, status, timestamp, web_address};
use super::{ArticleError, title};

/// What the front matter says, checked.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) title: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) canonical_url: Option<Url>,
    pub(super) license: Option<String>,
    pub(super) status: Option<Status>,
    pub(super) published_at: Option<jiff::Timestamp>,
}

/// The Markdown below the front matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body<'a> {
    pub(super) text: &'a str,
    /// How many lines of the file stand above it.
    pub(super) lines_above: usize,
}

/// Splits an article and reads its front matter, if it has any.
pub(super) fn read<'a>(
    path: &Path,
    text: &'a str,
) -> Result<(FrontMatter, Body<'a>), ArticleError> {
    let error = |(line, column, message): Complaint| ArticleError::FrontMatter {
        path: path.to_owned(),
        line,
        column,
        message,
    };
    let (yaml, body) = split(text).map_err(error)?;
    let front_matter = match yaml {
        Some(yaml) => parse(yaml).map_err(error)?,
        None => FrontMatter::default(),
    };
    Ok((front_matter, body))
}

/// Line, column, message.
type Complaint = (usize, usize, String);

fn split(text: &str) -> Result<(Option<&str>, Body<'_>), Complaint> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    match first.trim_end() {
        "+++" => {
            let advice = "TOML between `+++` is not read; write YAML between `---` lines";
            return Err((1, 1, advice.into()));
        }
        "---" => {}
        _ => return Ok((None, body(text, 0))),
    }
    let mut end = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok((Some(&text[first.len()..end]), body(text, end + line.len())));
        }
        end += line.len();
    }
    if text[first.len()..].lines().next().is_some_and(is_entry) {
        return Err((
            1,
            1,
            "opened here and never closed; add a line `---` below it".into(),
        ));
    }
    // A rule, as in `---` above a text.
    Ok((None, body(text, 0)))
}

/// Whether a line looks like `key: value`, so that an author meant front matter by it.
fn is_entry(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| {
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

/// The shape of the YAML. Keys that it does not name are other tools' business.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Raw {
    title: Option<String>,
    tags: Option<Tags>,
    canonical_url: Option<Spanned<String>>,
    license: Option<Spanned<String>>,
    status: Option<Spanned<String>>,
    published_at: Option<Spanned<String>>,
}

/// Tags as a list, or as one line with commas.
struct Tags(Vec<String>);

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TagsVisitor)
    }
}

struct TagsVisitor;

impl<'de> Visitor<'de> for TagsVisitor {
    type Value = Tags;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of tags, such as [football, sport]")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Tags, E> {
        Ok(Tags(value.split(',').map(str::to_owned).collect()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tags, A::Error> {
        let mut tags = Vec::new();
        while let Some(tag) = list.next_element()? {
            tags.push(tag);
        }
        Ok(Tags(tags))
    }
}

fn parse(yaml: &str) -> Result<FrontMatter, Complaint> {
    // The line break stands for the opening `---`, so that lines are the file's.
    let raw = serde_saphyr::from_str::<Option<Raw>>(&format!("\n{yaml}"))
        .map_err(|error| named(yaml, &error))?
        .unwrap_or_default();
    Ok(FrontMatter {
        title: raw
            .title
            .map(|title| title::one_line(&title))
            .filter(|title| !title.is_empty()),
        tags: raw.tags.map(tags).unwrap_or_default(),
        canonical_url: raw
            .canonical_url
            .map(|value| checked("canonical_url", &value, web_address))
            .transpose()?,
        license: raw
            .license
            .map(|value| checked("license", &value, license))
            .transpose()?,
        status: raw
            .status
            .map(|value| checked("status", &value, status))
            .transpose()?,
        published_at: raw
            .published_at
            .map(|value| checked("published_at", &value, timestamp))
            .transpose()?,
    })
}

/// A complaint of the YAML library, with the key of the line that it is about.
fn named(yaml: &str, error: &serde_saphyr::Error) -> Complaint {
    let (line, column, _) = at(error.location().unwrap_or(Location::UNKNOWN), String::new());
    let said = error.without_snippet().to_string();
    // The place stands before the message already.
    let place = format!(" at line {line}, column {column}");
    let said = said.strip_suffix(&place).unwrap_or(&said);
    let said = in_plain_words(said);
    let about = yaml.lines().nth(line.saturating_sub(2)).unwrap_or_default();
    let message = match about.split_once(':') {
        Some((key, _)) if is_entry(about) => format!("{key}: {said}"),
        _ => said,
    };
    (line, column, message)
}

/// The YAML library speaks to programmers; these are its three commonest complaints to writers.
fn in_plain_words(said: &str) -> String {
    if said.starts_with("duplicate mapping key") {
        return "stands here a second time; keep one".into();
    }
    if said == "expected mapping start" {
        return "expected lines of `key: value`; to begin with a rule, write `***`".into();
    }
    said.replace("string scalar", "text")
}

fn at(location: Location, message: String) -> Complaint {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).max(1);
    (number(location.line()), number(location.column()), message)
}

fn checked<T>(
    key: &str,
    value: &Spanned<String>,
    check: fn(&str) -> Result<T, String>,
) -> Result<T, Complaint> {
    check(value.value.trim()).map_err(|message| at(value.defined, format!("{key}: {message}")))
}

fn tags(Tags(tags): Tags) -> Vec<String> {
    tags.iter()
        .map(|tag| title::one_line(tag))
        .filter(|tag| !tag.is_empty())
        .collect()
}

#[cfg(test)]
#[path = "front_matter_tests.rs"]
mod tests;
