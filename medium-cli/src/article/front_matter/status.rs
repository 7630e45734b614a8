//! Who may see the article: every spelling that common tools have for it, and no guessing.
//!
//! Each key says which statuses it allows, and perhaps which it names. What several keys say is
//! what all of them allow; if nothing is left, they contradict each other, which is an error.

use jiff::tz::TimeZone;

use super::nested::NestedStatus;
use super::{Entries, Entry, Problem, Value, keys};
use crate::article::Status;
use crate::article::dates::timestamp;
use crate::article::values;

/// How the value of a key is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusKey {
    /// `status: draft`, `state: published`.
    Word,
    /// `visibility: private`: who may read it once it is published, as in WordPress and Ghost. Its
    /// `public` leaves open whether that is the case yet.
    Readers,
    /// `draft: true`.
    Draft,
    /// `published: false`; also a date, as in Obsidian's clippings, which says nothing here.
    Published,
    /// `private: true`; false says nothing.
    Private,
    /// `public: false`.
    Public,
    /// `visible: false`; true says nothing.
    Visible,
    /// `unlisted: true`; false only says that it is not unlisted.
    Unlisted,
    /// `listed: false`, the reverse.
    Listed,
    /// `password: …`: not for everybody.
    Password,
    /// `permalink: false` and `render: never`: a text without a page of its own, as Eleventy, Zola and
    /// Hugo have it. Other values say where the page is.
    Page,
    /// `build: {list: never}`: a page that no list of Hugo has. Other values say nothing.
    InLists,
    /// `expiryDate: …`, after which Hugo shows nothing of it.
    Until,
}

impl StatusKey {
    /// Whether keys that mean this are common for other things than an article.
    pub(super) fn is_common(self) -> bool {
        matches!(self, Self::Password | Self::Page | Self::Until)
    }

    /// Whether a value that is not known is likely to be one of these, misspelled.
    pub(super) fn has_few_values(self) -> bool {
        matches!(
            self,
            Self::Word | Self::Readers | Self::Draft | Self::Private
        )
    }
}

/// What one key says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Constraint {
    allowed: &'static [Status],
    names: Option<Status>,
}

use Status::{Draft, Public, Unlisted};

const EVERYTHING: &[Status] = &[Draft, Unlisted, Public];
const NOTHING: Constraint = says(EVERYTHING, None);
const IS_DRAFT: Constraint = says(&[Draft], Some(Draft));
/// Published, but for whom is left to others.
const IS_PUBLISHED: Constraint = says(&[Unlisted, Public], Some(Public));
const IS_PUBLIC: Constraint = says(&[Public], Some(Public));
const IS_UNLISTED: Constraint = says(&[Draft, Unlisted], Some(Unlisted));
const NOT_UNLISTED: Constraint = says(&[Draft, Public], None);

const fn says(allowed: &'static [Status], names: Option<Status>) -> Constraint {
    Constraint { allowed, names }
}

impl Constraint {
    pub(super) fn allows(&self, status: Status) -> bool {
        self.allowed.contains(&status)
    }
}

/// The status that the article names, the least public one of several that agree.
///
/// What keys within keys say makes it less public, and never more.
pub(super) fn of(
    entries: &Entries,
    zone: &TimeZone,
    allow_similar_keys: bool,
) -> Result<Option<Status>, Problem> {
    let mut agreement = Agreement::new();
    for (entry, means) in entries_for(&entries.top) {
        agreement.add(entry, meaning(entry, means, zone)?)?;
    }
    let at_top = agreement.status()?;
    if at_top == Some(Draft) {
        return Ok(at_top);
    }
    let mut unclear = Vec::new();
    for nested in &entries.nested {
        match nested.claim(zone) {
            Some(NestedStatus::Decides(says)) => agreement.add(&nested.entry, says)?,
            Some(NestedStatus::Unclear) => unclear.push(nested),
            None => {}
        }
    }
    let status = agreement.status()?;
    match unclear.first() {
        Some(nested) if at_top.is_none() && status != Some(Draft) && !allow_similar_keys => {
            Err(nested.unclear())
        }
        _ => Ok(status),
    }
}

/// What all keys so far allow.
struct Agreement<'a> {
    allowed: Vec<Status>,
    named: Vec<Status>,
    before: Vec<(&'a Entry, Constraint)>,
}

impl<'a> Agreement<'a> {
    fn new() -> Self {
        Self {
            allowed: EVERYTHING.to_vec(),
            named: Vec::new(),
            before: Vec::new(),
        }
    }

    fn add(&mut self, entry: &'a Entry, says: Constraint) -> Result<(), Problem> {
        self.allowed.retain(|status| says.allows(*status));
        if self.allowed.is_empty() {
            return Err(conflict(entry, says, &self.before));
        }
        self.named.extend(says.names);
        self.before.push((entry, says));
        Ok(())
    }

