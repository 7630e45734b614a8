//! Status keys within tables: Hugo's `build: {render: never}` and `params: {draft: true}`, Zola's
//! `[extra] private = true`, Notion's `properties`. The table decides whether they count:
//!
//! - in a table about the article, they count like keys at the top;
//! - in a table about something else, such as the author or the cover, they are ignored;
//! - in any other table, the article is rejected until it has a status at the top.
//!
//! They never make an article more public.

use jiff::tz::TimeZone;

use super::entry::{Entry, Problem, Value, normalize};
use super::keys::{self, Role, StatusKey};
use super::misspelled_keys;
use super::nested_table_topic::{self, Topic};
use super::status_value::{Constraint, constraint_of};
use crate::article::Status;

/// The limits of depth and number.
const MAX_DEPTH: usize = 64;
const MAX_KEYS: usize = 10_000;
/// Longer keys are truncated.
const MAX_LENGTH: usize = 64;

/// A key within a table.
#[derive(Debug, Clone)]
pub(super) struct Nested {
    /// The keys of the tables around it, [normalized](normalize), the outermost first.
    pub(super) parents: Vec<String>,
    /// [normalized](normalize).
    pub(super) key: String,
    /// Whether it is inside a list.
    is_in_list: bool,
    /// The entry, with its full path as the key, such as `params.draft`.
    pub(super) entry: Entry,
}

/// Collects the keys within tables while the front matter is parsed.
#[derive(Debug, Default)]
pub(super) struct Collector {
    around: Vec<String>,
    lists: usize,
    found: Vec<Nested>,
}

impl Collector {
    /// Returns whether the parser is at the top level.
    pub(super) fn is_at_top(&self) -> bool {
        self.around.is_empty()
    }

    /// Enters the value of `key`.
    ///
    /// # Errors
    ///
    /// A message if it is too deep.
    pub(super) fn enter(&mut self, key: &str) -> Result<(), &'static str> {
        if self.around.len() >= MAX_DEPTH {
            return Err("tables are nested more than 64 levels deep, the limit for front matter");
        }
        self.around.push(key.chars().take(MAX_LENGTH).collect());
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.around.pop();
    }

    pub(super) fn enter_list(&mut self) {
        self.lists += 1;
    }

    pub(super) fn leave_list(&mut self) {
        self.lists -= 1;
    }

    /// Adds a key of the current table.
    ///
    /// # Errors
    ///
    /// A message if there are too many keys.
    pub(super) fn add(&mut self, entry: &Entry) -> Result<(), &'static str> {
        if self.found.len() >= MAX_KEYS {
            return Err("more than 10000 keys, the limit for front matter");
        }
        let key: String = entry.key.chars().take(MAX_LENGTH).collect();
        self.add_pair(entry);
        let path = self.around.iter().chain([&key]).map(String::as_str);
        let path = path.collect::<Vec<_>>().join(".");
        let (words_before, key) = split(&key).unwrap_or_else(|| (Vec::new(), normalize(&key)));
        let parents = self.around.iter().map(|key| normalize(key));
        self.found.push(Nested {
            parents: parents.chain(words_before).collect(),
            key,
            is_in_list: self.lists > 0,
            entry: Entry {
                key: path,
                ..entry.clone()
            },
        });
        Ok(())
    }

    /// Reads `{name: draft, value: true}` as `draft: true`.
    fn add_pair(&mut self, entry: &Entry) {
        let is_value = matches!(&*normalize(&entry.key), "value" | "content");
        let Some(name) = self.found.last().filter(|_| is_value) else {
            return;
        };
        let is_name = matches!(&*name.key, "name" | "key" | "property" | "field");
        let Value::Text(key) = &*name.entry.value else {
            return;
        };
        let around = self.around.iter().map(|key| normalize(key));
        if is_name && around.eq(name.parents.iter().cloned()) {
            self.found.push(Nested {
                key: normalize(key),
                entry: Entry {
                    key: format!("{}.{key}", self.around.join(".")),
                    ..entry.clone()
                },
                ..name.clone()
            });
        }
    }

    pub(super) fn finish(self) -> Vec<Nested> {
        self.found
    }
}

/// Reads a key at the top that ends with a known one, such as `article_status` or `params.draft`, as that
/// key within a table.
pub(super) fn from_words(entry: &Entry) -> Option<Nested> {
    let (parents, key) = split(&entry.key)?;
    Some(Nested {
        parents,
        key,
        is_in_list: false,
        entry: entry.clone(),
    })
}

/// Splits a key into leading words and a status key at its end, the longest one.
fn split(key: &str) -> Option<(Vec<String>, String)> {
    if key.len() > MAX_LENGTH || keys::is_known(&normalize(key)) {
        return None;
    }
    let words = words_of(key);
    let ends = (1..words.len()).map(|start| (words[..start].to_vec(), words[start..].concat()));
    ends.into_iter()
        .find(|(_, end)| status_key_of(end).is_some())
}

