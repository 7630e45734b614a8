//! Keys within keys that say who may see the article: Hugo's `build: {render: never}` and `params:
//! {draft: true}`, Zola's `[extra] private = true`, Notion's `properties`. The text around a status
//! decides what it is about, so there are three kinds of places:
//!
//! - a table that is about the article itself: its status counts as one at the top does;
//! - a table that is about something else, such as the author or the cover: it says nothing here;
//! - any other: the article is refused until its own status is named at the top.
//!
//! Whatever they say, they never make an article more public.

use jiff::tz::TimeZone;

use super::keys::{self, Role};
use super::status::{self, Constraint, StatusKey};
use super::table_subject::{self, Subject};
use super::{Entry, Problem, Value, normalized, similar};
use crate::article::Status;

/// No article has keys so deep within each other, or so many of them.
const MAX_DEPTH: usize = 64;
const MAX: usize = 10_000;
/// No key of anybody is longer; only so much of one is kept.
const MAX_LENGTH: usize = 64;

/// A key within others.
#[derive(Debug, Clone)]
pub(super) struct Nested {
    /// The keys around it, [`normalized`], the outermost first.
    pub(super) parents: Vec<String>,
    /// [`normalized`].
    pub(super) key: String,
    /// Whether it, or what it is in, is an item of a list.
    is_in_list: bool,
    /// With its whole path for a key, such as `params.draft`.
    pub(super) entry: Entry,
}

/// Collects the keys within keys while front matter is read.
#[derive(Debug, Default)]
pub(super) struct Collector {
    around: Vec<String>,
    lists: usize,
    found: Vec<Nested>,
}

impl Collector {
    /// Whether what is read now stands at the top.
    pub(super) fn is_at_top(&self) -> bool {
        self.around.is_empty()
    }

    /// Goes into the value of `key`.
    ///
    /// # Errors
    ///
    /// A sentence, if it is deeper than anybody would write.
    pub(super) fn enter(&mut self, key: &str) -> Result<(), &'static str> {
        if self.around.len() >= MAX_DEPTH {
            return Err("keys stand within each other more than 64 deep; is this front matter?");
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

    /// Adds a key of the mapping that is read now, with its value.
    ///
    /// # Errors
    ///
    /// A sentence, if there are more than anybody would write.
    pub(super) fn add(&mut self, entry: &Entry) -> Result<(), &'static str> {
        if self.found.len() >= MAX {
            return Err("more than 10000 keys; is this front matter?");
        }
        let key: String = entry.key.chars().take(MAX_LENGTH).collect();
        self.add_pair(entry);
        let shown = self.around.iter().chain([&key]).map(String::as_str);
        let shown = shown.collect::<Vec<_>>().join(".");
        let (words_before, key) = split(&key).unwrap_or_else(|| (Vec::new(), normalized(&key)));
        let parents = self.around.iter().map(|key| normalized(key));
        self.found.push(Nested {
            parents: parents.chain(words_before).collect(),
            key,
            is_in_list: self.lists > 0,
            entry: Entry {
                key: shown,
                ..entry.clone()
            },
        });
        Ok(())
    }

