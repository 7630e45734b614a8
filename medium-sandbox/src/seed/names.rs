//! Checks names and ids in seeds: they are part of URLs, and must be unique.

use super::error::SeedError;

/// Returns whether a URL can contain a name unescaped.
pub(crate) fn is_name(name: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    !name.is_empty() && name.chars().all(is_allowed)
}

pub(super) fn check_name(name: &str, path: &str) -> Result<(), SeedError> {
    if is_name(name) {
        return Ok(());
    }
    let problem = format!("{name:?} can't be part of a URL; use letters, digits, `.`, `_`, `-`");
    Err(SeedError::entry(path, problem))
}

/// Returns an error if another entry has the name.
pub(super) fn reject_duplicate(
    exists: bool,
    path: &str,
    entries: &str,
    name: &str,
) -> Result<(), SeedError> {
    if exists {
        let problem = format!("there are two {entries} {name:?}; make them unique");
        Err(SeedError::entry(path, problem))
    } else {
        Ok(())
    }
}
