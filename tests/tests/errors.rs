//! The errors about invalid documents. A new error gets a new file in
//! `fixtures/invalid`, and `INSTA_UPDATE=always cargo test -p tests --test errors`
//! writes the snapshot, one line per problem.

use medium_codegen::{ErrorKind, Errors};
use tests::{Fixture, documents, snapshot_settings};

/// Returns the invalid documents, with the errors of each.
fn invalid() -> Vec<(Fixture, Errors)> {
    let (mut rejected, mut accepted) = (Vec::new(), Vec::new());
    for document in documents("fixtures/invalid") {
        match document.generate() {
            Err(errors) => rejected.push((document, errors)),
            Ok(_) => accepted.push(document.path),
        }
    }
    assert!(
        accepted.is_empty(),
        "accepted, but in fixtures/invalid: {}; if the generator supports them now, move them to \
         tests/fixtures",
        accepted.join(", ")
    );
    rejected
}

#[test]
fn reports_every_invalid_document() {
    let lines: Vec<String> = invalid()
        .iter()
        .map(|(_, errors)| errors.to_string().replace("tests/fixtures/invalid/", ""))
        .collect();
    snapshot_settings("").bind(|| insta::assert_snapshot!("errors", lines.join("\n")));
}

#[test]
fn an_error_is_one_line_with_file_position_and_advice() {
    for (document, errors) in invalid() {
        for error in &errors {
            let message = error.to_string();
            let (line, column) = (error.line, error.column);
            let last_line = document.text.lines().count().max(1) + 1;
            let start = format!("{}:{line}:{column}: ", document.path);
            assert!(!message.contains(char::is_control), "{message:?}");
            assert!(message.starts_with(&start), "{message}");
            assert!((1..=last_line).contains(&line), "{message}");
            assert_ne!(error.kind, ErrorKind::Generator, "{message}");
            if let Some(pointer) = &error.pointer {
                assert!(pointer.is_empty() || pointer.starts_with('/'), "{message}");
                // The advice follows the problem.
                let has_advice = error.problem.contains([':', ';']);
                assert!(has_advice, "{message}: say what to do, after a colon");
            }
        }
    }
}
