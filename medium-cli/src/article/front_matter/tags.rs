//! Tags: a list, or one line separated by commas, spaces or `#`.

use super::entry::{Entry, Item, Problem, Value, normalize};
use super::keys::{self, Role};
use crate::article::findings::{Finding, Position, finding};
use crate::article::values::tag_warning;
use crate::article::{Status, title};

/// Including those of Chinese, Japanese and Arabic.
const COMMAS: [char; 5] = [',', '，', '、', '،', ';'];

/// Returns the tags; without any, the categories and keywords.
pub(super) fn read(entries: &[Entry]) -> Result<Vec<String>, Problem> {
    let mut tags: Vec<String> = Vec::new();
    let mut is_second_source = false;
    for (entry, _) in keys::entries_for(entries, |role| role == Role::Tags) {
        let is_tags = matches!(normalize(&entry.key).as_str(), "tags" | "tag");
        if !is_tags && !is_second_source {
            is_second_source = true;
            if !tags.is_empty() {
                break;
            }
        }
        for tag in list(entry)? {
            let is_new = |known: &String| !known.eq_ignore_ascii_case(&tag.name);
            if !tag.name.is_empty() && tags.iter().all(is_new) {
                tags.push(tag.name);
            }
        }
    }
    Ok(tags)
}

/// Returns warnings about tags that look like a status.
pub(super) fn warnings(entries: &[Entry], status: Option<Status>) -> Vec<Finding> {
    let entries = keys::entries_for(entries, |role| role == Role::Tags);
    let tags = entries
        .into_iter()
        .filter_map(|(entry, _)| list(entry).ok());
    let warning = |tag: Tag| {
        let message = tag_warning(&tag.name, status)?;
        Some(finding(tag.position, &tag.name, message))
    };
    tags.flatten().filter_map(warning).collect()
}

struct Tag {
    name: String,
    /// The position of the tag, or of its line of tags.
    position: Position,
}

fn list(entry: &Entry) -> Result<Vec<Tag>, Problem> {
    let tags = |names: Vec<String>, line, column| {
        let position = Position { line, column };
        names.into_iter().map(move |name| Tag { name, position })
    };
    match &*entry.value {
        Value::List(items) => {
            let is_one = items.len() == 1;
            let item = |item: &Item| {
                let names = if is_one {
                    split(&item.text, false)
                } else {
                    vec![clean(&item.text)]
                };
                tags(names, item.line + entry.lines_above, item.column)
            };
            Ok(items.iter().flat_map(item).collect())
        }
        Value::Text(text) => Ok(tags(split(text, true), entry.line, entry.column).collect()),
        Value::Empty => Ok(Vec::new()),
        Value::Nested => Err(entry.problem("expected a list of tags, such as [football, sport]")),
    }
}

/// Splits one line of tags. An item of a list may contain spaces, unless it consists of `#words`.
fn split(text: &str, at_spaces: bool) -> Vec<String> {
    let has_hashes = text.split_whitespace().any(is_hashed) && !text.trim().contains(" # ");
    let pieces: Vec<&str> = if text.contains(COMMAS) {
        let pieces = text.split(COMMAS);
        if has_hashes {
            pieces.flat_map(str::split_whitespace).collect()
        } else {
            pieces.collect()
        }
    } else if has_hashes || at_spaces {
        text.split_whitespace().collect()
    } else {
        vec![text]
    };
    pieces.into_iter().map(clean).collect()
}

fn is_hashed(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|rest| !rest.is_empty())
}

/// Removes a leading `#` and quotes.
fn clean(tag: &str) -> String {
    let tag = tag.trim().trim_matches(['"', '\'', '“', '”']);
    title::one_line(tag.strip_prefix('#').unwrap_or(tag))
}
