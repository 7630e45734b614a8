//! The values of status keys: which statuses each value allows.

use jiff::tz::TimeZone;

use super::keys::StatusKey;
use crate::article::Status;
use crate::article::dates::timestamp;
use crate::article::values;

/// The statuses that a value allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Constraint {
    pub(super) allowed: &'static [Status],
    /// The status that the value names, if any.
    pub(super) named: Option<Status>,
}

use Status::{Draft, Public, Unlisted};

pub(super) const ANY_STATUS: &[Status] = &[Draft, Unlisted, Public];
pub(super) const NO_CONSTRAINT: Constraint = constraint(ANY_STATUS, None);
pub(super) const IS_DRAFT: Constraint = constraint(&[Draft], Some(Draft));
/// Published; other keys may limit the readers.
pub(super) const IS_PUBLISHED: Constraint = constraint(&[Unlisted, Public], Some(Public));
pub(super) const IS_PUBLIC: Constraint = constraint(&[Public], Some(Public));
pub(super) const IS_UNLISTED: Constraint = constraint(&[Draft, Unlisted], Some(Unlisted));
pub(super) const NOT_UNLISTED: Constraint = constraint(&[Draft, Public], None);

const fn constraint(allowed: &'static [Status], named: Option<Status>) -> Constraint {
    Constraint { allowed, named }
}

impl Constraint {
    pub(super) fn allows(&self, status: Status) -> bool {
        self.allowed.contains(&status)
    }
}

/// Returns the constraint of a value.
///
/// # Errors
///
/// A message for an unknown value.
pub(super) fn constraint_of(
    value: &str,
    key: StatusKey,
    zone: &TimeZone,
) -> Result<Constraint, String> {
    match key {
        StatusKey::Name | StatusKey::Visibility => {
            named_status(value, key == StatusKey::Visibility)
        }
        StatusKey::Password => Ok(IS_DRAFT),
        StatusKey::Page => Ok(
            if parse_bool(value) == Some(false) || value.eq_ignore_ascii_case("never") {
                IS_DRAFT
            } else {
                NO_CONSTRAINT
            },
        ),
        StatusKey::InLists => Ok(
            if parse_bool(value) == Some(false) || ["never", "local"].contains(&value) {
                IS_UNLISTED
            } else {
                NO_CONSTRAINT
            },
        ),
        StatusKey::ExpiryDate => {
            let end = timestamp(value, zone)?;
            Ok(if end < jiff::Timestamp::now() {
                IS_DRAFT
            } else {
                NO_CONSTRAINT
            })
        }
        StatusKey::Published if parse_bool(value).is_none() && timestamp(value, zone).is_ok() => {
            Ok(NO_CONSTRAINT)
        }
        _ => bool_constraint(value, key),
    }
}

fn bool_constraint(value: &str, key: StatusKey) -> Result<Constraint, String> {
    let value = parse_bool(value).ok_or_else(|| format!("`{value}` is not true or false"))?;
    Ok(match (key, value) {
        (StatusKey::Draft, false) | (StatusKey::Published, true) => IS_PUBLISHED,
        (StatusKey::Public, true) => IS_PUBLIC,
        (StatusKey::Unlisted, true) | (StatusKey::Listed, false) => IS_UNLISTED,
        (StatusKey::Unlisted, false) | (StatusKey::Listed, true) => NOT_UNLISTED,
        (StatusKey::Private, false) | (StatusKey::Visible, true) => NO_CONSTRAINT,
        _ => IS_DRAFT,
    })
}

fn named_status(value: &str, is_about_readers: bool) -> Result<Constraint, String> {
    let status = values::status(value)?;
    Ok(match (status, values::is_exact(value)) {
        (Draft, _) => IS_DRAFT,
        (Unlisted, _) => constraint(&[Unlisted], Some(Unlisted)),
        (Public, _) if is_about_readers => constraint(ANY_STATUS, Some(Public)),
        (Public, true) => IS_PUBLIC,
        // `published` doesn't limit the readers.
        (Public, false) => IS_PUBLISHED,
    })
}

/// Parses a boolean of any YAML version, and spellings of other tools.
pub(super) fn parse_bool(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "0" => Some(false),
        _ => None,
    }
}
