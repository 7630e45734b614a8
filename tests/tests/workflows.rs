//! The third-party actions and the permissions of this repository's workflows and of
//! those for users.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;
use tests::root;

/// This project in an example: users choose the commit.
const OURS: &str = "OWNER/medium@";

#[test]
fn third_party_actions_are_pinned_to_one_commit() {
    let mut commits = BTreeMap::<String, String>::new();
    for file in [workflows(), examples(), vec![root().join("action.yml")]].concat() {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines() {
            let line = line.trim_start().trim_start_matches("- ");
            let Some(action) = line.strip_prefix("uses: ") else {
                continue;
            };
            if is_ours(action) {
                continue;
            }
            let file = file.display();
            // Dependabot updates the version in the comment with the commit.
            assert!(is_pinned(action), "{file}: {action}");
            let (name, commit) = action.split_once('@').unwrap();
            let known = commits.entry(name.to_owned()).or_insert(commit.to_owned());
            assert_eq!(known, commit, "{file}: {name} is another one elsewhere");
        }
    }
    assert!(commits.len() > 4, "{commits:?}");

    // Those of the workflow that this file generates.
    let dist = fs::read_to_string(root().join("dist-workspace.toml")).unwrap();
    for line in dist.lines().filter(|line| line.starts_with("\"actions/")) {
        let (name, commit) = line.split_once("\" = \"").unwrap();
        let commit = commit.trim_end_matches('"');
        let known = commits.get(name.trim_start_matches('"'));
        assert_eq!(known.map(String::as_str), Some(commit), "{line}");
    }
}

/// This project's action or workflow, by its name in the examples or in the same commit.
fn is_ours(action: &str) -> bool {
    action.starts_with(OURS) || action.starts_with("./") || action.starts_with("$/")
}

/// `OWNER/NAME@COMMIT # vVERSION`
fn is_pinned(action: &str) -> bool {
    let Some((commit, version)) = action
        .split_once('@')
        .and_then(|(_, reference)| reference.split_once(" # v"))
    else {
        return false;
    };
    let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit && version.starts_with(|first: char| first.is_ascii_digit())
}

#[test]
fn workflow_permissions_are_set_per_job() {
    for file in [workflows(), examples()].concat() {
        let workflow: Value = serde_yaml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let file = file.display();
        let nothing = workflow["permissions"].as_mapping();
        assert!(nothing.is_some_and(|all| all.is_empty()), "{file}");
        for (name, job) in workflow["jobs"].as_mapping().unwrap() {
            let permissions = job["permissions"].as_mapping();
            assert!(permissions.is_some(), "{file}: {name:?}");
        }
    }
}

/// The job's token would be in the configuration, which every build script can read.
#[test]
fn checkouts_do_not_persist_credentials() {
    for file in workflows() {
        let workflow: Value = serde_yaml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let jobs = workflow["jobs"].as_mapping().unwrap().values();
        // A job that calls another workflow has no steps.
        let steps = jobs.filter_map(|job| job["steps"].as_sequence()).flatten();
        for step in steps {
            let uses = step["uses"].as_str().unwrap_or_default();
            // A checkout of another repository needs its token to push.
            let is_ours = step["with"]["repository"].is_null();
            if uses.starts_with("actions/checkout@") && is_ours {
                assert_eq!(step["with"]["persist-credentials"], false, "{file:?}");
            }
        }
    }
}

/// A missing or non-executable script of a workflow would only fail on GitHub.
#[test]
fn scripts_in_workflows_are_executable() {
    let mut counted = 0;
    for file in workflows() {
        let text = fs::read_to_string(&file).unwrap();
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        let words = lines.flat_map(str::split_whitespace);
        let folders = [".github/", ".ci/", "action/"];
        for word in words.map(|word| word.trim_start_matches("project/")) {
            let name = word.trim_start_matches('.');
            if !folders.iter().any(|folder| word.starts_with(folder)) || name.contains(['.', '*']) {
                continue;
            }
            counted += 1;
            assert!(
                is_executable(&root().join(word)),
                "{}: {word}",
                file.display()
            );
        }
    }
    assert!(counted > 5, "{counted} were found");
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

fn workflows() -> Vec<PathBuf> {
    yaml_files(&root().join(".github/workflows"))
}

fn examples() -> Vec<PathBuf> {
    yaml_files(&root().join("examples"))
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "yml"))
        .collect();
    assert!(!files.is_empty(), "{}", folder.display());
    files
}
