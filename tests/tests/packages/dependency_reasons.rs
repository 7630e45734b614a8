//! The reason for each dependency.

use std::collections::BTreeSet;
use std::fs;

use tests::root;

use crate::workspace::{members, name};

/// The start of the table.
const HEADING: &str = "## What each dependency is for";

#[test]
fn dependencies_and_reasons_match() {
    let page = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let (_, table) = page.split_once(HEADING).unwrap();
    let table = table.split("\n## ").next().unwrap_or_default();
    let first_cells = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    let listed: BTreeSet<&str> = first_cells
        .flat_map(|cell| cell.split(", "))
        .map(|name| name.trim_matches('`'))
        .collect();

    let own: BTreeSet<&str> = members().into_iter().map(name).collect();
    let used = members().into_iter().flat_map(|package| {
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        dependencies.map(name)
    });
    let used: BTreeSet<&str> = used.filter(|name| !own.contains(name)).collect();

    let unlisted: Vec<_> = used.difference(&listed).collect();
    assert!(
        unlisted.is_empty(),
        "CONTRIBUTING.md does not say what these are for: {unlisted:?}"
    );
    let unused: Vec<_> = listed.difference(&used).collect();
    assert!(
        unused.is_empty(),
        "CONTRIBUTING.md still names what nothing depends on: {unused:?}"
    );
}
