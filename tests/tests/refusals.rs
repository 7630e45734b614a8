//! What the generator says about each kind of bad document. A new kind is a new
//! file in `fixtures/bad`; `INSTA_UPDATE=always cargo test -p tests --test refusals`
//! takes what is said about it, a line for each problem.

use insta::Settings;
use medium_codegen::{Error, Errors};
use tests::{Fixture, documents};

/// The bad documents, and what is said about each.
fn refusals() -> Vec<(Fixture, Errors)> {
    let (mut refused, mut accepted) = (Vec::new(), Vec::new());
    for bad in documents("fixtures/bad") {
        match bad.generate() {
            Err(errors) => refused.push((bad, errors)),
            Ok(_) => accepted.push(bad.path),
        }
    }
    assert!(accepted.is_empty(), "not refused: {}", accepted.join("\n"));
    refused
}

#[test]
fn every_bad_document_is_refused_with_the_words_of_the_snapshot() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let lines: Vec<String> = refusals()
        .iter()
        .map(|(_, errors)| errors.to_string().replace("tests/fixtures/bad/", ""))
        .collect();
    settings.bind(|| insta::assert_snapshot!("refusals", lines.join("\n")));
}

#[test]
fn a_problem_is_one_line_that_names_the_file_the_place_and_what_to_do() {
    for (bad, errors) in refusals() {
        for error in &errors {
            let said = error.to_string();
            let (line, column) = error.position();
            assert!(!said.contains(char::is_control), "{said:?}");
            assert!(
                said.starts_with(&format!("{}:{line}:{column}: ", bad.path)),
                "{said}"
            );
            assert!(
                line > 0 && line <= bad.text.lines().count().max(1) + 1,
                "{said}"
            );
            match error {
                Error::Syntax { .. } => {}
                Error::Document {
                    pointer, problem, ..
                } => {
                    assert!(pointer.is_empty() || pointer.starts_with('/'), "{said}");
                    // What is wrong, and what to do about it.
                    assert!(
                        problem.contains([':', ';']) || problem.contains(" is needed here"),
                        "{said}"
                    );
                }
                other => panic!("{other}"),
            }
        }
    }
}
