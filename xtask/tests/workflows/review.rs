//! `cargo xtask review`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::checkout::Checkout;

/// Returns a checkout with this project's documents and surfaces, on a branch of `main`.
fn branch() -> Checkout {
    let checkout = Checkout::new();
    for name in [
        "spec/medium.yaml",
        "spec/sandbox.yaml",
        "spec/CORRECTIONS.md",
        "medium-api/api.txt",
        "medium-sandbox/api.txt",
    ] {
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
        let text = fs::read_to_string(original).unwrap();
        checkout.write(name, &text);
    }
    checkout.commit("The documents");
    checkout.git(&["switch", "--quiet", "--create", "tags"]);
    checkout
}

#[test]
fn a_branch_without_document_changes_reports_no_changes() {
    let (is_done, output) = branch().xtask(&["review"]);
    assert!(is_done, "{output}");
    let verdict = output.lines().next();
    let nothing = "Code: no changes for code that uses the client. Wire: no changes.";
    assert_eq!(verdict, Some(nothing), "{output}");
}

#[test]
fn the_verdict_comes_first_and_the_items_follow() {
    let checkout = branch();
    checkout.edit("spec/medium.yaml", "/v1/me:", "/v2/me:");
    checkout.commit("Me is elsewhere");
    let (is_done, output) = checkout.xtask(&["review", "main", "--report", "markdown"]);
    assert!(is_done, "{output}");
    let heading = "### Code: no changes for code that uses the client. Wire: breaking, an earlier client may fail.";
    assert_eq!(output.lines().next(), Some(heading), "{output}");
    let table = "| item | code | wire | document |";
    assert!(output.contains(table), "{output}");
}

#[test]
fn reports_new_warnings() {
    let checkout = branch();
    let text = checkout.read("spec/sandbox.yaml");
    let warned = text.replacen(
        "paths:\n",
        "paths:\n  /_sandbox/warned:\n    get:\n      responses:\n        \"204\": { description: Nothing. }\n",
        1,
    );
    assert_ne!(warned, text);
    checkout.write("spec/sandbox.yaml", &warned);
    let (is_done, output) = checkout.xtask(&["review", "--report", "json"]);
    assert!(is_done, "{output}");
    let output: Value = serde_json::from_str(&output).unwrap();
    let review = &output["documents"][1];
    let added = review["warningsAdded"].to_string();
    assert!(added.contains("derived-name"), "{added}");
    assert_eq!(review["warningsRemoved"], serde_json::json!([]));
}

/// Reviewers see only the changes of the branch itself.
#[test]
fn later_changes_of_the_base_do_not_count() {
    let checkout = branch();
    checkout.commit("Nothing");
    checkout.git(&["switch", "--quiet", "main"]);
    checkout.edit("medium-api/api.txt", "fn ", "fn other");
    checkout.commit("Another change");
    checkout.git(&["switch", "--quiet", "tags"]);
    let (_, output) = checkout.xtask(&["review", "main"]);
    assert!(output.starts_with("Code: no changes"), "{output}");
}

#[test]
fn without_a_base_the_error_asks_for_one() {
    let checkout = branch();
    checkout.git(&["branch", "--quiet", "--delete", "--force", "main"]);
    let (is_done, output) = checkout.xtask(&["review"]);
    assert!(!is_done);
    assert!(output.contains("specify BASE"), "{output}");
}
