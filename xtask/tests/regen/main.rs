//! `cargo xtask regen` as a program: its files, errors and reports.
#![allow(missing_docs)]

mod check;
mod overlays;
mod rejected_input;
mod report;
mod test_project;

use std::process::Command;

use test_project::{TestProject, stderr, stdout, xtask};

#[test]
fn written_files_are_formatted() {
    let project = TestProject::new();
    assert!(project.regen(&[]).status.success());
    let paths = project.files().into_keys();
    let paths = paths.filter(|path| path.ends_with(".rs"));
    let check = Command::new("rustfmt")
        .args(["--check", "--edition", "2024"])
        .args(paths.map(|path| project.path("client").join(path)))
        .output()
        .unwrap();
    assert!(check.status.success(), "{}", stdout(&check));
}

#[test]
fn examples_name_their_own_crate() {
    for (more, used) in [
        (&[][..], "use client::{Client, Error};"),
        (
            &["--name", "towers::bells"],
            "use towers::bells::{Client, Error};",
        ),
    ] {
        let project = TestProject::new();
        assert!(project.regen(more).status.success());
        let client = &project.files()["client.rs"];
        assert!(client.contains(used), "{client}");
    }
}

#[test]
fn a_folder_name_that_is_not_an_identifier_is_adapted() {
    for (folder, used) in [
        ("2026-bells", "use client_2026_bells::{Client, Error};"),
        ("bells.example", "use bells_example::{Client, Error};"),
        ("\u{9418}", "use client::{Client, Error};"),
    ] {
        let project = TestProject::new();
        let arguments = ["regen", "--document", "bells.yaml", "--out", folder];
        let regen = xtask(project.folder.path(), &arguments);
        assert!(regen.status.success(), "{}", stderr(&regen));
        let client = std::fs::read_to_string(project.path(folder).join("client.rs"));
        let client = client.unwrap();
        assert!(client.contains(used), "{client}");
    }
}

#[test]
fn rejects_an_invalid_name_and_suggests_one() {
    let regen = TestProject::new().regen(&["--name", "2bells"]);
    assert!(!regen.status.success());
    let message = stderr(&regen);
    let problem = "\"2bells\" is not a Rust path: write it like";
    assert!(message.contains(problem), "{message}");
}

#[test]
fn stages_contain_the_result_of_each_step() {
    let project = TestProject::new();
    assert!(project.regen(&["--stages", "stages"]).status.success());
    let stages = xtask::difference::read_folder(&project.path("stages")).unwrap();
    for (path, text) in [
        ("1-loaded.json", "\"operationId\": \"bells\""),
        (
            "3-lowered.json",
            "\"$ref\": \"#/components/schemas/BellTone\"",
        ),
        ("4-progenitor.rs", "pub async fn bells"),
        ("5-printed/client.rs", "pub fn bells(&self) -> calls::Bells"),
        ("5-printed/types.rs", "open_enum!"),
    ] {
        let stage = stages.get(path).unwrap_or_else(|| panic!("no {path}"));
        assert!(stage.contains(text), "{path}: {stage}");
    }
    assert_eq!(project.files().len(), 7, "the client is written as well");
}
