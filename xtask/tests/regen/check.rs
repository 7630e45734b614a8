//! `--check`: whether the files on disk are up to date.

use std::fs;

use crate::test_project::{TestProject, stderr, stdout, xtask};

#[test]
fn checked_in_clients_are_up_to_date() {
    for difference in xtask::regen::compare_with_disk().unwrap() {
        assert!(
            difference.is_empty(),
            "run `cargo xtask regen`:\n{}",
            difference.report
        );
    }
}

#[test]
fn the_check_of_a_fresh_client_passes() {
    let project = TestProject::new();
    assert!(project.regen(&[]).status.success());
    let check = project.regen(&["--check"]);
    assert!(check.status.success(), "{}", stdout(&check));
}

#[test]
fn the_check_reports_stale_missing_and_orphaned_files_and_writes_nothing() {
    let project = TestProject::new();
    project.regen(&[]);
    let types = fs::read_to_string(project.path("client/types.rs")).unwrap();
    let edited = types.replace("pub name", "pub nome");
    fs::write(project.path("client/types.rs"), edited).unwrap();
    fs::remove_file(project.path("client/operations.rs")).unwrap();
    fs::write(project.path("client/old.rs"), "").unwrap();
    let before = project.files();

    let check = project.regen(&["--check"]);
    let output = stdout(&check);
    assert_eq!(check.status.code(), Some(1));
    assert!(output.contains("stale: client/types.rs"), "{output}");
    assert!(output.contains("-    pub nome"), "{output}");
    assert!(output.contains("+    pub name"), "{output}");
    assert!(output.contains("missing: client/operations.rs"), "{output}");
    assert!(output.contains("orphaned: client/old.rs"), "{output}");
    let command = "cargo xtask regen --document bells.yaml --out client";
    assert!(stderr(&check).contains(command), "{}", stderr(&check));
    assert_eq!(project.files(), before);
}

#[test]
fn the_check_accepts_another_path_to_the_same_document() {
    let project = TestProject::new();
    project.regen(&[]);
    let document = project.path("bells.yaml");
    let document = document.to_str().unwrap();
    let arguments = ["regen", "--check", "--document", document];
    let arguments = [&arguments[..], &["--out", "./client/"]].concat();
    let check = xtask(project.folder.path(), &arguments);
    assert!(check.status.success(), "{}", stdout(&check));
}
