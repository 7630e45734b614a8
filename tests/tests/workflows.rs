//! What the workflows of this repository, and the ones that users copy, take from others and may do.

use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

/// This project itself, in the example: which commit of it is for its user to say.
const OURS: &str = "OWNER/medium@";

#[test]
fn actions_of_others_are_pinned_by_commit() {
    let mut counted = 0;
    for file in [workflows(), examples(), vec![root().join("action.yml")]].concat() {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines() {
            let line = line.trim_start().trim_start_matches("- ");
            let Some(action) = line.strip_prefix("uses: ") else {
                continue;
            };
            if action.starts_with(OURS) {
                continue;
            }
            counted += 1;
            // Dependabot raises the version in the comment together with the commit.
            assert!(is_pinned(action), "{}: {action}", file.display());
        }
    }
    assert!(counted > 4, "{counted} were found");
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
fn workflows_may_do_nothing_but_what_each_job_says() {
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

/// The job's token would stand in the configuration that every build script can read.
#[test]
fn checkouts_of_ours_keep_no_credentials() {
    for file in workflows() {
        let workflow: Value = serde_yaml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let jobs = workflow["jobs"].as_mapping().unwrap().values();
        let steps = jobs.flat_map(|job| job["steps"].as_sequence().unwrap());
        for step in steps {
            let uses = step["uses"].as_str().unwrap_or_default();
            if uses.starts_with("actions/checkout@") {
                assert_eq!(step["with"]["persist-credentials"], false, "{file:?}");
            }
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
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