    /// The least public status that is named and allowed.
    fn status(&self) -> Result<Option<Status>, Problem> {
        let allowed = |status: &&Status| self.allowed.contains(status);
        let agreed = self.named.iter().filter(allowed).min();
        match (agreed, self.before.split_last()) {
            (None, Some(((entry, says), before))) if !self.named.is_empty() => {
                Err(conflict(entry, *says, before))
            }
            _ => Ok(agreed.copied()),
        }
    }
}

/// The date that `published: …` holds, if it is one.
pub(super) fn date(entries: &[Entry], zone: &TimeZone) -> Option<jiff::Timestamp> {
    entries_for(entries).into_iter().find_map(|(entry, means)| {
        let value = keys::text_of(entry).ok()?;
        let is_date = means == StatusKey::Published && truth(value).is_none();
        is_date.then(|| timestamp(value, zone).ok()).flatten()
    })
}

fn entries_for(entries: &[Entry]) -> Vec<(&Entry, StatusKey)> {
    let found = keys::entries_for(entries, |role| matches!(role, keys::Role::Status(_)));
    let means = found.into_iter().filter_map(|(entry, role)| match role {
        keys::Role::Status(means) => Some((entry, means)),
        _ => None,
    });
    means.collect()
}

fn meaning(entry: &Entry, means: StatusKey, zone: &TimeZone) -> Result<Constraint, Problem> {
    if means == StatusKey::Page && !matches!(*entry.value, Value::Text(_)) {
        return Ok(NOTHING);
    }
    said(keys::text_of(entry)?, means, zone).map_err(|message| entry.problem(message))
}

/// What a value says for a key that means this.
///
/// # Errors
///
/// A sentence, where it is none of the values that are known.
pub(super) fn said(value: &str, means: StatusKey, zone: &TimeZone) -> Result<Constraint, String> {
    match means {
        StatusKey::Word | StatusKey::Readers => word(value, means == StatusKey::Readers),
        StatusKey::Password => Ok(IS_DRAFT),
        StatusKey::Page => Ok(
            match truth(value) == Some(false) || value.eq_ignore_ascii_case("never") {
                true => IS_DRAFT,
                false => NOTHING,
            },
        ),
        StatusKey::InLists => Ok(
            match truth(value) == Some(false) || ["never", "local"].contains(&value) {
                true => IS_UNLISTED,
                false => NOTHING,
            },
        ),
        StatusKey::Until => {
            let end = timestamp(value, zone)?;
            Ok(match end < jiff::Timestamp::now() {
                true => IS_DRAFT,
                false => NOTHING,
            })
        }
        StatusKey::Published if truth(value).is_none() && timestamp(value, zone).is_ok() => {
            Ok(NOTHING)
        }
        _ => {
            let truth =
                truth(value).ok_or_else(|| format!("`{value}` is neither true nor false"))?;
            Ok(match (means, truth) {
                (StatusKey::Draft, false) | (StatusKey::Published, true) => IS_PUBLISHED,
                (StatusKey::Public, true) => IS_PUBLIC,
                (StatusKey::Unlisted, true) | (StatusKey::Listed, false) => IS_UNLISTED,
                (StatusKey::Unlisted, false) | (StatusKey::Listed, true) => NOT_UNLISTED,
                (StatusKey::Private, false) | (StatusKey::Visible, true) => NOTHING,
                _ => IS_DRAFT,
            })
        }
    }
}

fn word(value: &str, is_of_readers: bool) -> Result<Constraint, String> {
    let status = values::status(value)?;
    Ok(match (status, values::is_exact(value)) {
        (Draft, _) => IS_DRAFT,
        (Unlisted, _) => says(&[Unlisted], Some(Unlisted)),
        (Public, _) if is_of_readers => says(EVERYTHING, Some(Public)),
        (Public, true) => IS_PUBLIC,
        // `published` is not yet for whom.
        (Public, false) => IS_PUBLISHED,
    })
}

fn conflict(entry: &Entry, says: Constraint, before: &[(&Entry, Constraint)]) -> Problem {
    let excludes = |other: &Constraint| !other.allowed.iter().any(|one| says.allowed.contains(one));
    let other = before
        .iter()
        .find(|(_, other)| excludes(other))
        .or(before.first());
    let written = |entry: &Entry| {
        let value = keys::text_of(entry).unwrap_or_default();
        format!("`{}: {value}`", entry.key)
    };
    let other = other.map(|(other, _)| format!("{} in line {}", written(other), other.key_line));
    Problem {
        line: entry.key_line,
        column: 1,
        message: format!(
            "{} contradicts {}; keep the one that is meant",
            written(entry),
            other.unwrap_or_default()
        ),
    }
}

/// YAML's truths of every age, and what other tools write.
pub(super) fn truth(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "0" => Some(false),
        _ => None,
    }
}
