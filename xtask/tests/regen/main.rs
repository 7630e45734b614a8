//! `cargo xtask regen`, as a program: what it writes, what it refuses to, and
//! what it says.
#![allow(missing_docs)]

mod check;
mod overlays;
mod refusals;
mod report;
mod trial;

use std::process::Command;

use trial::{Trial, stdout};

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
    assert_eq!(trial.files().len(), 6, "the client is written as ever");
}
