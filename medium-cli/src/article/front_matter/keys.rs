//! Which keys are ours, under which names other tools have them, and what they may hold.

use super::{Complaint, FrontMatter, Kind, Value, Values};
use crate::article::values::{license, status, timestamp, web_address};
use crate::article::{Status, title};

// Our name first, then those of Jekyll, Hugo and dev.to. Of several that an article has, the
// first counts. All other keys are other tools' business.
const ID: &[&str] = &["id"];
const TITLE: &[&str] = &["title"];
const SUBTITLE: &[&str] = &["subtitle"];
const TAGS: &[&str] = &["tags"];
const CANONICAL_URL: &[&str] = &["canonical_url", "canonicalURL", "canonicalUrl", "canonical"];
const LICENSE: &[&str] = &["license", "licence"];
const STATUS: &[&str] = &["status", DRAFT, PUBLISHED];
const PUBLISHED_AT: &[&str] = &["published_at", "publishedAt", "publishDate", "date"];
const PUBLICATION: &[&str] = &["publication"];

/// Hugo's: true or false.
const DRAFT: &str = "draft";
/// Jekyll's and dev.to's: true or false.
const PUBLISHED: &str = "published";

/// The known key that `name` is.
pub(super) fn known(name: &str) -> Option<&'static str> {
    [
        ID,
        TITLE,
        SUBTITLE,
        TAGS,
        CANONICAL_URL,
        LICENSE,
        STATUS,
        PUBLISHED_AT,
        PUBLICATION,
    ]
    .into_iter()
    .flatten()
    .copied()
    .find(|known| *known == name)
}

/// The values as what they mean.
pub(super) fn checked(values: &Values) -> Result<FrontMatter, Complaint> {
    let text = |names| text(values, names, |text| Ok(title::one_line(text)));
    Ok(FrontMatter {
        id: text(ID)?,
        title: text(TITLE)?,
        subtitle: text(SUBTITLE)?,
        publication: text(PUBLICATION)?,
        tags: tags(values),
        canonical_url: self::text(values, CANONICAL_URL, web_address)?,
        license: self::text(values, LICENSE, license)?,
        status: self::status_of(values)?,
        published_at: self::text(values, PUBLISHED_AT, timestamp)?,
    })
}

/// The first of `names` that says anything.
fn first<'a>(values: &'a Values, names: &[&str]) -> Option<(&'static str, &'a Value)> {
    names.iter().find_map(|name| {
        let (key, value) = values.iter().find(|(key, _)| key == name)?;
        let says_nothing = matches!(&value.kind, Kind::Text(text) if text.trim().is_empty());
        (!says_nothing).then_some((*key, value))
    })
}

fn text<T>(
    values: &Values,
    names: &[&str],
    check: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Complaint> {
    let Some((key, value)) = first(values, names) else {
        return Ok(None);
    };
    let checked = match &value.kind {
        Kind::Text(text) => check(text.trim()),
        Kind::List(_) => Err("expected text, not a list".to_owned()),
    };
    let complaint = |message| Complaint {
        line: value.line,
        column: value.column,
        message: format!("{key}: {message}"),
    };
    checked.map(Some).map_err(complaint)
}

/// Those of Chinese and Japanese are others, and so is the Arabic one.
const COMMAS: [char; 4] = [',', '，', '、', '،'];

/// A list, or one line with commas.
fn tags(values: &Values) -> Vec<String> {
    let list = match first(values, TAGS).map(|(_, value)| &value.kind) {
        None => Vec::new(),
        Some(Kind::List(list)) => list.clone(),
        Some(Kind::Text(text)) => text.split(COMMAS).map(str::to_owned).collect(),
    };
    let tags = list.iter().map(|tag| title::one_line(tag));
    tags.filter(|tag| !tag.is_empty()).collect()
}

fn status_of(values: &Values) -> Result<Option<Status>, Complaint> {
    let key = first(values, STATUS).map(|(key, _)| key);
    text(values, STATUS, |value| match key {
        Some(DRAFT) => truth(value).map(draft_if),
        Some(PUBLISHED) => truth(value).map(|published| draft_if(!published)),
        _ => status(value),
    })
}

fn draft_if(draft: bool) -> Status {
    if draft { Status::Draft } else { Status::Public }
}

fn truth(value: &str) -> Result<bool, String> {
    value
        .parse()
        .map_err(|_| format!("`{value}` is neither true nor false"))
}
