//! What became of a surface.

use std::collections::{BTreeMap, HashSet, VecDeque};

/// What a change of the surface means for those who use the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Nothing that is public changed.
    None,
    /// There is more than before, and what there was is the same.
    Addition,
    /// Something that a program may use is gone or different.
    Breaking,
}

/// Compares two surfaces: `+`, `-` and `~` (before → after) lines, and what
/// they mean.
#[must_use]
pub fn compare(before: &[String], after: &[String]) -> (Vec<String>, Impact) {
    let mut come: BTreeMap<String, VecDeque<&str>> = BTreeMap::new();
    for new in missing_in(before, after) {
        come.entry(path(new)).or_default().push_back(new);
    }
    let mut lines = Vec::new();
    let mut impact = Impact::None;
    for old in missing_in(after, before) {
        impact = Impact::Breaking;
        match come.get_mut(&path(old)).and_then(VecDeque::pop_front) {
            Some(new) => lines.push(format!("~ {old}  →  {new}")),
            None => lines.push(format!("- {old}")),
        }
    }
    for new in come.into_values().flatten() {
        impact = impact.max(Impact::Addition);
        lines.push(format!("+ {new}"));
    }
    lines.sort_by_cached_key(|line| line.chars().skip(2).collect::<String>());
    (lines, impact)
}

/// What of `lines` is not among `known`.
fn missing_in<'a>(known: &[String], lines: &'a [String]) -> impl Iterator<Item = &'a str> {
    let known: HashSet<&str> = known.iter().map(String::as_str).collect();
    let lines = lines.iter().map(String::as_str);
    lines.filter(move |line| !known.contains(line))
}

/// The kind of an item and its name, without what may change about it.
fn path(line: &str) -> String {
    let (head, rest) = line.split_once(' ').unwrap_or(("", line));
    format!(
        "{head} {}",
        rest.replace("::", "/")
            .split([':', '(', '=', '{'])
            .next()
            .unwrap_or_default()
            .trim()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[&str]) -> Vec<String> {
        text.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn the_same_surface_is_no_change() {
        let surface = lines(&["field types::User::name: String"]);
        assert_eq!(compare(&surface, &surface), (Vec::new(), Impact::None));
    }

    #[test]
    fn more_is_an_addition() {
        let before = lines(&["field types::User::name: String"]);
        let after = lines(&[
            "field types::User::name: String",
            "field types::User::url: Url",
        ]);
        let (changes, impact) = compare(&before, &after);
        assert_eq!(changes, ["+ field types::User::url: Url"]);
        assert_eq!(impact, Impact::Addition);
    }

    #[test]
    fn what_is_gone_breaks() {
        let before = lines(&["fn Client::me(&self)", "fn Client::you(&self)"]);
        let (changes, impact) = compare(&before, &lines(&["fn Client::me(&self)"]));
        assert_eq!(changes, ["- fn Client::you(&self)"]);
        assert_eq!(impact, Impact::Breaking);
    }

    #[test]
    fn a_field_with_another_type_is_one_changed_line() {
        let before = lines(&["field types::User::name: String"]);
        let (changes, impact) = compare(
            &before,
            &lines(&["field types::User::name: Option<String>"]),
        );
        assert_eq!(
            changes,
            ["~ field types::User::name: String  →  field types::User::name: Option<String>"]
        );
        assert_eq!(impact, Impact::Breaking);
    }

    #[test]
    fn a_method_with_one_more_argument_is_one_changed_line() {
        let before = lines(&[
            "async fn Client::me(&self) -> User",
            "async fn Client::you(&self) -> User",
        ]);
        let after = lines(&[
            "async fn Client::me(&self, deep: bool) -> User",
            "async fn Client::you(&self) -> User",
        ]);
        let (changes, impact) = compare(&before, &after);
        assert_eq!(
            changes,
            [
                "~ async fn Client::me(&self) -> User  →  async fn Client::me(&self, deep: bool) -> User"
            ]
        );
        assert_eq!(impact, Impact::Breaking);
    }
}
