//! Unique names for items in the same scope. On a conflict, the item that is
//! spelled like the name keeps it; the others get a longer name from their spelling
//! or location.

use std::collections::HashMap;

use super::case::Kind;
use super::spelled::{hash, letters, spelled};
use crate::warnings::{WarningKind, Warnings};

/// An item that needs a name.
#[derive(Debug, Default, Clone)]
pub(in crate::lower) struct Wanted {
    /// As in the document.
    pub(in crate::lower) spelling: String,
    /// The spelling with all of its punctuation, if `spelling` lacks it.
    pub(in crate::lower) signs: Option<String>,
    /// The name from `x-rust-name`.
    pub(in crate::lower) given: Option<String>,
    /// Words for its location, to distinguish items with the same spelling.
    pub(in crate::lower) place: String,
    /// Its JSON pointer.
    pub(in crate::lower) at: String,
}

impl Wanted {
    pub(in crate::lower) fn new(spelling: &str, at: String) -> Self {
        Self {
            spelling: spelling.to_owned(),
            at,
            ..Self::default()
        }
    }

    /// The spelling, with punctuation as words.
    fn spelled(&self) -> String {
        spelled(self.signs.as_deref().unwrap_or(&self.spelling))
    }
}

/// The number of levels of longer names.
const MAX_LEVEL: usize = 5;

/// Returns a unique name for each item, none of them in `reserved`. Longer names
/// than wanted give a warning.
pub(in crate::lower) fn distinct(
    kind: Kind,
    wanted: &[Wanted],
    reserved: &[&str],
    warnings: &Warnings,
) -> Vec<String> {
    let plain: Vec<String> = wanted.iter().map(|one| name(kind, one, 0)).collect();
    let names = named(kind, wanted, plain.clone(), reserved);
    for ((one, name), plain) in wanted.iter().zip(&names).zip(&plain) {
        if name != plain {
            let message = format!(
                "the name of {:?} is taken: renamed to {name:?}",
                one.spelling
            );
            warnings.add(WarningKind::DerivedName, &one.at, message);
        }
    }
    names
}

fn named(kind: Kind, wanted: &[Wanted], mut names: Vec<String>, reserved: &[&str]) -> Vec<String> {
    let mut levels = vec![0; wanted.len()];
    // Each round makes a name longer, and each name has five levels.
    for _ in 0..=MAX_LEVEL {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, name) in names.iter().enumerate() {
            places.entry(kind.key(name)).or_default().push(index);
        }
        let mut changed = false;
        for (name, group) in places {
            let is_reserved = reserved.contains(&name.as_str());
            if group.len() < 2 && !is_reserved {
                continue;
            }
            let keeper = if is_reserved {
                None
            } else {
                keeper(kind, wanted, &group)
            };
            for index in group.into_iter().filter(|index| Some(*index) != keeper) {
                changed |= say_more(kind, &wanted[index], &mut levels[index], &mut names[index]);
            }
        }
        if !changed {
            break;
        }
    }
    numbered(kind, names)
}

/// Which item keeps the name: the one with `x-rust-name`, or the one spelled most
/// like it without punctuation.
fn keeper(kind: Kind, wanted: &[Wanted], group: &[usize]) -> Option<usize> {
    let rank = |index: &usize| {
        let one = &wanted[*index];
        let is_lower = letters(&one.spelling) == "lower";
        let is_name = kind.name(&one.spelling) == one.spelling;
        let order = (one.spelling.clone(), one.place.clone());
        (one.given.is_none(), !is_name, !is_lower, order)
    };
    let is_plain = |index: &&usize| {
        let one = &wanted[**index];
        one.given.is_some() || kind.name(&one.spelled()) == kind.name(&one.spelling)
    };
    group
        .iter()
        .filter(is_plain)
        .min_by_key(|index| rank(index))
        .copied()
}

/// Sets a longer name, if there is one.
fn say_more(kind: Kind, one: &Wanted, level: &mut usize, current: &mut String) -> bool {
    while *level < MAX_LEVEL {
        *level += 1;
        let more = name(kind, one, *level);
        if more != *current {
            *current = more;
            return true;
        }
    }
    false
}

fn name(kind: Kind, one: &Wanted, level: usize) -> String {
    if let Some(given) = &one.given {
        return given.clone();
    }
    let Wanted {
        spelling, place, ..
    } = one;
    let spelled = one.spelled();
    match level {
        0 => kind.name(spelling),
        1 => kind.name(&spelled),
        2 => kind.name(&format!("{spelled} {place}")),
        3 => kind.name(&format!("{spelled} {place} {}", letters(spelling))),
        _ => kind.name(&format!(
            "{spelled} {}",
            hash(&format!("{spelling} {place}"))
        )),
    }
}

/// Numbers items whose spelling and location are the same.
fn numbered(kind: Kind, mut names: Vec<String>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for name in &mut names {
        let times = seen.entry(kind.key(name)).or_default();
        *times += 1;
        if *times > 1 {
            *name = kind.name(&format!("{name} {times}"));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{Kind, Wanted, Warnings, distinct};

    fn names(kind: Kind, spellings: &[&str]) -> Vec<String> {
        let wanted: Vec<Wanted> = spellings
            .iter()
            .map(|one| Wanted::new(one, String::new()))
            .collect();
        distinct(kind, &wanted, &["extra"], &Warnings::default())
    }

    #[test]
    fn conflicting_names_become_longer() {
        for (kind, spellings, expected) in [
            (Kind::Variant, ["GMT+1", "GMT-1"], ["GmtPlus1", "GmtMinus1"]),
            (Kind::Variant, ["asc", "ASC"], ["Asc", "AscUpper"]),
            (
                Kind::Field,
                ["user-id", "userId"],
                ["user_dash_id", "user_id"],
            ),
            (
                Kind::Field,
                ["userId", "user_id"],
                ["user_id_mixed", "user_id"],
            ),
            (Kind::Field, ["Self", "self"], ["self_capital", "self_"]),
            (Kind::Field, ["+1", "-1"], ["plus_1", "minus_1"]),
            (Kind::Field, ["*", "**"], ["star", "star_star"]),
            (Kind::Method, ["get_1", "get1"], ["get_1_lower", "get1"]),
        ] {
            assert_eq!(names(kind, &spellings), expected);
            let turned = [spellings[1], spellings[0]];
            assert_eq!(names(kind, &turned), [expected[1], expected[0]]);
        }
    }

    #[test]
    fn avoids_reserved_names() {
        assert_eq!(names(Kind::Field, &["extra"]), ["extra_lower"]);
    }

    #[test]
    fn locations_distinguish_equal_spellings() {
        let wanted = |place: &str| Wanted {
            place: place.to_owned(),
            ..Wanted::new("id", String::new())
        };
        let all = [wanted("query"), wanted("header")];
        assert_eq!(
            distinct(Kind::Argument, &all, &[], &Warnings::default()),
            ["id_query", "id"]
        );
    }

    #[test]
    fn keeps_x_rust_name() {
        let mut all = ["count", "n"].map(|one| Wanted::new(one, String::new()));
        all[1].given = Some("count".to_owned());
        assert_eq!(
            distinct(Kind::Field, &all, &[], &Warnings::default()),
            ["count_lower", "count"]
        );
    }
}
