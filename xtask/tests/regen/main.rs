//! `cargo xtask regen`, as a program: what it writes, what it refuses to, and
//! what it says.
#![allow(missing_docs)]

mod check;
mod overlays;
mod refusals;
mod report;
mod trial;

use std::process::Command;

use trial::{Trial, stderr, stdout, xtask};

#[test]
fn what_is_written_is_what_rustfmt_leaves() {
    let trial = Trial::new();
    assert!(trial.regen(&[]).status.success());
    let paths = trial.files().into_keys();
    let paths = paths.filter(|path| path.ends_with(".rs"));
    let check = Command::new("rustfmt")
        .args(["--check", "--edition", "2024"])
        .args(paths.map(|path| trial.path("client").join(path)))
        .output()
        .expect("rustfmt is there");
    assert!(check.status.success(), "{}", stdout(&check));
}

#[test]
fn the_examples_name_the_crate_that_they_stand_in() {
    for (more, used) in [
        (&[][..], "use client::{Client, Error};"),
        (
            &["--name", "towers::bells"],
            "use towers::bells::{Client, Error};",
        ),
    ] {
        let trial = Trial::new();
        assert!(trial.regen(more).status.success());
        let client = &trial.files()["client.rs"];
        assert!(client.contains(used), "{client}");
    }
}

#[test]
fn a_folder_whose_name_is_none_in_rust_names_the_client_all_the_same() {
    for (folder, used) in [
        ("2026-bells", "use client_2026_bells::{Client, Error};"),
        ("bells.example", "use bells_example::{Client, Error};"),
        ("\u{9418}", "use client::{Client, Error};"),
    ] {
        let trial = Trial::new();
        let regen = xtask(
            trial.folder.path(),
            &["regen", "--document", "bells.yaml", "--out", folder],
        );
        assert!(regen.status.success(), "{}", stderr(&regen));
        let client = std::fs::read_to_string(trial.path(folder).join("client.rs"));
        let client = client.expect("is there");
        assert!(client.contains(used), "{client}");
    }
}

#[test]
fn a_name_that_is_none_in_rust_is_refused_with_one_that_would_be() {
    let regen = Trial::new().regen(&["--name", "2bells"]);
    assert!(!regen.status.success());
    let said = stderr(&regen);
    assert!(
        said.contains("\"2bells\" is no path in Rust, such as"),
        "{said}"
    );
}

#[test]
fn the_stages_show_what_each_step_makes_of_the_document() {
    let trial = Trial::new();
    assert!(trial.regen(&["--stages", "stages"]).status.success());
    let stages = xtask::fresh::read(&trial.path("stages")).expect("can be read");
    for (path, holds) in [
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
        assert!(stage.contains(holds), "{path}: {stage}");
    }
    assert_eq!(trial.files().len(), 7, "the client is written as ever");
}
