//! `--overlay`: corrections of a document as data.

use std::fs;

use crate::test_project::{TestProject, stderr, stdout};

const OVERLAY: &str = r#"
overlay: 1.0.0
info: { title: Fixes, version: "1" }
actions:
  - target: $.paths.*.get.parameters[?@.name == 'tower']
    description: It has no effect.
    remove: true
"#;

#[test]
fn reports_changes_of_an_overlay_with_the_reason() {
    let project = TestProject::new();
    fs::write(project.path("fixes.yaml"), OVERLAY).unwrap();
    let regen = project.regen(&["--overlay", "fixes.yaml"]);
    assert!(regen.status.success(), "{}", stderr(&regen));
    let line = "fixes.yaml:5: $.paths.*.get.parameters[?@.name == 'tower'] (1 location): It has no effect.";
    assert!(stdout(&regen).contains(line), "{}", stdout(&regen));
    let calls = &project.files()["calls.rs"];
    assert!(!calls.contains("tower"), "{calls}");
    assert!(calls.contains("--overlay fixes.yaml"), "{calls}");
}

#[test]
fn rejects_an_overlay_without_matches_and_writes_nothing() {
    let project = TestProject::new();
    let overlay = OVERLAY.replace("'tower'", "'town'");
    fs::write(project.path("fixes.yaml"), overlay).unwrap();
    let regen = project.regen(&["--overlay", "fixes.yaml"]);
    assert_eq!(regen.status.code(), Some(1));
    let output = stderr(&regen);
    assert!(output.starts_with("fixes.yaml:5:5: "), "{output}");
    assert!(output.contains("matches nothing"), "{output}");
    assert!(project.files().is_empty());
}
