//! `cargo xtask regen`, as a program: what it writes, what it refuses to, and
//! what it says.
#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const DOCUMENT: &str = r##"
openapi: "3.0.3"
info: { title: Bells, version: "1" }
servers: [{ url: "https://bells.example" }]
paths:
  /bells:
    get:
      operationId: bells
      parameters:
        - { name: tower, in: query, schema: { type: string } }
      responses:
        "200":
          description: The bell.
          content: { application/json: { schema: { $ref: "#/components/schemas/Bell" } } }
components:
  schemas:
    Bell:
      type: object
      required: [name]
      properties:
        name: { type: string, description: What it is called. }
        tone: { type: string, enum: [c, d] }
"##;

/// A folder with a document, and the client that came out of it.
struct Trial {
    folder: TempDir,
}

impl Trial {
    fn new() -> Self {
        let trial = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        trial.document(DOCUMENT);
        trial
    }

    fn document(&self, text: &str) {
        fs::write(self.path("bells.yaml"), text).expect("can be written");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn regen(&self, more: &[&str]) -> Output {
        let arguments = ["regen", "--document", "bells.yaml", "--out", "client"];
        xtask(self.folder.path(), &[&arguments, more].concat())
    }

    fn files(&self) -> BTreeMap<String, String> {
        xtask::fresh::read(&self.path("client")).expect("can be read")
    }
}

fn xtask(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_is_checked_in_is_what_the_documents_give() {
    for difference in xtask::regen::freshness().expect("the documents are valid") {
        assert!(
            difference.is_empty(),
            "run `cargo xtask regen`:\n{}",
            difference.report
        );
    }
}

#[test]
fn the_check_of_a_fresh_client_passes() {
    let trial = Trial::new();
    assert!(trial.regen(&[]).status.success());
    let check = trial.regen(&["--check"]);
    assert!(check.status.success(), "{}", stdout(&check));
}

#[test]
fn the_check_reports_stale_missing_and_orphaned_files_and_writes_nothing() {
    let trial = Trial::new();
    trial.regen(&[]);
    let types = fs::read_to_string(trial.path("client/types.rs")).expect("is there");
    fs::write(
        trial.path("client/types.rs"),
        types.replace("pub name", "pub nome"),
    )
    .expect("can be written");
    fs::remove_file(trial.path("client/operations.rs")).expect("is there");
    fs::write(trial.path("client/old.rs"), "").expect("can be written");
    let before = trial.files();

    let check = trial.regen(&["--check"]);
    let said = stdout(&check);
    assert_eq!(check.status.code(), Some(1));
    assert!(said.contains("stale: client/types.rs"), "{said}");
    assert!(
        said.contains("-    pub nome") && said.contains("+    pub name"),
        "{said}"
    );
    assert!(said.contains("missing: client/operations.rs"), "{said}");
    assert!(said.contains("orphaned: client/old.rs"), "{said}");
    let command = "cargo xtask regen --document bells.yaml --out client";
    assert!(stderr(&check).contains(command), "{}", stderr(&check));
    assert_eq!(trial.files(), before);
}

#[test]
fn a_folder_with_files_of_somebody_else_is_left_alone() {
    let trial = Trial::new();
    fs::create_dir(trial.path("client")).expect("can be made");
    fs::write(trial.path("client/notes.txt"), "mine").expect("can be written");
    let regen = trial.regen(&[]);
    assert_eq!(regen.status.code(), Some(1));
    assert!(stderr(&regen).contains("notes.txt"), "{}", stderr(&regen));
    assert_eq!(trial.files().len(), 1);
}

#[test]
fn a_bad_document_is_a_line_a_problem_and_touches_nothing() {
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/bad");
    let mut count = 0;
    for entry in fs::read_dir(bad).expect("can be read") {
        let document = entry.expect("can be listed").path();
        let folder = tempfile::tempdir().expect("a folder");
        let path = document.to_str().expect("plain");
        let regen = xtask(
            folder.path(),
            &["regen", "--document", path, "--out", "client"],
        );
        let said = stderr(&regen);
        assert_eq!(regen.status.code(), Some(1), "{path}");
        assert!(!said.is_empty(), "{path}");
        for line in said.lines() {
            assert!(line.starts_with(&format!("{path}:")), "{said}");
        }
        assert_eq!(stdout(&regen), "", "{path}");
        assert!(!folder.path().join("client").exists(), "{path}");
        count += 1;
    }
    assert!(count > 50, "{count} bad documents");
}

/// What `regen` prints after `DOCUMENT` was edited.
fn after(edit: impl Fn(&str) -> String, more: &[&str]) -> String {
    let trial = Trial::new();
    trial.regen(&[]);
    trial.document(&edit(DOCUMENT));
    let regen = trial.regen(more);
    assert!(regen.status.success(), "{}", stderr(&regen));
    stdout(&regen)
}

fn with_weight(text: &str) -> String {
    text.replace(
        "        tone:",
        "        weight: { type: integer }\n        tone:",
    )
}

#[test]
fn the_first_client_is_new() {
    let said = stdout(&Trial::new().regen(&[]));
    assert_eq!(
        said,
        "bells.yaml → client: 1 operation, 2 types.\nA new client.\n"
    );
}

#[test]
fn a_change_is_told_with_verdicts_place_and_lines() {
    let said = after(with_weight, &[]);
    assert_eq!(
        said,
        "\
code         wire      item
addition     addition  types::Bell::weight (bells.yaml:22)
    + field types::Bell::weight: Option<i64>
    + wire types::Bell::weight name=weight type=integer
bells.yaml → client: 1 operation, 2 types.
Code: an addition, code needs no change. Wire: an addition, what travelled before still does.
"
    );
}

#[test]
fn a_renamed_schema_breaks_code() {
    let said = after(
        |text| {
            text.replace("Bell\"", "Gong\"")
                .replace("    Bell:", "    Gong:")
        },
        &[],
    );
    for line in [
        "    - struct types::Bell (non-exhaustive)",
        "    + struct types::Gong (non-exhaustive)",
        "Code: breaking, code may have to change.",
    ] {
        assert!(said.contains(line), "{said}");
    }
}

#[test]
fn other_words_change_nothing_for_users() {
    let said = after(|text| text.replace("What it is called.", "Its name."), &[]);
    assert!(
        said.ends_with("nothing changes for code that uses the client. Wire: the same travels.\n"),
        "{said}"
    );
}

#[test]
fn a_program_gets_the_report_as_one_object() {
    let said = after(with_weight, &["--report", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said).expect("it is JSON");
    assert_eq!(report["code"], "addition");
    assert_eq!(report["wire"], "addition");
    let change = &report["changes"][0];
    assert_eq!(change["item"], "types::Bell::weight");
    assert_eq!(
        change["document"]["pointer"],
        "/components/schemas/Bell/properties/weight"
    );
    assert_eq!(change["document"]["line"], 22);
    assert_eq!(change["after"][0], "field types::Bell::weight: Option<i64>");
}

#[test]
fn a_pull_request_gets_verdict_and_table_and_the_details_folded() {
    let said = after(
        |text| text.replace("name: { type: string,", "name: { type: integer,"),
        &["--report", "markdown"],
    );
    assert_eq!(
        said,
        "\
**Code: breaking, code may have to change. Wire: breaking, a client from before may fail.**

bells.yaml → client: 1 operation, 2 types.

| item | code | wire | document |
|---|---|---|---|
| `types::Bell::name` | **breaking** | **breaking** | `bells.yaml:21` |

<details><summary>What changed in each item</summary>

`types::Bell::name`

~~~~diff
- field types::Bell::name: String
- wire types::Bell::name name=name type=string required=yes
+ field types::Bell::name: i64
+ wire types::Bell::name name=name type=integer required=yes
~~~~

</details>
"
    );
}

#[test]
fn a_change_says_why_the_document_says_so_where_its_corrections_do() {
    let trial = Trial::new();
    trial.regen(&[]);
    let row = "| `#/components/schemas/Bell/properties/weight` | nothing | a weight | It rings | a scale | seen |";
    fs::write(trial.path("CORRECTIONS.md"), row).expect("can be written");
    trial.document(&with_weight(DOCUMENT));
    let said = stdout(&trial.regen(&[]));
    assert!(
        said.contains("    seen: It rings. Evidence: a scale.\n"),
        "{said}"
    );
}

#[test]
fn the_check_takes_the_same_document_by_another_path() {
    let trial = Trial::new();
    trial.regen(&[]);
    let document = trial.path("bells.yaml");
    let document = document.to_str().expect("plain");
    let arguments = [
        "regen",
        "--check",
        "--document",
        document,
        "--out",
        "./client/",
    ];
    let check = xtask(trial.folder.path(), &arguments);
    assert!(check.status.success(), "{}", stdout(&check));
}

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

#[test]
fn notes_are_printed_with_their_lines_and_denied_on_request() {
    let trial = Trial::new();
    trial.document(&DOCUMENT.replace(
        "tone: { type: string, enum: [c, d] }",
        "tone: { $ref: \"#/components/schemas/Tone\", nullable: true }\n    Tone: { type: string }",
    ));
    let denied = trial.regen(&["--deny-notes"]);
    assert_eq!(denied.status.code(), Some(1));
    assert!(
        stderr(&denied).contains("1 notes: 1 not-represented"),
        "{}",
        stderr(&denied)
    );
    assert!(trial.files().is_empty(), "nothing is written");
    let noted = trial.regen(&[]);
    assert!(noted.status.success(), "{}", stderr(&noted));
    let said = "bells.yaml:22:52: not-represented: `nullable` beside $ref is ignored";
    assert!(stdout(&noted).contains(said), "{}", stdout(&noted));
}

#[test]
fn all_problems_are_told_at_once_each_with_its_line() {
    let trial = Trial::new();
    trial.document(
        &DOCUMENT
            .replace("type: object", "type: objekt")
            .replace("in: query", "in: kwery"),
    );
    let refused = trial.regen(&[]);
    assert_eq!(refused.status.code(), Some(1));
    let said = stderr(&refused);
    assert!(
        said.contains("bells.yaml:10:26: ") && said.contains("bells.yaml:17:5: "),
        "{said}"
    );
    assert!(trial.files().is_empty(), "nothing is written");
}