    /// `{name: draft, value: true}`, as lists of properties have it, says `draft: true`.
    fn add_pair(&mut self, entry: &Entry) {
        let is_value = matches!(&*normalized(&entry.key), "value" | "content");
        let Some(name) = self.found.last().filter(|_| is_value) else {
            return;
        };
        let is_name = matches!(&*name.key, "name" | "key" | "property" | "field");
        let Value::Text(key) = &*name.entry.value else {
            return;
        };
        let around = self.around.iter().map(|key| normalized(key));
        if is_name && around.eq(name.parents.iter().cloned()) {
            self.found.push(Nested {
                key: normalized(key),
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

/// A key at the top whose last words are one that is read, such as `article_status` and
/// `params.draft`: as if it stood within the words before.
pub(super) fn of_words(entry: &Entry) -> Option<Nested> {
    let (parents, key) = split(&entry.key)?;
    Some(Nested {
        parents,
        key,
        is_in_list: false,
        entry: entry.clone(),
    })
}

/// The words of a key before those that are read, and these: of several ends, the longest.
fn split(key: &str) -> Option<(Vec<String>, String)> {
    if key.len() > MAX_LENGTH || keys::is_known(&normalized(key)) {
        return None;
    }
    let words = words_of(key);
    let ends = (1..words.len()).map(|start| (words[..start].to_vec(), words[start..].concat()));
    ends.into_iter().find(|(_, end)| means_of(end).is_some())
}

/// Whether a pair that stands outside of the front matter, such as in an export of MDX, says that the
/// article is not public.
pub(in crate::article) fn is_private(key: &str, value: &str) -> bool {
    let means = means_of(&normalized(key)).filter(|means| !means.is_common());
    let says = means.and_then(|means| status::said(value.trim(), means, &TimeZone::UTC).ok());
    says.is_some_and(|says| !says.allows(Status::Public))
}

/// What to do about such a pair.
pub(in crate::article) const NAME_A_STATUS: &str = "this may say that the article is not for everybody; say it in the front \
     matter, as `status: draft` or `status: public`";

/// What a key within others says of who may see the article.
pub(super) enum NestedStatus {
    /// It counts.
    Decides(Constraint),
    /// It may be about the article or about something else.
    Unclear,
}

impl Nested {
    /// What it says against being public, if it does.
    pub(super) fn claim(&self, zone: &TimeZone) -> Option<NestedStatus> {
        let subject = table_subject::of(&self.parents, self.is_in_list);
        let (means, is_exact) = self.means(subject)?;
        let says = |text: &&str| status::said(text.trim(), means, zone);
        let is_private = |says: &Constraint| !says.allows(Status::Public);
        let texts = texts(&self.entry.value);
        let texts = texts.iter().filter(|text| !text.trim().is_empty());
        let (known, unknown): (Vec<_>, Vec<_>) = texts.map(says).partition(Result::is_ok);
        let private = known.into_iter().flatten().find(is_private);
        match (private, subject) {
            (Some(says), Subject::Article) if is_exact => Some(NestedStatus::Decides(says)),
            (Some(_), Subject::Article) => Some(NestedStatus::Unclear),
            (Some(_), Subject::Unknown) => (!means.is_common()).then_some(NestedStatus::Unclear),
            (Some(_), Subject::Other) => {
                (means == StatusKey::Draft).then_some(NestedStatus::Unclear)
            }
            // California is a state, too.
            (None, Subject::Article) if !unknown.is_empty() && is_exact && self.key != "state" => {
                means.has_few_values().then_some(NestedStatus::Unclear)
            }
            (None, _) => None,
        }
    }

    /// How its value is to be read, and whether its key is one that is read, and not only like one.
    fn means(&self, subject: Subject) -> Option<(StatusKey, bool)> {
        let within = self.parents.last().map(String::as_str);
        match (within, &*self.key) {
            (Some("build"), "list") => return Some((StatusKey::InLists, true)),
            (Some("permalink"), "build") => return Some((StatusKey::Page, true)),
            _ => {}
        }
        // Notion's `Status: {select: {name: Draft}}`: what is within a status says it.
        let keys = std::iter::once(&self.key).chain(self.parents.iter().rev());
        if let Some(means) = keys.clone().find_map(|key| means_of(key)) {
            return Some((means, true));
        }
        let is_of_article = subject == Subject::Article;
        let like = is_of_article.then(|| similar::meant(&self.key))??;
        means_of(&normalized(like)).map(|means| (means, false))
    }

    /// That it may say that the article is not for everybody, and what to write.
    pub(super) fn unclear(&self) -> Problem {
        let text = texts(&self.entry.value).join(", ");
        Problem {
            line: self.entry.key_line,
            column: 1,
            message: format!(
                "`{}: {text}` may say that the article is not for everybody, or be about something \
                 else; say it at the top, as `status: draft` or `status: public`, or allow the key with \
                 --allow-similar-keys",
                self.entry.key
            ),
        }
    }
}

fn means_of(key: &str) -> Option<StatusKey> {
    match keys::role(key)? {
        Role::Status(means) => Some(means),
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

/// `article_status`, `article-status` and `articleStatus` are the words `article` and `status`.
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
