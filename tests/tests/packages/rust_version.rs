//! The minimum Rust version of each package.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::workspace::{members, metadata, name, packages};

/// The version that the code itself needs, for `if let … && …`.
const OWN: Version = (1, 88, 0);

type Version = (u32, u32, u32);

/// A lower version would not build the dependencies; a higher one would exclude users.
#[test]
fn rust_version_covers_all_dependencies() {
    for package in members() {
        let name = name(package);
        if name == "tests" {
            continue;
        }
        let (required, by) = required_version(package);
        let stated = version(&package["rust_version"]);
        assert_eq!(
            stated, required,
            "rust-version of {name}: {by} needs {required:?}"
        );
    }
}

/// Returns the highest version required in the dependency tree of a package, and by which package.
fn required_version(package: &Value) -> (Version, String) {
    let tree = tree(package);
    let third_party = packages().iter().filter(|package| {
        let id = package["id"].as_str().unwrap_or_default();
        tree.contains(id) && !package["source"].is_null()
    });
    let versions =
        third_party.map(|package| (version(&package["rust_version"]), name(package).to_owned()));
    versions
        .chain([(OWN, "its own code".to_owned())])
        .max()
        .unwrap()
}

/// Returns the ids of all packages that a user of a package builds.
fn tree(package: &Value) -> BTreeSet<&'static str> {
    let nodes = metadata()["resolve"]["nodes"].as_array().unwrap();
    let mut tree = BTreeSet::new();
    let mut next = vec![package["id"].as_str().unwrap()];
    while let Some(id) = next.pop() {
        let Some(node) = nodes.iter().find(|node| node["id"] == id) else {
            continue;
        };
        let id = node["id"].as_str().unwrap();
        if tree.insert(id) {
            let of_users = |dependency: &&Value| {
                let kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
                kinds.into_iter().any(|kind| kind["kind"] != "dev")
            };
            let dependencies = node["deps"].as_array().into_iter().flatten();
            next.extend(
                dependencies
                    .filter(of_users)
                    .filter_map(|dependency| dependency["pkg"].as_str()),
            );
        }
    }
    tree
}

fn version(value: &Value) -> Version {
    let mut parts = value
        .as_str()
        .unwrap_or("0")
        .split('.')
        .map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}
