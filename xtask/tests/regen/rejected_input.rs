//! Rejected input, and files that remain unchanged.

use std::fs;
use std::path::Path;

use crate::test_project::{DOCUMENT, TestProject, stderr, stdout, xtask};

#[test]
fn does_not_change_a_folder_with_other_files() {
    let project = TestProject::new();
    fs::create_dir(project.path("client")).unwrap();
    fs::write(project.path("client/notes.txt"), "mine").unwrap();
    let regen = project.regen(&[]);
    assert_eq!(regen.status.code(), Some(1));
    assert!(stderr(&regen).contains("notes.txt"), "{}", stderr(&regen));
    assert_eq!(project.files().len(), 1);
}

#[test]
fn an_invalid_document_prints_a_line_per_problem_and_writes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/invalid");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let document = entry.unwrap().path();
        let output_folder = tempfile::tempdir().unwrap();
        let path = document.to_str().unwrap();
        let arguments = ["regen", "--document", path, "--out", "client"];
        let regen = xtask(output_folder.path(), &arguments);
        let output = stderr(&regen);
        assert_eq!(regen.status.code(), Some(1), "{path}");
        assert!(!output.is_empty(), "{path}");
        for line in output.lines() {
            assert!(line.starts_with(&format!("{path}:")), "{output}");
        }
        assert_eq!(stdout(&regen), "", "{path}");
        assert!(!output_folder.path().join("client").exists(), "{path}");
        count += 1;
    }
    assert!(count > 50, "found only {count} documents");
}

#[test]
fn warnings_are_printed_with_their_lines_and_denied_on_request() {
    let project = TestProject::new();
    project.document(&DOCUMENT.replace(
        "tone: { type: string, enum: [c, d] }",
        "tone: { $ref: \"#/components/schemas/Tone\", nullable: true }\n    Tone: { type: string }",
    ));
    let denied = project.regen(&["--deny-warnings"]);
    assert_eq!(denied.status.code(), Some(1));
    let output = stderr(&denied);
    let count = "1 warning: 1 not-represented";
    assert!(output.contains(count), "{output}");
    assert!(project.files().is_empty(), "nothing is written");
    let warned = project.regen(&[]);
    assert!(warned.status.success(), "{}", stderr(&warned));
    let warning = "bells.yaml:22:52: not-represented: `nullable` next to $ref is ignored";
    assert!(stdout(&warned).contains(warning), "{}", stdout(&warned));
}

#[test]
fn reports_all_problems_with_their_lines() {
    let project = TestProject::new();
    project.document(
        &DOCUMENT
            .replace("required: [name]", "required: name")
            .replace("in: query", "in: kwery"),
    );
    let rejected = project.regen(&[]);
    assert_eq!(rejected.status.code(), Some(1));
    let output = stderr(&rejected);
    for position in ["bells.yaml:10:26: ", "bells.yaml:19:7: "] {
        assert!(output.contains(position), "{output}");
    }
    assert!(project.files().is_empty(), "nothing is written");
}
