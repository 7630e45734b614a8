//! The report of a change.

use std::fs;

use crate::test_project::{DOCUMENT, TestProject, stderr, stdout};

/// Runs `regen` after editing `DOCUMENT`, and returns the output.
fn after(edit: impl Fn(&str) -> String, more: &[&str]) -> String {
    let project = TestProject::new();
    project.regen(&[]);
    project.document(&edit(DOCUMENT));
    let regen = project.regen(more);
    assert!(regen.status.success(), "{}", stderr(&regen));
    stdout(&regen)
}

fn with_weight(text: &str) -> String {
    text.replace(
        "        tone:",
        "        weight: { type: boolean }\n        tone:",
    )
}

#[test]
fn the_first_client_is_new() {
    let printed = stdout(&TestProject::new().regen(&[]));
    let expected = "bells.yaml → client: 1 operation, 2 types.\nA new client.\n";
    assert_eq!(printed, expected);
}

#[test]
fn reports_a_change_with_verdicts_and_location() {
    let printed = after(with_weight, &[]);
    assert_eq!(
        printed,
        "\
code         wire      item
addition     addition  types::Bell::weight (bells.yaml:22)
    + field types::Bell::weight: Option<bool>
    + wire types::Bell::weight name=weight type=boolean
bells.yaml → client: 1 operation, 2 types.
Code: an addition, code needs no changes. Wire: an addition, earlier requests and responses remain valid.
"
    );
}

#[test]
fn a_renamed_schema_breaks_code() {
    let rename = |text: &str| {
        let text = text.replace("Bell\"", "Gong\"");
        text.replace("    Bell:", "    Gong:")
    };
    let printed = after(rename, &[]);
    for line in [
        "    - struct types::Bell (non-exhaustive)",
        "    + struct types::Gong (non-exhaustive)",
        "Code: breaking, code may have to change.",
    ] {
        assert!(printed.contains(line), "{printed}");
    }
}

#[test]
fn changed_descriptions_are_no_change_for_users() {
    let printed = after(|text| text.replace("What it is called.", "Its name."), &[]);
    let end = "no changes for code that uses the client. Wire: no changes.\n";
    assert!(printed.ends_with(end), "{printed}");
}

#[test]
fn json_reports_are_one_object() {
    let printed = after(with_weight, &["--report", "json"]);
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(report["code"], "addition");
    assert_eq!(report["wire"], "addition");
    let change = &report["changes"][0];
    assert_eq!(change["item"], "types::Bell::weight");
    let pointer = "/components/schemas/Bell/properties/weight";
    assert_eq!(change["document"]["pointer"], pointer);
    assert_eq!(change["document"]["line"], 22);
    let field = "field types::Bell::weight: Option<bool>";
    assert_eq!(change["after"][0], field);
}

#[test]
fn markdown_reports_have_verdict_table_and_collapsed_details() {
    let printed = after(
        |text| text.replace("name: { type: string,", "name: { type: boolean,"),
        &["--report", "markdown"],
    );
    assert_eq!(
        printed,
        "\
**Code: breaking, code may have to change. Wire: breaking, an earlier client may fail.**

bells.yaml → client: 1 operation, 2 types.

| item | code | wire | document |
|---|---|---|---|
| `types::Bell::name` | **breaking** | **breaking** | `bells.yaml:21` |

<details><summary>What changed in each item</summary>

`types::Bell::name`

~~~~diff
- field types::Bell::name: String
- wire types::Bell::name name=name type=string required=yes
+ field types::Bell::name: bool
+ wire types::Bell::name name=name type=boolean required=yes
~~~~

</details>
"
    );
}

#[test]
fn a_change_includes_the_reason_from_the_corrections() {
    let project = TestProject::new();
    project.regen(&[]);
    let row = "| `#/components/schemas/Bell/properties/weight` | nothing | a weight | It rings | a scale | seen |";
    fs::write(project.path("CORRECTIONS.md"), row).unwrap();
    project.document(&with_weight(DOCUMENT));
    let printed = stdout(&project.regen(&[]));
    let reason = "    seen: It rings. Evidence: a scale.\n";
    assert!(printed.contains(reason), "{printed}");
}
