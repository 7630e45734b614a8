//! Unique names for items in the same scope. On a conflict, the item whose spelling equals the name
//! keeps it; the others get a longer name from their spelling or location.

use std::collections::HashMap;

use super::case::NameKind;
use super::words::{hash, letter_case, words_with_punctuation};
use crate::warnings::Warnings;

#[derive(Debug, Default, Clone)]
pub(crate) struct NameRequest {
    /// As in the document.
    pub(crate) spelling: String,
    /// The spelling with all of its punctuation, if `spelling` lacks it.
    pub(crate) punctuated: Option<String>,
    pub(crate) x_rust_name: Option<String>,
    /// Words for its location, to distinguish items with the same spelling.
    pub(crate) location: String,
    pub(crate) pointer: String,
}

impl NameRequest {
    pub(crate) fn new(spelling: &str, pointer: String) -> Self {
        Self {
            spelling: spelling.to_owned(),
            pointer,
            ..Self::default()
        }
    }

    /// Returns the spelling, with punctuation as words.
    fn words(&self) -> String {
        words_with_punctuation(self.punctuated.as_deref().unwrap_or(&self.spelling))
    }
}

/// The level of the longest name in `name`.
const MAX_LEVEL: usize = 4;

/// Returns a unique name for each item, none of them `reserved`. Warns about renamed items.
pub(crate) fn unique_names(
    kind: NameKind,
    requests: &[NameRequest],
    reserved: &[&str],
    warnings: &Warnings,
) -> Vec<String> {
    let plain: Vec<String> = requests
        .iter()
        .map(|request| name(kind, request, 0))
        .collect();
    let names = lengthen_conflicts(kind, requests, plain.clone(), reserved);
    for ((request, name), plain) in requests.iter().zip(&names).zip(&plain) {
        if name != plain {
            let message = format!(
                "the name of {:?} is taken: renamed to {name:?}",
                request.spelling
            );
            warnings.add_derived_name(&request.pointer, message);
        }
    }
    names
}

fn lengthen_conflicts(
    kind: NameKind,
    requests: &[NameRequest],
    mut names: Vec<String>,
    reserved: &[&str],
) -> Vec<String> {
    let mut levels = vec![0; requests.len()];
    // Each round gives conflicting names their next level.
    for _ in 0..=MAX_LEVEL {
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, name) in names.iter().enumerate() {
            groups.entry(kind.key(name)).or_default().push(index);
        }
        let mut changed = false;
        for (name, group) in groups {
            let is_reserved = reserved.contains(&name.as_str());
            if group.len() < 2 && !is_reserved {
                continue;
            }
            let owner = if is_reserved {
                None
            } else {
                name_owner(kind, requests, &group)
            };
            for index in group.into_iter().filter(|index| Some(*index) != owner) {
                changed |= lengthen(
                    kind,
                    &requests[index],
                    &mut levels[index],
                    &mut names[index],
                );
            }
        }
        if !changed {
            break;
        }
    }
    number_duplicates(kind, names)
}

/// Returns the item that keeps the name: the one with `x-rust-name`, or the one spelled most
/// like it without punctuation.
fn name_owner(kind: NameKind, requests: &[NameRequest], group: &[usize]) -> Option<usize> {
    let rank = |index: &usize| {
        let request = &requests[*index];
        let is_lower = letter_case(&request.spelling) == "lower";
        let is_name = kind.name(&request.spelling) == request.spelling;
        let order = (request.spelling.clone(), request.location.clone());
        (request.x_rust_name.is_none(), !is_name, !is_lower, order)
    };
    let is_plain = |index: &&usize| {
        let request = &requests[**index];
        request.x_rust_name.is_some() || kind.name(&request.words()) == kind.name(&request.spelling)
    };
    group
        .iter()
        .filter(is_plain)
        .min_by_key(|index| rank(index))
        .copied()
}

/// Sets a longer name, if there is one.
fn lengthen(
    kind: NameKind,
    request: &NameRequest,
    level: &mut usize,
    current: &mut String,
) -> bool {
    while *level < MAX_LEVEL {
        *level += 1;
        let more = name(kind, request, *level);
        if more != *current {
            *current = more;
            return true;
        }
    }
    false
}

fn name(kind: NameKind, request: &NameRequest, level: usize) -> String {
    if let Some(x_rust_name) = &request.x_rust_name {
        return x_rust_name.clone();
    }
    let NameRequest {
        spelling, location, ..
    } = request;
    let words = request.words();
    match level {
        0 => kind.name(spelling),
        1 => kind.name(&words),
        2 => kind.name(&format!("{words} {location}")),
        3 => kind.name(&format!("{words} {location} {}", letter_case(spelling))),
        _ => kind.name(&format!(
            "{words} {}",
            hash(&format!("{spelling} {location}"))
        )),
    }
}

/// Numbers items whose spelling and location are the same.
fn number_duplicates(kind: NameKind, mut names: Vec<String>) -> Vec<String> {
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
    use super::{NameKind, NameRequest, Warnings, unique_names};

    fn names(kind: NameKind, spellings: &[&str]) -> Vec<String> {
        let requests: Vec<NameRequest> = spellings
            .iter()
            .map(|spelling| NameRequest::new(spelling, String::new()))
            .collect();
        unique_names(kind, &requests, &["extra"], &Warnings::default())
    }

    #[test]
    fn conflicting_names_become_longer() {
        #[rustfmt::skip]
        let cases = [
            (NameKind::Variant, ["GMT+1", "GMT-1"], ["GmtPlus1", "GmtMinus1"]),
            (NameKind::Variant, ["asc", "ASC"], ["Asc", "AscUpper"]),
            (NameKind::Field, ["user-id", "userId"], ["user_dash_id", "user_id"]),
            (NameKind::Field, ["userId", "user_id"], ["user_id_mixed", "user_id"]),
            (NameKind::Field, ["Self", "self"], ["self_capital", "self_"]),
            (NameKind::Field, ["+1", "-1"], ["plus_1", "minus_1"]),
            (NameKind::Field, ["*", "**"], ["star", "star_star"]),
            (NameKind::Method, ["get_1", "get1"], ["get_1_lower", "get1"]),
        ];
        for (kind, spellings, expected) in cases {
            assert_eq!(names(kind, &spellings), expected);
            let turned = [spellings[1], spellings[0]];
            assert_eq!(names(kind, &turned), [expected[1], expected[0]]);
        }
    }

    #[test]
    fn avoids_reserved_names() {
        assert_eq!(names(NameKind::Field, &["extra"]), ["extra_lower"]);
    }

    #[test]
    fn locations_distinguish_equal_spellings() {
        let request = |location: &str| NameRequest {
            location: location.to_owned(),
            ..NameRequest::new("id", String::new())
        };
        let all = [request("query"), request("header")];
        assert_eq!(
            unique_names(NameKind::Argument, &all, &[], &Warnings::default()),
            ["id_query", "id"]
        );
    }

    #[test]
    fn keeps_x_rust_name() {
        let mut all = ["count", "n"].map(|spelling| NameRequest::new(spelling, String::new()));
        all[1].x_rust_name = Some("count".to_owned());
        assert_eq!(
            unique_names(NameKind::Field, &all, &[], &Warnings::default()),
            ["count_lower", "count"]
        );
    }
}
