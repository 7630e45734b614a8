//! Who can see the article, from all keys that common tools have for it.
//!
//! Each key allows some statuses, and may name one. Several keys together allow what all of them allow.
//! If nothing is left, they contradict each other, which is an error.

use jiff::tz::TimeZone;

use super::entries::Entries;
use super::entry::{Entry, Problem, Value};
use super::keys::{self, Role, StatusKey};
use super::nested::NestedStatus;
use super::status_value::{ANY_STATUS, Constraint, NO_CONSTRAINT, constraint_of, parse_bool};
use super::suggested_line::text_of;
use crate::article::Status;
use crate::article::dates::timestamp;

/// Returns the status of the article: of several that agree, the least public one.
///
/// Keys within tables can only make it less public.
pub(super) fn read(
    entries: &Entries,
    zone: &TimeZone,
    allow_similar_keys: bool,
) -> Result<Option<Status>, Problem> {
    let mut agreement = Agreement::new();
    for (entry, key) in status_entries(&entries.top) {
        agreement.add(entry, entry_constraint(entry, key, zone)?)?;
    }
    let at_top = agreement.status()?;
    if at_top == Some(Status::Draft) {
        return Ok(at_top);
    }
    let mut unclear = Vec::new();
    for nested in &entries.nested {
        match nested.status(zone) {
            Some(NestedStatus::Decides(constraint)) => agreement.add(&nested.entry, constraint)?,
            Some(NestedStatus::Unclear) => unclear.push(nested),
            None => {}
        }
    }
    let status = agreement.status()?;
    match unclear.first() {
        Some(nested)
            if at_top.is_none() && status != Some(Status::Draft) && !allow_similar_keys =>
        {
            Err(nested.unclear())
        }
        _ => Ok(status),
    }
}

/// What all keys so far allow.
struct Agreement<'a> {
    allowed: Vec<Status>,
    named: Vec<Status>,
    earlier: Vec<(&'a Entry, Constraint)>,
}

impl<'a> Agreement<'a> {
    fn new() -> Self {
        Self {
            allowed: ANY_STATUS.to_vec(),
            named: Vec::new(),
            earlier: Vec::new(),
        }
    }

    fn add(&mut self, entry: &'a Entry, constraint: Constraint) -> Result<(), Problem> {
        self.allowed.retain(|status| constraint.allows(*status));
        if self.allowed.is_empty() {
            return Err(contradiction(entry, constraint, &self.earlier));
        }
        self.named.extend(constraint.named);
        self.earlier.push((entry, constraint));
        Ok(())
    }

    /// Returns the least public status that is named and allowed.
    fn status(&self) -> Result<Option<Status>, Problem> {
        let allowed = |status: &&Status| self.allowed.contains(status);
        let agreed = self.named.iter().filter(allowed).min();
        match (agreed, self.earlier.split_last()) {
            (None, Some(((entry, constraint), earlier))) if !self.named.is_empty() => {
                Err(contradiction(entry, *constraint, earlier))
            }
            _ => Ok(agreed.copied()),
        }
    }
}

/// Returns the date of `published: …`, if the value is a date.
pub(super) fn date(entries: &[Entry], zone: &TimeZone) -> Option<jiff::Timestamp> {
    status_entries(entries)
        .into_iter()
        .find_map(|(entry, key)| {
            let value = text_of(entry).ok()?;
            let is_date = key == StatusKey::Published && parse_bool(value).is_none();
            is_date.then(|| timestamp(value, zone).ok()).flatten()
        })
}

fn status_entries(entries: &[Entry]) -> Vec<(&Entry, StatusKey)> {
    let found = keys::entries_for(entries, |role| matches!(role, Role::Status(_)));
    let with_key = found.into_iter().filter_map(|(entry, role)| match role {
        Role::Status(key) => Some((entry, key)),
        _ => None,
    });
    with_key.collect()
}

fn entry_constraint(entry: &Entry, key: StatusKey, zone: &TimeZone) -> Result<Constraint, Problem> {
    if key == StatusKey::Page && !matches!(*entry.value, Value::Text(_)) {
        return Ok(NO_CONSTRAINT);
    }
    constraint_of(text_of(entry)?, key, zone).map_err(|message| entry.problem(message))
}

fn contradiction(
    entry: &Entry,
    constraint: Constraint,
    earlier: &[(&Entry, Constraint)],
) -> Problem {
    let excludes = |other: &Constraint| {
        !other
            .allowed
            .iter()
            .any(|status| constraint.allowed.contains(status))
    };
    let other = earlier
        .iter()
        .find(|(_, other)| excludes(other))
        .or(earlier.first());
    let written = |entry: &Entry| {
        let value = text_of(entry).unwrap_or_default();
        format!("`{}: {value}`", entry.key)
    };
    let other = other.map(|(other, _)| format!("{} in line {}", written(other), other.key_line));
    Problem {
        line: entry.key_line,
        column: 1,
        message: format!(
            "{} contradicts {}; keep one of them",
            written(entry),
            other.unwrap_or_default()
        ),
    }
}