/// Returns whether a pair outside of the front matter, such as in an MDX export, says that the
/// article isn't public.
pub(in crate::article) fn is_private(key: &str, value: &str) -> bool {
    let key = status_key_of(&normalize(key)).filter(|key| !key.is_common());
    let constraint = key.and_then(|key| constraint_of(value.trim(), key, &TimeZone::UTC).ok());
    constraint.is_some_and(|constraint| !constraint.allows(Status::Public))
}

/// The error for such a pair.
pub(in crate::article) const SET_STATUS_MESSAGE: &str = "this may mean that the article is not public; set it in the front matter, as \
     `status: draft` or `status: public`";

/// The effect of a key within a table on the status.
pub(super) enum NestedStatus {
    /// It counts like a key at the top.
    Decides(Constraint),
    /// It may be about the article, or about something else.
    Unclear,
}

impl Nested {
    /// Returns the effect on the status, if it says that something is not public.
    pub(super) fn status(&self, zone: &TimeZone) -> Option<NestedStatus> {
        let topic = nested_table_topic::find(&self.parents, self.is_in_list);
        let (key, is_exact) = self.status_key(topic)?;
        let constraint = |text: &&str| constraint_of(text.trim(), key, zone);
        let is_private = |constraint: &Constraint| !constraint.allows(Status::Public);
        let texts = texts(&self.entry.value);
        let texts = texts.iter().filter(|text| !text.trim().is_empty());
        let (known, unknown): (Vec<_>, Vec<_>) = texts.map(constraint).partition(Result::is_ok);
        let private = known.into_iter().flatten().find(is_private);
        match (private, topic) {
            (Some(constraint), Topic::Article) if is_exact => {
                Some(NestedStatus::Decides(constraint))
            }
            (Some(_), Topic::Article) => Some(NestedStatus::Unclear),
            (Some(_), Topic::Unknown) => (!key.is_common()).then_some(NestedStatus::Unclear),
            (Some(_), Topic::Other) => (key == StatusKey::Draft).then_some(NestedStatus::Unclear),
            // `state` may also be a region such as California.
            (None, Topic::Article) if !unknown.is_empty() && is_exact && self.key != "state" => {
                key.has_few_values().then_some(NestedStatus::Unclear)
            }
            (None, _) => None,
        }
    }

    /// Returns the type of the status key, and whether the key is known, not only similar.
    fn status_key(&self, topic: Topic) -> Option<(StatusKey, bool)> {
        let within = self.parents.last().map(String::as_str);
        match (within, &*self.key) {
            (Some("build"), "list") => return Some((StatusKey::InLists, true)),
            (Some("permalink"), "build") => return Some((StatusKey::Page, true)),
            _ => {}
        }
        // Notion's `Status: {select: {name: Draft}}`: everything within a status counts.
        let keys = std::iter::once(&self.key).chain(self.parents.iter().rev());
        if let Some(key) = keys.clone().find_map(|key| status_key_of(key)) {
            return Some((key, true));
        }
        let is_of_article = topic == Topic::Article;
        let similar = is_of_article.then(|| misspelled_keys::meant(&self.key))??;
        status_key_of(&normalize(similar)).map(|key| (key, false))
    }

    /// Returns the error for a key that may be about the article.
    pub(super) fn unclear(&self) -> Problem {
        let text = texts(&self.entry.value).join(", ");
        Problem {
            line: self.entry.key_line,
            column: 1,
            message: format!(
                "`{}: {text}` may mean that the article is not public; set the status at the top, as \
                 `status: draft` or `status: public`, or use --allow-similar-keys",
                self.entry.key
            ),
        }
    }
}

fn status_key_of(key: &str) -> Option<StatusKey> {
    match keys::role(key)? {
        Role::Status(key) => Some(key),
        _ => None,
    }
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::Text(text) => vec![text],
        Value::List(items) => items.iter().map(|item| item.text.as_str()).collect(),
        Value::Empty | Value::Nested => Vec::new(),
    }
}

/// Returns the words of a key: `article` and `status` for `article_status`, `article-status` or
/// `articleStatus`.
fn words_of(key: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = false;
    let mut is_new = true;
    for c in key.chars() {
        if matches!(c, '_' | '-' | ' ' | '.' | ':' | '/') {
            is_new = true;
            continue;
        }
        is_new |= was_lower && c.is_uppercase();
        was_lower = c.is_lowercase();
        match words.last_mut() {
            Some(word) if !is_new => word.extend(c.to_lowercase()),
            _ => words.push(c.to_lowercase().collect()),
        }
        is_new = false;
    }
    words
}
