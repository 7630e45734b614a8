//! The manifests of published packages.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::root;

use crate::workspace::{cargo, folder, is_internal, members, name, published};

#[test]
fn internal_packages_are_not_published() {
    for package in members() {
        let is_unpublished = package["publish"] == serde_json::json!([]);
        assert_eq!(
            is_unpublished,
            is_internal(name(package)),
            "publish of {}",
            name(package)
        );
    }
}

#[test]
fn manifests_have_description_and_repository() {
    for package in published() {
        let name = name(package);
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        assert!(text("description").ends_with('.'), "description of {name}");
        assert_eq!(text("documentation"), format!("https://docs.rs/{name}"));
        assert_eq!(text("readme"), "README.md", "{name}");
        assert_eq!(text("license"), "MIT OR Apache-2.0", "{name}");
        assert!(
            url::Url::parse(text("repository")).is_ok(),
            "repository of {name}"
        );
        for (key, most) in [("keywords", 5), ("categories", 5)] {
            let count = package[key].as_array().map_or(0, Vec::len);
            assert!((1..=most).contains(&count), "{count} {key} of {name}");
        }
    }
}

/// Published packages depend on each other with the versions of the workspace.
#[test]
fn members_depend_on_each_other_with_the_workspace_version() {
    let all = members();
    let names: Vec<&str> = all.iter().map(|package| name(package)).collect();
    for package in &all {
        assert_eq!(package["version"], all[0]["version"], "{}", name(package));
        let requirement = format!("^{}", package["version"].as_str().unwrap_or_default());
        for dependency in
            dependencies(package).filter(|dependency| names.contains(&name(dependency)))
        {
            let (from, to) = (name(package), name(dependency));
            // A path dependency of tests is left out of the published package, and
            // may be the package itself.
            let is_left_out = dependency["kind"] == "dev" && dependency["req"] == "*";
            let is_own = from == to;
            assert!(
                is_internal(from) || is_own == is_left_out,
                "{from} depends on {to} {}",
                dependency["req"]
            );
            assert!(
                is_left_out || is_internal(to) || dependency["req"] == requirement.as_str(),
                "{from} → {to}"
            );
        }
    }
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"].as_array().into_iter().flatten()
}

#[test]
fn docs_show_all_features_and_which_items_need_them() {
    for package in published() {
        let name = name(package);
        let docs = &package["metadata"]["docs"]["rs"];
        assert_eq!(docs["all-features"], true, "{name}");
        let lib = fs::read_to_string(folder(package).join("src/lib.rs")).unwrap();
        let has_features = package["features"]
            .as_object()
            .is_some_and(|all| !all.is_empty());
        let marks = lib.contains("#![cfg_attr(docsrs, feature(doc_cfg))]");
        assert!(marks || !has_features, "{name}/src/lib.rs");
    }
}

/// A package has its licenses, its README and all files that its code includes, and
/// nothing that only tests need.
#[test]
fn packages_contain_only_what_users_need() {
    for package in published() {
        let name = name(package);
        let list = cargo(
            &root(),
            ["package", "--list", "--allow-dirty", "--package", name],
        );
        let files: Vec<&str> = list.lines().collect();
        for needed in ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "src/lib.rs"] {
            assert!(files.contains(&needed), "{name} packs no {needed}");
        }
        for file in files {
            let is_for_tests = ["tests/", "benches/", "screenshots/", "checks/"];
            let is_for_tests = is_for_tests.iter().any(|folder| file.starts_with(folder));
            assert!(
                !is_for_tests && !file.ends_with(".snap"),
                "{name} packs {file}"
            );
        }
    }
}

/// Files that the code includes have to be packaged. Test modules are not compiled there.
#[test]
fn included_files_are_packaged() {
    for package in published() {
        let src = folder(package).join("src");
        for file in files_of(&src)
            .iter()
            .filter(|file| !file.ends_with("tests.rs"))
        {
            let Ok(text) = fs::read_to_string(file) else {
                continue;
            };
            let paths = text.split("include_str!(\"").skip(1);
            for path in paths.filter_map(|rest| rest.split('"').next()) {
                let included = file.parent().unwrap().join(path).canonicalize().unwrap();
                let is_inside = included.starts_with(folder(package));
                assert!(is_inside, "{} includes {path}", file.display());
            }
        }
    }
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files_of(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// License files may be symbolic links to the root's, which some checkouts store as text.
#[test]
fn packages_contain_the_licenses_of_the_project() {
    for package in published() {
        for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let own = fs::read_to_string(folder(package).join(license)).unwrap();
            let of_project = fs::read_to_string(root().join(license)).unwrap();
            let is_link = own.trim_end() == format!("../{license}");
            assert!(
                is_link || own == of_project,
                "{license} of {}",
                name(package)
            );
        }
    }
}

/// Every feature is documented.
#[test]
fn readmes_name_every_feature() {
    for package in published() {
        let readme = fs::read_to_string(folder(package).join("README.md")).unwrap();
        let features = package["features"].as_object().into_iter().flatten();
        for (feature, _) in features.filter(|(feature, _)| *feature != "default") {
            let row = format!("| `{feature}` |");
            assert!(
                readme.contains(&row),
                "README of {} has no row {row}",
                name(package)
            );
        }
    }
}
