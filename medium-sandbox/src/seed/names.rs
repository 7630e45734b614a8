//! Names and ids that seeds give: each stands in an address, and stands for one thing.

use super::SeedError;

/// Whether a name can stand in an address as it is.
pub(crate) fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    !name.is_empty() && name.chars().all(fits)
}

pub(super) fn check_name(name: &str, place: &str) -> Result<(), SeedError> {
    if is_name(name) {
        return Ok(());
    }
    let problem = format!("{name:?} can't stand in an address; use letters, digits, `.`, `_`, `-`");
    Err(SeedError::record(place, problem))
}

/// Refuses a record whose name another one has.
pub(super) fn refuse_second(
    exists: bool,
    place: &str,
    things: &str,
    name: &str,
) -> Result<(), SeedError> {
    match exists {
        true => {
            let problem = format!("there are two {things} {name:?}; each needs its own");
            Err(SeedError::record(place, problem))
        }
        false => Ok(()),
    }
}
